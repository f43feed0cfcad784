"""Somebody who is deactivated has no calendar any more, also when he comes back."""

from datetime import datetime

from mit_waakstand.calendar_feed.models import CalendarFeed
from mit_waakstand.leaving import leavers


@leavers("calendar_feed")
def leave(user: int, at: datetime) -> None:  # noqa: ARG001  (an address leaves nothing behind)
    """Take the secret address back."""
    CalendarFeed.objects.filter(user=user).delete()
