"""What happens to a trigger during a suspension: the commissie MIT takes it, or nobody does."""

from datetime import datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import RefusedError, require_text, step
from signals import trigger_letters
from signals.models import Commission, Suspension, Trigger


def hand_over(
    trigger: Trigger, *, covers_disease: bool, reason: str, by: User, at: datetime
) -> Trigger:
    """Hand a trigger over to the commissie MIT: the CPO says that its scope covers the disease.

    Raises RefusedError outside a suspension, or when the CPO does not say so: then
    ``report_outside_scope`` is the way.
    """
    with step("hand_over", trigger, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Geef een reden.", field="reason")
        if not covers_disease:
            message = "Vink dit aan, of meld dat de ziekte buiten de opdracht valt."
            raise RefusedError(message, field="covers_disease")
        locked.handed_to = commission_of(locked, at)
        locked.closing_reason = reason
    return locked


def report_outside_scope(trigger: Trigger, *, reason: str, by: User, at: datetime) -> Trigger:
    """Record that no commissie covers the disease: a red notice and mail to CPO and Bureau SG."""
    with step("report_outside_scope", trigger, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Geef een reden.", field="reason")
        commission_of(locked, at)
        locked.outside_scope = reason
        trigger_letters.reported_outside_scope(locked, at=at)
    return locked


def commission_of(trigger: Trigger, at: datetime) -> Commission:
    """Return the commissie for which the waakstand is suspended; raises RefusedError when none."""
    suspension = Suspension.objects.in_force(localdate(at), trigger.situation)
    if suspension is None:
        message = "De waakstand is niet opgeschort: weeg de aanleiding zelf."
        raise RefusedError(message)
    return suspension.commission
