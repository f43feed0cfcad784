"""The tables of "Nu te doen": apps offer rows and news, the office shows them.

It stands below the apps, so that an app which offers rows imports nothing above itself. Apps offer
them in their ``worklist`` module::

    @rows("signals")
    def rows_for(user: User, today: date) -> Iterable[Row]
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from mit_waakstand.accounts.models import User
from mit_waakstand.offers import Offers


class Urgency(IntEnum):
    """The order of the worklist."""

    OVERDUE = 0
    SOON = 1
    ACT = 2
    WAIT = 3


@dataclass(frozen=True, kw_only=True)
class Row:
    """Something that asks for action: what, where, until when."""

    title: str
    action: str
    url: str
    urgency: Urgency
    detail: str = ""
    due_on: date | None = None
    is_exercise: bool = False

    def rank(self) -> tuple[int, date, str]:
        """Return the place in the list: urgency, then the day, then the title."""
        return (self.urgency, self.due_on or date.max, self.title)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that somebody else did since this person was last here."""

    at: datetime
    who: str
    sentence: str
    title: str
    url: str
    is_exercise: bool = False


rows: Offers[Callable[[User, date], Iterable[Row]]] = Offers("worklist")

# What changed: @changes("signals") def changes_for(user, since), newest first; every app answers
# only for records that this person may know.
changes: Offers[Callable[[User, datetime], Iterable[Change]]] = Offers("changes")
