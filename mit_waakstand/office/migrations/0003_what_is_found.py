"""Which tables take part in the search, and by which words their rows are found."""

from django.db import migrations

from mit_waakstand.office.search_rules import searchable, searched_with

SITUATED = "JOIN situations_situation situation ON situation.id = {}.situation_id"
IN_SITUATION = SITUATED.format("record")
WITH_SIGNAL = "JOIN signals_signal signal ON signal.id = record.signal_id"
WITH_MEETING = "JOIN draaiboek_meeting m ON m.id = record.meeting_id"
TO_RUN = "JOIN draaiboek_playbookrun run ON run.id = record.run_id"
ANSWERED = "JOIN afwegingskader_assessment assessment ON assessment.id = record.assessment_id"
DAY = (
    "extract(day FROM record.decided_on) || ' ' || ('{januari,februari,maart,april,mei,juni,juli,"
    "augustus,september,oktober,november,december}'::text[])"
    "[extract(month FROM record.decided_on)::int] || ' ' || extract(year FROM record.decided_on)"
)
REMARKS = "(SELECT string_agg(said.value, E'\\n') FROM jsonb_each_text(record.remarks) AS said)"


def texts(*names: str) -> tuple[str, ...]:
    """Return the SQL of every text under these names, wherever it stands in the content."""
    return tuple(
        # The names are those below, never from a person.
        "(SELECT string_agg(said.text #>> '{}', E'\\n') FROM jsonb_path_query("  # noqa: S608
        f"record.content, 'strict $.** ? (exists(@.{name})).{name}') AS said(text))"
        for name in names
    )


