"""During a suspension the waakstand rests, and the yearly meeting is not owed (domain §3.5)."""

from datetime import date

from draaiboek.resting import rests
from signals.models import Suspension


@rests("signals")
def is_suspended(day: date) -> bool:
    """Return whether a real suspension holds on this day."""
    return Suspension.objects.in_force(day) is not None
