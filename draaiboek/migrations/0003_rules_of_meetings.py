from django.db import migrations

from mit_waakstand.database_rules import frozen, frozen_with_parent, refused_when

# --- A meeting --------------------------------------------------------------------------------

MEETING_MOVES = (("gepland", "gehouden"), ("gepland", "afgelast"))
MEETING_PAIRS = ", ".join(f"('{source}', '{target}')" for source, target in MEETING_MOVES)

MEETING_ROAD = refused_when(
    "meeting_moves_along_its_road",
    "draaiboek_meeting",
    when="CASE WHEN TG_OP = 'INSERT' THEN NEW.state <> 'gepland' "
    f"WHEN OLD.state = NEW.state THEN FALSE ELSE (OLD.state, NEW.state) NOT IN ({MEETING_PAIRS}) END",
    message="Deze stap bestaat niet voor een vergadering.",
)
MEETING_SIDE = refused_when(
    "meeting_is_an_exercise_as_its_situation",
    "draaiboek_meeting",
    when="NEW.situation_id IS NOT NULL AND NEW.is_exercise <> ("
    "SELECT s.is_exercise FROM situations_situation s WHERE s.id = NEW.situation_id)",
    message="Een vergadering is een oefening als haar situatie dat is.",
)
MEETING_KEEPS = frozen(
    "meeting_keeps_its_kind",
    "draaiboek_meeting",
    when="TRUE",
    columns=["kind", "situation_id", "is_exercise", "planned_at", "planned_by_id"],
    message="Een vergadering houdt haar soort en haar situatie.",
)
MEETING_IS_OVER = frozen(
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

# --- Its minutes, and what hangs on them -------------------------------------------------------

MINUTES_ARE_ADOPTED = frozen(
    "adopted_minutes_are_frozen",
    "draaiboek_minutes",
    when="OLD.state <> 'concept'",
    columns=[
        "meeting_id",
        "version",
        "text",
        "correction",
        "content",
        "adopted_at",
        "adopted_by_id",
        "adopted_in_id",
        "in_writing",
    ],
    message="Dit verslag is vastgesteld en verandert niet meer.",
)
MINUTES_PDF = frozen(
    "pdf_of_minutes_is_made_once",
    "draaiboek_minutes",
    when="OLD.pdf_sha256 <> ''",
    columns=["pdf_sha256"],
    message="De PDF van dit verslag ligt vast.",
)
MINUTES_MOVES = (("concept", "vastgesteld"), ("vastgesteld", "vervangen"))
MINUTES_PAIRS = ", ".join(f"('{source}', '{target}')" for source, target in MINUTES_MOVES)
MINUTES_ROAD = refused_when(
    "minutes_move_along_their_road",
    "draaiboek_minutes",
    when="CASE WHEN TG_OP = 'INSERT' THEN NEW.state <> 'concept' "
    f"WHEN OLD.state = NEW.state THEN FALSE ELSE (OLD.state, NEW.state) NOT IN ({MINUTES_PAIRS}) END",
    message="Deze stap bestaat niet voor een verslag.",
)
MINUTES_OF_WHAT_WAS_HELD = refused_when(
    "minutes_are_adopted_of_a_meeting_that_was_held",
    "draaiboek_minutes",
    when="NEW.state = 'vastgesteld' AND NOT EXISTS (SELECT 1 FROM draaiboek_meeting m "
    "WHERE m.id = NEW.meeting_id AND m.state = 'gehouden')",
    message="Leg eerst vast dat de vergadering is gehouden.",
)
WITH_MEETING = (
    "EXISTS (SELECT 1 FROM draaiboek_minutes v "
    "WHERE v.meeting_id = parent.id AND v.adopted_at IS NOT NULL)"
)
DECISIONS = frozen_with_parent(
    "decisions_in_adopted_minutes_are_frozen",
    "draaiboek_meetingdecision",
    parent="draaiboek_meeting",
    key="meeting_id",
    when=WITH_MEETING,
    message="Het verslag is vastgesteld: besluiten veranderen niet meer.",
)
AGENDA = frozen_with_parent(
    "agenda_of_a_meeting_that_is_over_is_frozen",
    "draaiboek_agendaitem",
    parent="draaiboek_meeting",
    key="meeting_id",
    when="parent.state <> 'gepland'",
    message="Deze vergadering is gehouden of afgelast: de agenda verandert niet meer.",
)
ACTION_MOVES = (("open", "gedaan"), ("open", "vervallen"))
ACTION_PAIRS = ", ".join(f"('{source}', '{target}')" for source, target in ACTION_MOVES)
ACTION_ROAD = refused_when(
    "action_moves_along_its_road",
    "draaiboek_actionitem",
    when="CASE WHEN TG_OP = 'INSERT' THEN NEW.state <> 'open' WHEN OLD.state = NEW.state "
    f"THEN FALSE ELSE (OLD.state, NEW.state) NOT IN ({ACTION_PAIRS}) END",
    message="Deze stap bestaat niet voor een actie.",
)
ACTION_KEEPS = frozen(
    "action_stays_as_agreed",
    "draaiboek_actionitem",
    when="TRUE",
    columns=["meeting_id", "text", "owner_id", "due_on", "agreed_at", "agreed_by_id"],
    message="Een afgesproken actie verandert niet. Laat haar vervallen en leg een nieuwe vast.",
)
ATTENDANCE = frozen(
    "attendance_in_adopted_minutes_is_frozen",
    "draaiboek_invitation",
    when="EXISTS (SELECT 1 FROM draaiboek_minutes v WHERE v.meeting_id = OLD.meeting_id "
    "AND v.adopted_at IS NOT NULL)",
    columns=["meeting_id", "expert_id", "user_id", "attended", "attended_as_cpo"],
    message="Het verslag is vastgesteld: wie er was, verandert niet meer.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("draaiboek", "0002_rules_of_playbook_and_runs"),
        ("situations", "0001_initial"),
    ]

    operations = [
        *MEETING_ROAD,
        *MEETING_SIDE,
        *MEETING_KEEPS,
        *MEETING_IS_OVER,
        *MINUTES_ARE_ADOPTED,
        *MINUTES_PDF,
        *MINUTES_ROAD,
        *MINUTES_OF_WHAT_WAS_HELD,
        *DECISIONS,
        *AGENDA,
        *ACTION_ROAD,
        *ACTION_KEEPS,
        *ATTENDANCE,
    ]
