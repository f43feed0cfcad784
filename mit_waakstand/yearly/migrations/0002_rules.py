from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

TABLE = "yearly_yearaccount"
WRITTEN = [
    "year",
    "introduction",
    "chapters",
    "remarks",
    "budget",
    "spending",
    "counted_until",
    "drafted_at",
    "adopted_at",
    "adopted_by_id",
]
DELIVERED = ["state", "delivered_to", "delivered_on", "delivered_at", "delivered_by_id"]


class Migration(migrations.Migration):
    dependencies = [("yearly", "0001_initial")]

    operations = [
        *frozen(
            "adopted_account_is_frozen",
            TABLE,
            when="OLD.state <> 'concept'",
            columns=WRITTEN,
            message="Een vastgestelde verantwoording verandert niet meer.",
        ),
        *refused_when(
            "adopted_account_stays_adopted",
            TABLE,
            when="TG_OP = 'UPDATE' AND OLD.state <> 'concept' AND NEW.state = 'concept'",
            message="Een vastgestelde verantwoording wordt geen concept meer.",
        ),
        *frozen(
            "delivered_account_is_frozen",
            TABLE,
            when="OLD.state = 'aangeboden'",
            columns=DELIVERED,
            message="Aan wie en wanneer is aangeboden, ligt vast.",
        ),
        *frozen(
            "pdf_of_the_account_is_frozen",
            TABLE,
            when="OLD.pdf_sha256 <> ''",
            columns=["pdf_sha256"],
            message="De pdf van de verantwoording ligt vast.",
        ),
        *frozen(
            "public_account_stays_public",
            TABLE,
            when="OLD.published_at IS NOT NULL",
            columns=["published_at", "published_by_id"],
            message="Een openbare verantwoording blijft openbaar.",
        ),
    ]
