"""Writing a calendar as RFC 5545 asks (iCalendar)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from mit_waakstand.calendar_feed.appointments import Appointment
from mit_waakstand.house import office_address

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
REFRESH = timedelta(hours=1)
EXPLANATION = "Open het dossier in de werkomgeving. Meld u daar eerst aan."


def calendar_of(entries: Iterable[Appointment]) -> bytes:
    """Return the calendar; the same entries give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//MIT in waakstand//Agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "MIT in waakstand")
    calendar.add("x-wr-calname", "MIT in waakstand")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def uid_of(key: str) -> str:
    """Return the identity of an entry, by which calendars know it again."""
    return f"{key}@{urlsplit(settings.PUBLIC_URL).hostname or 'mit'}"


def _event(entry: Appointment) -> Event:
    event = Event()
    event.add("uid", uid_of(entry.key))
    # The moment of the last change, not of reading: the same entry stays the same.
    changed = entry.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - EPOCH).total_seconds())))
    event.add("summary", f"OEFENING: {entry.title}" if entry.is_exercise else entry.title)
    if isinstance(entry.starts, datetime):
        event.add("dtstart", entry.starts.astimezone(UTC))
        event.add("dtend", (entry.ends or entry.starts).astimezone(UTC))
    else:
        event.add("dtstart", entry.starts)
        event.add("dtend", _next_day(entry.starts))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("url", office_address(entry.url))
    event.add("description", EXPLANATION)
    return event


def _next_day(day: date) -> date:
    """Return the day after: the end of a whole day does not belong to it."""
    return day + timedelta(days=1)
