"""What keeping does because of the time: it clears away what nobody came back for."""

from datetime import datetime

from mit_waakstand.keeping import workflow
from mit_waakstand.outbox import schedules


@schedules("keeping")
def clear_away(now: datetime) -> None:
    """Delete texts that were kept for thirty days, and forms that nobody has open any more."""
    workflow.clear_away(now)
