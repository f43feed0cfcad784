"""What may happen to a use of the afwegingskader: begun, filled in together, closed for ever."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class AssessmentState(models.TextChoices):
    """States of an assessment."""

    OPEN = "open", "open"
    CLOSED = "gesloten", "gesloten"


ASSESSMENT_STEPS = Steps(
    Step(
        verb="begin",
        label="Afwegingskader toepassen",
        sentence="is begonnen het afwegingskader toe te passen",
        sources=sources(START),
        target=AssessmentState.OPEN,
        permission="assessment.begin",
        stamp="begun",
        by_hand=False,
    ),
    Step(
        verb="answer",
        label="Invullen",
        sentence="heeft vragen beantwoord",
        sources=sources(AssessmentState.OPEN),
        permission="assessment.answer",
    ),
    Step(
        verb="invite",
        label="Expert laten meedoen",
        sentence="heeft een expert gevraagd mee te doen",
        sources=sources(AssessmentState.OPEN),
        permission="assessment.invite",
        aside=True,
    ),
    Step(
        verb="rename",
        label="Omschrijving wijzigen",
        sentence="heeft de omschrijving gewijzigd",
        sources=sources(AssessmentState.OPEN),
        permission="assessment.begin",
        aside=True,
    ),
    Step(
        verb="close",
        label="Afsluiten",
        sentence="heeft de toepassing afgesloten",
        sources=sources(AssessmentState.OPEN),
        target=AssessmentState.CLOSED,
        permission="assessment.close",
        stamp="closed",
        guards=("has_no_answers",),
    ),
)
