"""What was given or done stays on record: taking a consent back adds, and changes nothing."""

from django.db import migrations

from mit_waakstand.database_rules import append_only, frozen

GIVEN = frozen(
    "consent_stays_as_given",
    "experts_consent",
    when="TRUE",
    columns=["expert_id", "given_at", "given_via", "given_by_id"],
    message="Een toestemming blijft vastliggen. Trek haar in.",
)
WITHDRAWN = frozen(
    "withdrawn_consent_stays_withdrawn",
    "experts_consent",
    when="OLD.withdrawn_at IS NOT NULL",
    columns=["withdrawn_at", "withdrawn_via", "withdrawn_by_id"],
    message="Deze toestemming is ingetrokken.",
)


class Migration(migrations.Migration):
    dependencies = [("experts", "0001_initial")]

    operations = [*GIVEN, *WITHDRAWN, *append_only("experts_erasure")]
