from django.db import migrations

from mit_waakstand.database_rules import append_only, frozen, frozen_with_parent, refused_when
from mit_waakstand.editions.database import adopted_where_people_met, edition_is_frozen

VERSION = edition_is_frozen("draaiboek", "draaiboek_playbookedition", also=("adopted_in_id",))
ADOPTED = adopted_where_people_met(
    "draaiboek",
    "draaiboek_playbookedition",
    meetings="draaiboek_meeting",
    held="meeting.state = 'gehouden' AND NOT meeting.is_exercise",
)

# --- A run ------------------------------------------------------------------------------------

RUN_KEEPS = frozen(
    "run_keeps_its_version",
    "draaiboek_playbookrun",
    when="TRUE",
    columns=["edition_id", "situation_id", "leader_id", "purpose", "started_at", "started_by_id"],
    message="Een uitvoering houdt de versie en de situatie waarmee zij begon.",
)
RUN_IS_OVER = frozen(
    "closed_run_is_frozen",
    "draaiboek_playbookrun",
    when="OLD.state = 'afgesloten'",
    columns=["state", "closed_at", "closed_by_id", "evaluation"],
    message="Deze uitvoering is afgesloten.",
)
RUN_PINS = refused_when(
    "run_begins_with_the_version_in_force",
    "draaiboek_playbookrun",
    when="TG_OP = 'INSERT' AND (NEW.state <> 'loopt' OR NOT EXISTS (SELECT 1 "
    "FROM draaiboek_playbookedition e WHERE e.id = NEW.edition_id AND e.state = 'vastgesteld'))",
    message="Een uitvoering begint met de versie die geldt.",
)

# --- Its steps --------------------------------------------------------------------------------

STEP_MOVES = (
    "('open', 'gedaan'), ('gedaan', 'open'), ('open', 'overgeslagen'), ('overgeslagen', 'open')"
)
STEP_KEEPS = frozen(
    "run_step_keeps_its_words",
    "draaiboek_runstep",
    when="TRUE",
    columns=[
        *("run_id", "place", "code", "phase", "title", "actor"),
        *("amount", "unit", "after", "needs", "template", "is_added"),
    ],
    message="De woorden van een stap veranderen niet in een uitvoering.",
)
STEP_MOVES_ON = refused_when(
    "run_step_moves_along_its_road",
    "draaiboek_runstep",
    when="CASE WHEN TG_OP = 'INSERT' THEN NEW.state <> 'open' "
    "WHEN OLD.state = NEW.state THEN FALSE "
    f"ELSE (OLD.state, NEW.state) NOT IN ({STEP_MOVES}) END",
    message="Deze stap bestaat niet voor een stap van een uitvoering.",
)
STEP_IS_OVER = frozen_with_parent(
    "steps_of_a_closed_run_are_frozen",
    "draaiboek_runstep",
    parent="draaiboek_playbookrun",
    key="run_id",
    when="parent.state = 'afgesloten'",
    message="Deze uitvoering is afgesloten.",
)

# --- Its injects ------------------------------------------------------------------------------

INJECT_IN_EXERCISE = refused_when(
    "only_an_exercise_has_injects",
    "draaiboek_inject",
    when="NOT EXISTS (SELECT 1 FROM draaiboek_playbookrun r "
    "JOIN situations_situation s ON s.id = r.situation_id "
    "WHERE r.id = NEW.run_id AND s.is_exercise)",
    message="Alleen een oefening heeft injects.",
)
INJECT_IS_OVER = frozen_with_parent(
    "injects_of_a_closed_run_are_frozen",
    "draaiboek_inject",
    parent="draaiboek_playbookrun",
    key="run_id",
    when="parent.state = 'afgesloten'",
    message="Deze uitvoering is afgesloten.",
)
INJECT_IS_WITHDRAWN = frozen(
    "withdrawn_inject_is_frozen",
    "draaiboek_inject",
    when="OLD.state = 'ingetrokken' OR EXISTS "
    "(SELECT 1 FROM draaiboek_injectresponse r WHERE r.inject_id = OLD.id)",
    columns=["run_id", "planned_at", "text", "shown_to", "state", "withdrawn_at"],
    message="Deze inject is ingetrokken of beantwoord, en verandert niet meer.",
)
RESPONSE_IN_TIME = refused_when(
    "no_response_after_the_run",
    "draaiboek_injectresponse",
    when="EXISTS (SELECT 1 FROM draaiboek_inject i JOIN draaiboek_playbookrun r ON r.id = i.run_id "
    "WHERE i.id = NEW.inject_id AND r.state = 'afgesloten')",
    message="Deze uitvoering is afgesloten.",
)

# --- Lessons, documents, agreements -----------------------------------------------------------

LESSON_KEEPS = frozen(
    "lesson_keeps_its_words",
    "draaiboek_lesson",
    when="TRUE",
    columns=["run_id", "text", "proposal", "drawn_at", "drawn_by_id"],
    message="De woorden van een les veranderen niet.",
)
LESSON_IS_DECIDED = frozen(
    "decided_lesson_is_frozen",
    "draaiboek_lesson",
    # Of a draft that was withdrawn, it waits again.
    when="OLD.state <> 'open' AND NOT EXISTS (SELECT 1 FROM draaiboek_playbookedition e "
    "WHERE e.id = OLD.edition_id AND e.state = 'ingetrokken')",
    columns=["state", "owner_id", "due_on", "decided_at", "decided_by_id", "edition_id", "outcome"],
    message="Over deze les is al besloten.",
)
KNOWLEDGE_IS_LINKED = refused_when(
    "knowledge_base_is_linked_and_never_copied",
    "draaiboek_documentversion",
    when="NEW.file_checksum <> '' AND EXISTS (SELECT 1 FROM draaiboek_playbookdocument d "
    "WHERE d.id = NEW.document_id "
    "AND d.kind IN ('kennisbibliotheek', 'maatschappelijk_beeld'))",
    message="De kennisbasis van het SCP is openbaar. Geef een link, en geen kopie.",
)
AGREEMENT_IS_FOUND = refused_when(
    "agreement_names_the_gazette",
    "draaiboek_documentversion",
    when="NEW.gazette_reference = '' AND EXISTS (SELECT 1 FROM draaiboek_playbookdocument d "
    "WHERE d.id = NEW.document_id AND d.kind = 'bestuurlijke_afspraken')",
    message="Vul het nummer van de Staatscourant in.",
)
DOCUMENT_KEEPS = frozen(
    "document_keeps_its_kind",
    "draaiboek_playbookdocument",
    when="TRUE",
    columns=["kind"],
    message="Een document houdt zijn soort.",
)


class Migration(migrations.Migration):
    dependencies = [
        ("draaiboek", "0001_initial"),
        ("situations", "0001_initial"),
    ]

    operations = [
        *VERSION,
        *ADOPTED,
        *RUN_KEEPS,
        *RUN_IS_OVER,
        *RUN_PINS,
        *STEP_KEEPS,
        *STEP_MOVES_ON,
        *STEP_IS_OVER,
        *INJECT_IN_EXERCISE,
        *INJECT_IS_OVER,
        *INJECT_IS_WITHDRAWN,
        *RESPONSE_IN_TIME,
        *append_only("draaiboek_injectresponse"),
        *LESSON_KEEPS,
        *LESSON_IS_DECIDED,
        *KNOWLEDGE_IS_LINKED,
        *AGREEMENT_IS_FOUND,
        *DOCUMENT_KEEPS,
        *append_only("draaiboek_documentversion"),
        *append_only("draaiboek_arrangement"),
    ]
