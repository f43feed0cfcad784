"""Making the address of a calendar feed, renewing it, and taking it back."""

from datetime import datetime, timedelta

from mit_waakstand.accounts.models import User
from mit_waakstand.calendar_feed.models import CalendarFeed, digest_of, new_secret
from mit_waakstand.trail.recording import Happening, record, recorded

READ_AGAIN = timedelta(minutes=10)  # a reading within this time is not noted again


def renew(*, by: User, at: datetime) -> str:
    """Return the secret of a new address for this person; an earlier address works no more."""
    secret = new_secret()
    with recorded():
        CalendarFeed.objects.update_or_create(
            user=by,
            defaults={"digest": digest_of(secret), "created_at": at, "last_read_at": None},
        )
        record(Happening("renew_calendar", "heeft een agenda-adres gemaakt", by, by, at))
    return secret


def revoke(*, by: User, at: datetime) -> None:
    """Take back this person's address: from now on nothing is there."""
    with recorded():
        count, _ = CalendarFeed.objects.filter(user=by).delete()
        if count:
            record(Happening("revoke_calendar", "heeft het agenda-adres ingetrokken", by, by, at))


def note_reading(feed: CalendarFeed, *, at: datetime) -> None:
    """Note when the feed was read, so that its owner sees whether it is in use."""
    if feed.last_read_at is None or at - feed.last_read_at > READ_AGAIN:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=at)
