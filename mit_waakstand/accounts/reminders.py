"""What accounts do because of the time: sessions that are over are kept no longer."""

from datetime import datetime

from mit_waakstand.accounts.models import LiveSession
from mit_waakstand.outbox import schedules


@schedules("accounts")
def clear_away(now: datetime) -> None:
    """Delete every session that lets nobody in any more."""
    LiveSession.objects.over(now).delete()
