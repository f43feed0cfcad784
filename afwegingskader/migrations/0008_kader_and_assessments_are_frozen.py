from django.db import migrations

from mit_waakstand.database_rules import checked, frozen, frozen_with_parent, refusal
from mit_waakstand.editions.database import edition_is_frozen

TABLE = "afwegingskader_assessment"
CLOSED = "Een afgesloten toepassing verandert niet meer."


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0007_kader_and_assessments")]

    operations = [
        *edition_is_frozen(
            "afwegingskader", "afwegingskader_kaderedition", also=("adopted_in_id",)
        ),
        *frozen(
            "assessment_keeps_its_version",
            TABLE,
            when="true",
            columns=["situation_id", "edition_id", "begun_at", "begun_by_id"],
            message="Een toepassing houdt de versie en de situatie waarmee zij is begonnen.",
        ),
        *frozen(
            "closed_assessment_is_frozen",
            TABLE,
            when="OLD.state = 'gesloten'",
            columns=["state", "subject", "title", "closed_at", "closed_by_id"],
            message=CLOSED,
        ),
        *checked(
            "assessment_pins_an_adopted_version",
            TABLE,
            moment="BEFORE INSERT",
            body=refusal(
                "EXISTS (SELECT 1 FROM afwegingskader_kaderedition e "
                "WHERE e.id = NEW.edition_id AND e.state = 'concept')",
                message="Een concept kan niet worden toegepast.",
            ),
        ),
        *frozen_with_parent(
            "answers_of_a_closed_assessment_are_frozen",
            "afwegingskader_answer",
            parent=TABLE,
            key="assessment_id",
            when="parent.state = 'gesloten'",
            message=CLOSED,
        ),
        *frozen_with_parent(
            "participants_of_a_closed_assessment_are_frozen",
            "afwegingskader_participant",
            parent=TABLE,
            key="assessment_id",
            when="parent.state = 'gesloten'",
            message=CLOSED,
        ),
    ]
