"""How the CPO builds on an earlier assessment: it still holds, or it has to be made again."""

from datetime import datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import RefusedError, require_text, step
from signals import deadlines
from signals.models import Trigger
from signals.states import TriggerState
from signals.workflow import triggers
from signals.workflow.joining import lock_in_order


def uphold(trigger: Trigger, *, by: User, at: datetime) -> Trigger:
    """Decide in one click that the standing assessment of the situation holds for this OMT too.

    A trigger that was only registered is laid before the CPO in the same act. Raises RefusedError
    when no assessment stands on this day.
    """
    today = localdate(at)
    with recorded():
        earlier = trigger.standing_assessment(today)
        lock_in_order(trigger, *([earlier] if earlier else ()))
        if Trigger.objects.get(pk=trigger.pk).state == TriggerState.REGISTERED:
            triggers.submit(trigger, by=by, at=at)
        with step("uphold", trigger, by=by, at=at) as locked:
            earlier = locked.standing_assessment(today)
            if earlier is None or earlier.assessed_at is None:
                message = "In deze situatie staat geen beoordeling die nog geldt."
                raise RefusedError(message)
            day = deadlines.in_dutch(localdate(earlier.assessed_at))
            locked.upholds = earlier
            locked.assessment = f"De beoordeling van {day} blijft gelden."
    return locked


def reconsider(
    trigger: Trigger, *, new_facts: str, reconsideration: str, by: User, at: datetime
) -> Trigger:
    """Take up an OMT again because of new facts; its assessment stays in the event and history."""
    earlier = {"assessment": trigger.assessment, "assessed_at": str(trigger.assessed_at)}
    facts = {"new_facts": new_facts, "reason": reconsideration, "earlier": earlier}
    with step("reconsider", trigger, by=by, at=at, **facts) as locked:
        _ask_for(new_facts=new_facts, reconsideration=reconsideration)
        locked.new_facts, locked.reconsideration = new_facts, reconsideration
        locked.assessment, locked.assessed_at, locked.assessed_by = "", None, None
        locked.review_on, locked.upholds = None, None
    return locked


def _ask_for(**given: str) -> None:
    messages = {
        "new_facts": "Schrijf op welke feiten nieuw zijn.",
        "reconsideration": "Geef een reden voor uw besluit.",
    }
    for field, text in given.items():
        require_text(text, messages[field], field=field)
