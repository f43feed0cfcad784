from django.db import migrations

from mit_waakstand.database_rules import frozen

FOUND = frozen(
    "held_file_stays_as_found",
    "scanning_heldfile",
    when="TRUE",
    columns=["held_at", "held_by_id", "page", "field", "finding", "checksum", "size"],
    message="Wat de virusscanner tegenhield, ligt vast.",
)
SETTLED = frozen(
    "settled_file_stays_settled",
    "scanning_heldfile",
    when="OLD.state = 'afgehandeld'",
    columns=["state", "settled_at", "settled_by_id", "settled_how"],
    message="Dit bestand is afgehandeld.",
)


class Migration(migrations.Migration):
    dependencies = [("scanning", "0001_initial")]

    operations = [*FOUND, *SETTLED]
