from django.db import migrations

from mit_waakstand.database_rules import checked, refusal, undone
from mit_waakstand.editions.database import drafts_are_withdrawn


def _pins(condition: str) -> list[migrations.RunSQL]:
    pinned = "SELECT 1 FROM afwegingskader_kaderedition e WHERE e.id = NEW.edition_id"
    return checked(
        "assessment_pins_an_adopted_version",
        "afwegingskader_assessment",
        moment="BEFORE INSERT",
        body=refusal(
            f"EXISTS ({pinned} AND e.state {condition})",
            message="Een concept kan niet worden toegepast.",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("afwegingskader", "0011_drafts_are_withdrawn")]

    operations = [
        *drafts_are_withdrawn("weegvragen", "afwegingskader_weighingquestions"),
        *drafts_are_withdrawn("afwegingskader", "afwegingskader_kaderedition"),
        *undone(_pins("= 'concept'")),
        *_pins("IN ('concept', 'ingetrokken')"),
    ]
