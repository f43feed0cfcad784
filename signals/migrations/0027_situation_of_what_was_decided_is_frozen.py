from django.db import migrations

from mit_waakstand.database_rules import refused_when

SETTLED = (
    "signals_weighing t WHERE t.situation_id = NEW.id AND t.state = 'gesloten'",
    "signals_ministerdecision t WHERE t.situation_id = NEW.id",
    "signals_trigger t WHERE t.situation_id = NEW.id AND t.state = 'overgedragen'",
    "signals_trigger t WHERE t.situation_id = NEW.id AND t.outside_scope_at IS NOT NULL",
)
# Names and conditions come from this file, never from a person.
FOUND = " OR ".join(f"EXISTS (SELECT 1 FROM {place})" for place in SETTLED)  # noqa: S608
FROZEN = refused_when(
    "situation_in_which_was_decided_is_frozen",
    "situations_situation",
    when="TG_OP = 'UPDATE' AND (OLD.title, OLD.disease) IS DISTINCT FROM (NEW.title, NEW.disease) "
    f"AND ({FOUND})",
    message="In deze situatie is al iets besloten: naam en ziekte veranderen niet meer.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0026_a_weighing_rests_during_a_suspension"),
        ("situations", "0004_newest_first"),
    ]

    operations = [*FROZEN]
