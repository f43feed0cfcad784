"""One appointment as an attachment of a mail: invitation, change or cancellation (RFC 5546).

The answer is given by the link in the mail, so a calendar program is not asked to send one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from enum import StrEnum

from django.conf import settings
from django.utils.timezone import localdate
from icalendar import Calendar, Event, vCalAddress

from mit_waakstand.calendar_feed.writing import uid_of


class Method(StrEnum):
    """What the recipient's calendar does with it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, kw_only=True)
class Invite:
    """An appointment for one recipient.

    ``key`` stays the same for ever; ``sequence`` rises with each change. ``starts`` and ``ends``
    are aware. ``at`` is when this version was made. A title carries no names and no content.
    """

    key: str
    sequence: int
    title: str
    starts: datetime
    ends: datetime
    place: str
    explanation: str
    to: str
    at: datetime
    is_exercise: bool = False
    is_whole_day: bool = False


def invite_of(invite: Invite, method: Method) -> bytes:
    """Return the calendar file; the same invite gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//MIT in waakstand//Uitnodiging//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", uid_of(invite.key))
    event.add("dtstamp", invite.at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", invite.sequence)
    if invite.is_whole_day:
        event.add("dtstart", localdate(invite.starts))
        event.add("dtend", localdate(invite.ends))
    else:
        event.add("dtstart", invite.starts.astimezone(UTC))
        event.add("dtend", invite.ends.astimezone(UTC))
    event.add("summary", f"OEFENING: {invite.title}" if invite.is_exercise else invite.title)
    if invite.place:
        event.add("location", invite.place)
    event.add("description", invite.explanation)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if method == Method.CANCEL else "CONFIRMED")
    event.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
    attendee = vCalAddress(f"mailto:{invite.to}")
    event.add("attendee", attendee, parameters={"RSVP": "FALSE", "PARTSTAT": "NEEDS-ACTION"})
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
