"""The tables of "Nu te doen": apps offer rows and news, the office shows them.

It stands below the apps, so that an app which offers rows imports nothing above itself. Apps offer
them in their ``worklist`` module::

    @rows("signals")
    def rows_for(user: User, today: date) -> Iterable[Item]
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any, Generic, TypeVar

from django.db.models import Exists, Model, QuerySet

from mit_waakstand.accounts.models import User
from mit_waakstand.offers import Offers

MOST = 50  # rows from one source; who has more of one kind looks at its list
COUNTED = 200  # and counting the others stops here, so that the page stays quick
Record = TypeVar("Record", bound=Model)


class Urgency(IntEnum):
    """The order of the worklist."""

    FIRST = 0  # before anything else, also before what is late: an A1 that is not weighed
    OVERDUE = 1
    SOON = 2
    ACT = 3
    WAIT = 4


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
    is_rest: bool = False

    def rank(self) -> tuple[int, bool, date, str]:
        """Return the place in the list: urgency, then the day, then the title; the rest last."""
        return (self.urgency, self.is_rest, self.due_on or date.max, self.title)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that somebody else did since this person was last here."""

    at: datetime
    who: str
    sentence: str
    title: str
    url: str
    is_exercise: bool = False


@dataclass(frozen=True)
class Found(Generic[Record]):
    """Records that may ask for action, not read yet: they give a row each, or none.

    ``records`` stands in order of urgency. ``what`` names them in the plural, and ``url`` leads to
    the list of those that are not shown.
    """

    records: QuerySet[Record]
    row_of: Callable[[Record], Row | None]
    _: KW_ONLY
    what: str
    url: str

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the first fifty, and one that leads to the list of the others."""
        records = list(self.records[: MOST + 1])
        shown = [row for row in map(self.row_of, records[:MOST]) if row]
        yield from shown
        if len(records) > MOST:
            others = self.records.order_by()[: MOST + COUNTED + 1].count() - MOST
            yield rest(others, what=self.what, url=self.url, after=shown)


Item = Row | Found[Any]


def rows_of(items: Iterable[Item], user: User) -> list[Row]:
    """Return the rows for this person, in no order.

    Most kinds are empty on most days, so it is asked in one question which of them are not.
    """
    items = list(items)
    found = [item for item in items if isinstance(item, Found)]
    himself = User.objects.filter(pk=user.pk)  # a question needs a table, and one row
    _, *is_there = himself.values_list("pk", *(Exists(one.records) for one in found)).get()
    return [item for item in items if isinstance(item, Row)] + [
        row for one, there in zip(found, is_there, strict=True) if there for row in one.rows()
    ]


def rest(others: int, *, what: str, url: str, after: Iterable[Row]) -> Row:
    """Return the row that leads to the list of what is not shown, as urgent as the last shown."""
    number = f"meer dan {COUNTED}" if others > COUNTED else str(others)
    return Row(
        title=f"En nog {number} andere {what}",
        action="Zie de lijst",
        url=url,
        urgency=max((row.urgency for row in after), default=Urgency.WAIT),
        is_rest=True,
    )


rows: Offers[Callable[[User, date], Iterable[Item]]] = Offers("worklist")

# What changed: @changes("signals") def changes_for(user, since), newest first; every app answers
# only for records that this person may know.
changes: Offers[Callable[[User, datetime], Iterable[Change]]] = Offers("changes")
