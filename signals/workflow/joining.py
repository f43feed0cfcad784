"""How a trigger comes into a weighing, and takes along what was merged into it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation
from mit_waakstand.workflow import step
from signals.models import Trigger, Weighing
from signals.states import WeighingState
from signals.workflow import weighings


def weighing_for(  # noqa: PLR0913  (each is a field of the record)
    trigger: Trigger,
    *,
    form: str,
    held_on: date | None,
    experts: Iterable[Expert],
    by: User,
    at: datetime,
) -> Weighing:
    """Return the open weighing of the situation, or a new one, with these experts invited.

    The situation is locked, so that two triggers at one moment end up in one weighing; and the
    weighing, so that it does not close before the trigger is in it.
    """
    Situation.objects.select_for_update().get(pk=trigger.situation_id)
    weighing = (
        Weighing.objects.select_for_update(of=("self",), no_key=True)
        .filter(situation_id=trigger.situation_id, state=WeighingState.OPEN)
        .first()
    )
    if weighing is None:
        day = held_on or localdate(at)
        weighing = weighings.open_weighing(trigger.situation, form=form, held_on=day, by=by, at=at)
    for expert in experts:
        if not weighing.participants.invited().filter(expert=expert).exists():
            weighings.invite(weighing, expert=expert, by=by, at=at)
    return weighing


def cover_merged(trigger: Trigger, *, by: User, at: datetime) -> None:
    """Let the weighing cover what was merged into this trigger, and what was merged into that."""
    for merged in trigger.merged.order_by("pk"):
        with step("cover", merged, by=by, at=at, into=trigger.pk) as locked:
            locked.weighing = trigger.weighing
        cover_merged(locked, by=by, at=at)


def lock_in_order(*triggers: Trigger) -> None:
    """Lock triggers in the order of their keys, so that two people never wait for each other."""
    keys = [trigger.pk for trigger in triggers]
    list(
        Trigger.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=keys)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
