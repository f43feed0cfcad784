"""What may happen to an action that a meeting agreed."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class ActionState(models.TextChoices):
    """States of an action; overdue is derived, never stored."""

    OPEN = "open", "open"
    DONE = "gedaan", "gedaan"
    DROPPED = "vervallen", "vervallen"


ACTION_STEPS = Steps(
    Step(
        verb="agree",
        label="Actie vastleggen",
        sentence="heeft een actie vastgelegd",
        sources=sources(START),
        target=ActionState.OPEN,
        permission="meeting.write",
        stamp="agreed",
        by_hand=False,
    ),
    Step(
        verb="finish",
        label="Gedaan",
        sentence="heeft de actie afgerond",
        sources=sources(ActionState.OPEN),
        target=ActionState.DONE,
        permission="action.finish",
        stamp="finished",
    ),
    Step(
        verb="drop",
        label="Laten vervallen",
        sentence="heeft de actie laten vervallen",
        sources=sources(ActionState.OPEN),
        target=ActionState.DROPPED,
        permission="meeting.write",
        stamp="dropped",
        aside=True,
    ),
)
