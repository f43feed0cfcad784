from django.db import migrations

from mit_waakstand.database_rules import refused_when


class Migration(migrations.Migration):
    dependencies = [("situations", "0002_never_changes_sides")]

    operations = refused_when(
        "only_an_exercise_has_participants",
        "situations_participation",
        when="NOT EXISTS (SELECT 1 FROM situations_situation s "
        "WHERE s.id = NEW.situation_id AND s.is_exercise)",
        message="Alleen een oefening heeft deelnemers.",
    )
