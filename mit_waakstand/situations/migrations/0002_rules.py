from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

SIDE = frozen(
    "situation_never_changes_sides",
    "situations_situation",
    when="TRUE",
    columns=["is_exercise"],
    message="Een oefening blijft een oefening, en echt blijft echt.",
)
PARTICIPANTS = refused_when(
    "only_an_exercise_has_participants",
    "situations_participation",
    when="NOT EXISTS (SELECT 1 FROM situations_situation s "
    "WHERE s.id = NEW.situation_id AND s.is_exercise)",
    message="Alleen een oefening heeft deelnemers.",
)


class Migration(migrations.Migration):
    dependencies = [("situations", "0001_initial")]

    operations = [*SIDE, *PARTICIPANTS]
