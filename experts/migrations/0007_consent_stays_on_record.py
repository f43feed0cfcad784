"""What was given stays on record: taking it back adds, and changes nothing."""

from django.db import migrations

from mit_waakstand.database_rules import frozen


class Migration(migrations.Migration):
    """Rules only."""

    dependencies = [("experts", "0006_consents_and_interests")]

    operations = [
        *frozen(
            "consent_stays_as_given",
            "experts_consent",
            when="TRUE",
            columns=["expert_id", "given_at", "given_via", "given_by_id"],
            message="Een toestemming blijft vastliggen. Trek haar in.",
        ),
        *frozen(
            "withdrawn_consent_stays_withdrawn",
            "experts_consent",
            when="OLD.withdrawn_at IS NOT NULL",
            columns=["withdrawn_at", "withdrawn_via", "withdrawn_by_id"],
            message="Deze toestemming is ingetrokken.",
        ),
    ]
