"""The waakstand resumes by itself when the commissie lapses: the public reads it (domain §3.5)."""

from datetime import datetime

from mit_waakstand.outbox import schedules
from signals.public_standing import bring_up_to_date


@schedules("signals.standing")
def resume(now: datetime) -> None:
    """Publish the standing that holds; nothing when the public reads it already."""
    bring_up_to_date(now)
