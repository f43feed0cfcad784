"""The table of what stands in somebody's calendar: apps offer it, the feed shows it.

Apps offer entries in their ``appointments`` module::

    @appointments("signals")
    def appointments_for(user: User, today: date) -> Iterable[Appointment]

A calendar is read on telephones and by other programs, so a title says what and which number,
never what it is about.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.offers import Offers


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One entry. ``key`` stays the same for ever, ``url`` is a path in the office.

    ``starts`` is a day (the whole day) or an aware moment, with ``ends`` after it. ``changed_at``
    is when what it rests on last changed.
    """

    key: str
    title: str
    starts: date | datetime
    ends: datetime | None = None
    url: str
    changed_at: datetime
    is_exercise: bool = False


appointments: Offers[Callable[[User, date], Iterable[Appointment]]] = Offers("appointments")


def appointments_of(user: User, today: date) -> list[Appointment]:
    """Return everything in this person's calendar, in a fixed order."""
    found = [entry for name in appointments for entry in appointments[name](user, today)]
    return sorted(found, key=lambda entry: (str(entry.starts), entry.key))
