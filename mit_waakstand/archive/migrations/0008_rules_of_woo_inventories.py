from django.db import migrations

from mit_waakstand.database_rules import frozen, frozen_with_parent

MESSAGE = "Een vastgestelde Woo-inventaris verandert niet meer."
REVIEW = [
    "situation_id",
    "state",
    "reference",
    "received_on",
    "begun_at",
    "begun_by_id",
    "listed_at",
    "adopted_at",
    "adopted_by_id",
]


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_woo_inventories")]

    operations = [
        *frozen(
            "adopted_woo_inventory_is_frozen",
            "archive_wooreview",
            when="OLD.state = 'vastgesteld'",
            columns=REVIEW,
            message=MESSAGE,
        ),
        *frozen_with_parent(
            "document_of_adopted_woo_inventory_is_frozen",
            "archive_woodocument",
            parent="archive_wooreview",
            key="review_id",
            when="parent.state = 'vastgesteld'",
            message=MESSAGE,
        ),
    ]
