from django.db import migrations

from mit_waakstand.database_rules import checked, frozen, frozen_with_parent, refusal
from mit_waakstand.editions.database import adopted_where_people_met, edition_is_frozen

QUESTIONS, KADER = "afwegingskader_weighingquestions", "afwegingskader_kaderedition"
ASSESSMENT = "afwegingskader_assessment"
MET = {
    "meetings": "draaiboek_meeting",
    "held": "meeting.state = 'gehouden' AND NOT meeting.is_exercise",
}
CLOSED = "Een afgesloten toepassing verandert niet meer."

KEEPS = frozen(
    "assessment_keeps_its_version",
    ASSESSMENT,
    when="true",
    columns=["situation_id", "edition_id", "begun_at", "begun_by_id"],
    message="Een toepassing houdt de versie en de situatie waarmee zij is begonnen.",
)
IS_CLOSED = frozen(
    "closed_assessment_is_frozen",
    ASSESSMENT,
    when="OLD.state = 'gesloten'",
    columns=["state", "subject", "title", "closed_at", "closed_by_id"],
    message=CLOSED,
)
PDF = frozen(
    "pdf_of_an_assessment_is_made_once",
    ASSESSMENT,
    when="OLD.pdf_checksum <> ''",
    columns=["pdf_checksum"],
    message="De pdf van deze toepassing ligt vast.",
)
PINS = checked(
    "assessment_pins_an_adopted_version",
    ASSESSMENT,
    moment="BEFORE INSERT",
    body=refusal(
        "EXISTS (SELECT 1 FROM afwegingskader_kaderedition e "
        "WHERE e.id = NEW.edition_id AND e.state IN ('concept', 'ingetrokken'))",
        message="Een concept kan niet worden toegepast.",
    ),
)
PARTS = [
    operation
    for name, table in (("answers", "answer"), ("participants", "participant"))
    for operation in frozen_with_parent(
        f"{name}_of_a_closed_assessment_are_frozen",
        f"afwegingskader_{table}",
        parent=ASSESSMENT,
        key="assessment_id",
        when="parent.state = 'gesloten'",
        message=CLOSED,
    )
]


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0001_initial"), ("draaiboek", "0001_initial")]

    operations = [
        *edition_is_frozen("weegvragen", QUESTIONS, also=("adopted_in_id",)),
        *edition_is_frozen("afwegingskader", KADER, also=("adopted_in_id",)),
        *adopted_where_people_met("weegvragen", QUESTIONS, **MET),
        *adopted_where_people_met("afwegingskader", KADER, **MET),
        *KEEPS,
        *IS_CLOSED,
        *PDF,
        *PINS,
        *PARTS,
    ]
