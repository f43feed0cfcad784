"""The standing that the public reads follows from the suspensions, by itself (domain §3.5)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site import register
from mit_waakstand.public_site.for_people.standing import (
    ON_STANDBY,
    SUSPENDED,
    publish_standing,
    standing,
)
from signals.models import Suspension


@dataclass(frozen=True)
class Holds:
    """What holds on a day: the standing, since when, and because of which commissie."""

    status: str
    since: date
    reason: str = ""

    def is_public(self) -> bool:
        """Return whether this is what the public reads."""
        published = standing()
        if published is None:
            return False
        content = published.content
        found = (content["status"], content["sinds"], content.get("reden", ""))
        return found == (self.status, self.since.isoformat(), self.reason)


def what_holds(day: date) -> Holds | None:
    """Return the standing on a day (Amsterdam); None when the waakstand was never suspended."""
    suspension = Suspension.objects.in_force(day)
    if suspension is not None:
        return Holds(SUSPENDED, suspension.starts_on, suspension.commission.name)
    ended = [s.resumed_on() for s in Suspension.objects.registered().filter(exercise=None)]
    days = [end for end in ended if end is not None and end <= day]
    return Holds(ON_STANDBY, max(days)) if days else None


def bring_up_to_date(at: datetime) -> bool:
    """Publish the standing that holds, once, when the public reads another one.

    Runs in the caller's transaction; return whether something was published.
    """
    holds = what_holds(localdate(at))
    if holds is None or holds.is_public():
        return False
    register.take_turn()  # another sweep, or the CPO, may just have done it
    if holds.is_public():
        return False
    publication = publish_standing(holds.status, since=holds.since, reason=holds.reason, at=at)
    put("bake", about=publication, at=at)
    return True
