"""How a trigger ends without a decision of its own: merged, or never rightly registered."""

from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import ConflictError, require_text, step
from signals.models import Trigger
from signals.workflow.joining import cover_merged, lock_in_order


def merge(trigger: Trigger, *, target: Trigger, reason: str, by: User, at: datetime) -> Trigger:
    """Merge a trigger into another one of its situation; a weighing of that one covers both.

    Both are locked in one order. Raises ConflictError when the target is not (or no longer) open
    enough: an A1 needs an open weighing (R-043).
    """
    with recorded():
        lock_in_order(trigger, target)
        with step("merge", trigger, by=by, at=at, into=target.pk, reason=reason) as locked:
            into = locked.places_to_merge().filter(pk=target.pk).first()
            if into is None:
                message = "Bij die aanleiding kan deze niet (meer) worden gevoegd."
                raise ConflictError(message, field="target")
            _close(locked, reason)
            locked.merged_into, locked.weighing = into, into.weighing
        if locked.weighing:
            cover_merged(locked, by=by, at=at)
    return locked


def void(trigger: Trigger, *, reason: str, by: User, at: datetime) -> Trigger:
    """Decide that a trigger should never have been registered; it stays in the record."""
    with step("void", trigger, by=by, at=at, reason=reason) as locked:
        _close(locked, reason)
    return locked


def _close(trigger: Trigger, reason: str) -> None:
    require_text(reason, "Geef een reden.", field="reason")
    trigger.closing_reason = reason
