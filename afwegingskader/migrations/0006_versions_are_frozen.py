from django.db import migrations

from mit_waakstand.database_rules import frozen, undone
from mit_waakstand.editions.database import edition_is_frozen


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0005_versions_have_rules")]

    operations = [
        *undone(
            frozen(
                "adopted_weegvragen_are_frozen",
                "afwegingskader_weighingquestions",
                when="OLD.state <> 'concept'",
                columns=["number", "content", "is_example", "adopted_at", "adopted_by_id"],
                message="Een vastgestelde versie verandert niet meer.",
            )
        ),
        *edition_is_frozen("weegvragen", "afwegingskader_weighingquestions"),
    ]
