"""What may happen to a weighing (domain §3.2); during a suspension it rests (§3.5)."""

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
        guards=("is_suspended",),
    ),
    Step(
        verb="propose_expert",
        label="Experts voorstellen",
        sentence="heeft experts voorgesteld",
        sources=sources(WeighingState.OPEN),
        permission="weighing.propose",
        guards=("is_suspended",),
    ),
    Step(
        verb="answer",
        label="Weegvragen beantwoorden",
        sentence="heeft weegvragen beantwoord",
        sources=sources(WeighingState.OPEN),
        permission="weighing.answer",
        guards=("is_suspended",),
    ),
    Step(
        verb="declare_interests",
        label="Belangen melden",
        sentence="heeft zijn belangen gemeld",
        sources=sources(WeighingState.OPEN),
        permission="weighing.declare",
    ),
    Step(
        verb="record_opinion",
        label="Deelname vastleggen",
        sentence="heeft vastgelegd dat een expert deelnam",
        sources=sources(WeighingState.OPEN),
        permission="weighing.record",
        guards=("is_suspended",),
    ),
    Step(
        verb="reschedule",
        label="Vorm of datum wijzigen",
        sentence="heeft de vorm of datum van de weging gewijzigd",
        sources=sources(WeighingState.OPEN),
        permission="weighing.reschedule",
        guards=("is_suspended",),
    ),
    Step(
        verb="give_opinion",
        label="Standpunt geven",
        sentence="heeft een standpunt gegeven",
        sources=sources(WeighingState.OPEN),
        permission="weighing.opinion",
        guards=("is_suspended",),
    ),
    Step(
        verb="decline",
        label="Afmelden voor deze weging",
        sentence="heeft zich voor de weging afgemeld",
        sources=sources(WeighingState.OPEN),
        permission="weighing.decline",
    ),
    Step(
        verb="close",
        label="Weging sluiten",
        sentence="heeft de weging gesloten",
        sources=sources(WeighingState.OPEN),
        target=WeighingState.CLOSED,
        permission="weighing.close",
        stamp="closed",
        guards=("is_suspended", "lacks_answers"),
    ),
)
