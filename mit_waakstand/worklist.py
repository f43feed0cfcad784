"""The table of the worklist "Nu te doen": apps offer rows, the office shows them.

It stands below the apps, so that an app which offers rows imports nothing above itself. Apps offer
them in their ``worklist`` module::

    @rows("signals")
    def rows_for(user: User, today: date) -> Iterable[Row]
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
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


rows: Offers[Callable[[User, date], Iterable[Row]]] = Offers("worklist")