SIGNALS = [
    *searchable(
        "situations_situation",
        title="record.title",
        body=("record.disease", "record.historical_case"),
        happened_at="record.opened_at",
        is_exercise="record.is_exercise",
    ),
    *searchable(
        "signals_trigger",
        title="situation.title",
        body=(
            "situation.disease",
            "record.omt_number",
            "record.informed_by",
            "record.learned_from",
            "record.gazette_reference",
            "record.description",
            "record.potential",
            "record.measures",
            "record.consequences",
            "record.changed",
            "record.assessment",
        ),
        happened_at="record.registered_at",
        is_exercise="situation.is_exercise",
        joins=IN_SITUATION,
    ),
    *searchable(
        "signals_weighing",
        title="situation.title",
        body=("situation.disease", "record.rationale", "record.departure", "record.urgency"),
        happened_at="record.opened_at",
        is_exercise="situation.is_exercise",
        joins=IN_SITUATION,
    ),
    *searchable(
        "signals_signal",
        title="coalesce(record.number, 'Concept ' || record.id) || ': ' || record.title",
        body=("record.summary", "record.text", "record.attachments", "record.copies"),
        happened_at="coalesce(record.issued_at, record.drafted_at)",
        is_exercise="record.is_exercise",
    ),
    *searchable(
        "signals_response",
        title="'Reactie op ' || coalesce(signal.number, '')",
        body=("record.text", "record.signed_by", "record.reference"),
        happened_at="record.received_on::timestamp AT TIME ZONE 'Europe/Amsterdam'",
        is_exercise="signal.is_exercise",
        page="record.signal_id",
        joins=WITH_SIGNAL,
    ),
    *searched_with(
        "situations_situation",
        columns=("title", "disease"),
        tables={"signals_trigger": "situation_id", "signals_weighing": "situation_id"},
    ),
    *searchable(
        "signals_message",
        title="replace(record.kind, '_', ' ') || ' ' || record.sequence || ' bij ' || "
        "coalesce(signal.number, '')",
        body=("record.text", "record.signed_by", "record.reference", "record.spoken_with"),
        happened_at="record.recorded_at",
        is_exercise="signal.is_exercise",
        page="record.signal_id",
        joins=WITH_SIGNAL,
    ),
    *searchable(
        "signals_ministerdecision",
        # Not the name of the situation: Bureau SG does not know it.
        title=f"'Besluit van ' || {DAY}",
        body=("record.reasons", "record.parliamentary_paper", "record.gazette_reference"),
        happened_at="record.recorded_at",
        is_exercise="situation.is_exercise",
        joins=IN_SITUATION,
    ),
    *searchable(
        "signals_commission",
        title="record.name",
        body=("record.scope", "record.diseases", "record.gazette_reference"),
        happened_at="record.recorded_at",
        is_exercise="record.exercise_id IS NOT NULL",
    ),
    *searchable(
        "signals_proposal",
        title="record.disease",
        body=("record.reasons", "record.answer"),
        happened_at="record.submitted_at",
        is_exercise="record.exercise_id IS NOT NULL",
    ),
]
KADER = [
    # Not by its words: those stand in every weighing, and would hide what one seeks.
    *searchable(
        "afwegingskader_weighingquestions",
        title="'Weegvragen, versie ' || record.number",
        body=("record.adoption_reference",),
        happened_at="coalesce(record.adopted_at, now())",
        is_exercise="FALSE",
    ),
    *searchable(
        "afwegingskader_kaderedition",
        title="'Afwegingskader, versie ' || record.number",
        body=("record.adoption_reference", *texts("question", "title", "name", "explanation")),
        happened_at="coalesce(record.adopted_at, now())",
        is_exercise="FALSE",
    ),
    *searchable(
        "afwegingskader_assessment",
        title="record.title",
        body=("situation.title", "situation.disease"),
        happened_at="record.begun_at",
        is_exercise="situation.is_exercise",
        joins=IN_SITUATION,
    ),
    *searchable(
        "afwegingskader_answer",
        title="'Antwoord bij ' || assessment.title",
        body=texts("text", "choice"),
        happened_at="assessment.begun_at",
        is_exercise="situation.is_exercise",
        page="record.assessment_id",
        joins=f"{ANSWERED} {SITUATED.format('assessment')}",
    ),
]
DRAAIBOEK = [
    *searchable(
        "draaiboek_playbookrun",
        title="'Uitvoering ' || record.id",
        body=("record.purpose", "record.evaluation"),
        happened_at="record.started_at",
        is_exercise="situation.is_exercise",
        joins=IN_SITUATION,
    ),
    *searchable(
        "draaiboek_lesson",
        title="'Les ' || record.id",
        body=("record.text", "record.proposal", "record.outcome"),
        happened_at="record.drawn_at",
        is_exercise="situation.is_exercise",
        page="record.run_id",
        joins=f"{TO_RUN} {SITUATED.format('run')}",
    ),
    *searchable(
        "draaiboek_playbookdocument",
        title="record.title",
        body=("replace(record.kind, '_', ' ')",),
        happened_at="now()",
        is_exercise="FALSE",
    ),
    *searchable(
        "draaiboek_meeting",
        title="concat_ws(' ', 'Vergadering', record.id, record.subject)",
        body=("record.kind", "record.place", "record.reason"),
        happened_at="record.starts_at",
        is_exercise="record.is_exercise",
    ),
    *searchable(
        "draaiboek_agendaitem",
        title="record.subject",
        body=(
            "record.note",
            "record.about_kind",
            "record.about_number",
            "record.about_title",
        ),
        happened_at="m.starts_at",
        is_exercise="m.is_exercise",
        page="record.meeting_id",
        joins=WITH_MEETING,
    ),
    *searchable(
        "draaiboek_minutes",
        title="'Verslag van vergadering ' || record.meeting_id || ', versie ' || record.version",
        body=("record.text", "record.correction"),
        happened_at="m.starts_at",
        is_exercise="m.is_exercise",
        joins=WITH_MEETING,
    ),
]
PEOPLE_AND_ACCOUNTS = [
    *searchable(
        "aanspreekpunt_question",
        title="'Vraag ' || record.reference",
        body=("record.name", "record.email", "record.text", "record.referred_to"),
        happened_at="record.entered_at",
        is_exercise="FALSE",
    ),
    # Not the work contact: who searches for a person wants the record, and opens it.
    *searchable(
        "experts_expert",
        title="record.name",
        body=("record.expertise", "record.function", "institute.name"),
        happened_at="record.added_at",
        is_exercise="FALSE",
        joins="LEFT JOIN experts_institute institute ON institute.id = record.institute_id",
    ),
    *searched_with(
        "experts_institute", columns=("name",), tables={"experts_expert": "institute_id"}
    ),
    *searchable(
        "draaiboek_playbookedition",
        title="'Draaiboek, versie ' || record.number",
        body=("record.adoption_reference", *texts("title", "text", "needs", "template")),
        happened_at="coalesce(record.adopted_at, now())",
        is_exercise="FALSE",
    ),
    *searchable(
        "draaiboek_meetingdecision",
        title="'Besluit van vergadering ' || record.meeting_id",
        body=("record.text",),
        happened_at="m.starts_at",
        is_exercise="m.is_exercise",
        page="record.meeting_id",
        joins=WITH_MEETING,
    ),
    *searchable(
        "draaiboek_actionitem",
        title="'Actie van vergadering ' || record.meeting_id",
        body=("record.text", "record.reason"),
        happened_at="m.starts_at",
        is_exercise="m.is_exercise",
        page="record.meeting_id",
        joins=WITH_MEETING,
    ),
    *searchable(
        "yearly_yearaccount",
        title="'Verantwoording over ' || record.year",
        body=("record.introduction", REMARKS, "record.delivered_to"),
        happened_at="coalesce(record.adopted_at, record.drafted_at)",
        is_exercise="FALSE",
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0002_how_words_are_read"),
        ("aanspreekpunt", "0001_initial"),
        ("afwegingskader", "0001_initial"),
        ("draaiboek", "0001_initial"),
        ("experts", "0001_initial"),
        ("signals", "0001_initial"),
        ("situations", "0001_initial"),
        ("yearly", "0001_initial"),
    ]

    operations = [*SIGNALS, *KADER, *DRAAIBOEK, *PEOPLE_AND_ACCOUNTS]
