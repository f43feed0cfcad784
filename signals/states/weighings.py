"""What may happen to a weighing (domain §3.2)."""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class WeighingState(models.TextChoices):
    """States of a weighing (domain §3.2)."""

    OPEN = "open", "open"
    CLOSED = "gesloten", "gesloten"


WEIGHING_STEPS = Steps(
    Step(
        verb="open",
        label="Weging openen",
        sentence="heeft de weging geopend",
        sources=sources(START),
        target=WeighingState.OPEN,
        permission="weighing.open",
        stamp="opened",
        guards=("is_suspended",),
        by_hand=False,
    ),
    Step(
        verb="invite",
        label="Expert uitnodigen",
        sentence="heeft een expert uitgenodigd",
        sources=sources(WeighingState.OPEN),
        permission="weighing.invite",
    ),
    Step(
        verb="answer",
        label="Weegvragen beantwoorden",
        sentence="heeft weegvragen beantwoord",
        sources=sources(WeighingState.OPEN),
        permission="weighing.answer",
    ),
    Step(
        verb="give_opinion",
        label="Standpunt geven",
        sentence="heeft een standpunt gegeven",
        sources=sources(WeighingState.OPEN),
        permission="weighing.opinion",
    ),
    Step(
        verb="close",
        label="Weging sluiten",
        sentence="heeft de weging gesloten",
        sources=sources(WeighingState.OPEN),
        target=WeighingState.CLOSED,
        permission="weighing.close",
        stamp="closed",
        guards=("lacks_answers",),
    ),
)
