from django.db import migrations

from mit_waakstand.database_rules import frozen, refused_when

MOVES = (("gepland", "gehouden"), ("gepland", "afgelast"))
PAIRS = ", ".join(f"('{source}', '{target}')" for source, target in MOVES)

ROAD = refused_when(
    "meeting_moves_along_its_road",
    "draaiboek_meeting",
    when="CASE WHEN TG_OP = 'INSERT' THEN NEW.state <> 'gepland' "
    f"WHEN OLD.state = NEW.state THEN FALSE ELSE (OLD.state, NEW.state) NOT IN ({PAIRS}) END",
    message="Deze stap bestaat niet voor een vergadering.",
)
EXERCISE = refused_when(
    "meeting_is_an_exercise_as_its_situation",
    "draaiboek_meeting",
    when="NEW.situation_id IS NOT NULL AND NEW.is_exercise <> ("
    "SELECT s.is_exercise FROM situations_situation s WHERE s.id = NEW.situation_id)",
    message="Een vergadering is een oefening als haar situatie dat is.",
)
KIND = frozen(
    "meeting_keeps_its_kind",
    "draaiboek_meeting",
    when="TRUE",
    columns=["kind", "situation_id", "is_exercise", "planned_at", "planned_by_id"],
    message="Een vergadering houdt haar soort en haar situatie.",
)
DONE = frozen(
    "meeting_that_is_over_is_frozen",
    "draaiboek_meeting",
    when="OLD.state <> 'gepland'",
    columns=[
        "subject",
        "form",
        "starts_at",
        "ends_at",
        "place",
        "link",
        "held_at",
        "held_by_id",
        "cancelled_at",
        "cancelled_by_id",
        "reason",
    ],
    message="Deze vergadering is gehouden of afgelast en verandert niet meer.",
)


class Migration(migrations.Migration):
    dependencies = [("draaiboek", "0001_meetings")]

    operations = [*ROAD, *EXERCISE, *KIND, *DONE]
