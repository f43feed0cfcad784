from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

CLOSED = frozen(
    "closed_weighing_keeps_its_kader",
    "signals_weighing",
    when="OLD.state = 'gesloten'",
    columns=["kader_id"],
    message="Deze weging is gesloten en verandert niet meer.",
)
USED = refused_when(
    "weighing_names_a_kader_that_was_used",
    "signals_weighing",
    when="NEW.kader_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM afwegingskader_assessment a "
    "WHERE a.edition_id = NEW.kader_id AND a.situation_id = NEW.situation_id)",
    message="Deze versie van het afwegingskader is in deze situatie niet toegepast.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0035_weighing_names_its_kader"),
        ("afwegingskader", "0008_kader_and_assessments_are_frozen"),
    ]

    operations = [*CLOSED, *USED]
