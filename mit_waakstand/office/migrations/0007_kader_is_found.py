from django.db import migrations

from mit_waakstand.office.search_rules import searchable


def texts(*names: str) -> tuple[str, ...]:
    """Return the SQL of every text under these names, wherever it stands in the content."""
    return tuple(
        # The names are those below, never from a person.
        "(SELECT string_agg(said.text #>> '{}', E'\\n') FROM jsonb_path_query("  # noqa: S608
        f"record.content, 'strict $.** ? (exists(@.{name})).{name}') AS said(text))"
        for name in names
    )


EDITION = {
    "body": ("record.adoption_reference", *texts("question", "title", "name", "explanation")),
    "happened_at": "coalesce(record.adopted_at, now())",
    "is_exercise": "false",
}
ANSWERED = "JOIN afwegingskader_assessment assessment ON assessment.id = record.assessment_id"
SITUATED = "JOIN situations_situation situation ON situation.id = {}.situation_id"


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0006_questions_are_found"),
        ("afwegingskader", "0008_kader_and_assessments_are_frozen"),
    ]

    operations = [
        *searchable(
            "afwegingskader_weighingquestions",
            title="'Weegvragen, versie ' || record.number",
            **EDITION,
        ),
        *searchable(
            "afwegingskader_kaderedition",
            title="'Afwegingskader, versie ' || record.number",
            **EDITION,
        ),
        *searchable(
            "afwegingskader_assessment",
            title="record.title",
            body=("situation.title", "situation.disease"),
            happened_at="record.begun_at",
            is_exercise="situation.is_exercise",
            joins=SITUATED.format("record"),
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
