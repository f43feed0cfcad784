"""What people do in the office, through pages and forms, and go on doing whatever falls.

Who gets no answer looks again, as people do: what lies there decides whether it is done once more.
Every new record has words that nobody else uses, so that it can be found again.
"""

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Event
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

from drill.journal import Act, Journal
from drill.visitor import Form, TurnedDownError, UnansweredError, Visitor, Words

PAUSE = 0.4  # seconds between two acts, on average
LOOKS_AGAIN = 0.5  # seconds after no answer
MOST_LOOKS = 300
Fill = Callable[[Form], Words]
NOTHING: Words = MappingProxyType({})
NO_FILE: Mapping[str, bytes] = MappingProxyType({})
Seen = TypeVar("Seen")


class StoppedError(Exception):
    """The day is over."""


@dataclass
class Day:
    """A working day: its journal, its end, and how long people think (seconds, on average)."""

    journal: Journal
    pause: float = PAUSE
    is_over: Event = field(default_factory=Event)
    patience: float = 0.0  # the moment (monotonic) at which nobody waits any longer

    def open_until(self, seconds: float) -> None:
        """Let what lies open be finished, and begin nothing new."""
        self.is_over.set()
        self.patience = time.monotonic() + seconds

    def think(self, chance: random.Random) -> None:
        """Pass the time between two acts."""
        if self.pause:
            time.sleep(chance.expovariate(1 / self.pause))

    def check(self) -> None:
        """Raise StoppedError when nobody waits any longer."""
        if self.is_over.is_set() and time.monotonic() > self.patience:
            raise StoppedError


def stubbornly(day: Day, act: Callable[[], Seen]) -> Seen:
    """Return what comes of it, however often nobody answers; only for what may be repeated.

    Raises TurnedDownError when nobody answers for some minutes: that is no fall any more.
    """
    for _ in range(MOST_LOOKS):
        day.check()
        try:
            return act()
        except UnansweredError as error:
            last = error
            time.sleep(LOOKS_AGAIN)
    message = f"{last}, {MOST_LOOKS} keer achter elkaar"
    raise TurnedDownError(message)


def take(
    day: Day, visitor: Visitor, address: str, words: Words | Fill = NOTHING, **file: bytes
) -> str | None:
    """Take the step behind this address until it is done; return where we are sent on.

    None when the page is no longer offered after a try that was not answered: then it was done.
    Raises TurnedDownError when it is refused.
    """
    with visitor.lock:
        row = day.journal.begin(name_of(visitor), address)
        while True:
            page = stubbornly(day, lambda: visitor.open(address))
            if page.address != address:
                if not row.unanswered:
                    message = f"{address} wordt niet aangeboden: {page.text[:300]}"
                    raise TurnedDownError(message)
                row.unanswered -= 1
                row.confirm()
                return None
            form = page.form([] if callable(words) else [*words])
            given = words(form) if callable(words) else words
            if (where := _sent(visitor, row, form, given, file)) is not None:
                return where


def once(day: Day, visitor: Visitor, address: str, words: Words = NOTHING, **file: bytes) -> bool:
    """Return whether the house said "done" to one try, whatever else it said."""
    with visitor.lock:
        row = day.journal.begin(name_of(visitor), address)
        try:
            form = visitor.open(address).form([*words])
            return _sent(visitor, row, form, words, file) is not None
        except (UnansweredError, TurnedDownError, LookupError):
            return False


def make(day: Day, visitor: Visitor, address: str, words: Words, mark: str) -> str | None:
    """Make a record that carries ``mark``; return its address.

    A form that knows itself again (``request_key``) is sent until it is answered; another one is
    sent once, and None says that nobody knows what became of it.
    """
    with visitor.lock:
        form = stubbornly(day, lambda: visitor.open(address)).form([*words])
        row = day.journal.begin(name_of(visitor), address, mark)
        while True:
            day.check()
            if (where := _sent(visitor, row, form, words)) is not None:
                return where
            if "request_key" not in form.names:
                return None


def _sent(
    visitor: Visitor, row: Act, form: Form, words: Words, file: Mapping[str, bytes] = NO_FILE
) -> str | None:
    """Send a form; return where that leads, or None when nobody answered.

    However often a form is sent that knows itself again, it leaves one record.
    """
    knows_itself = "request_key" in form.names
    try:
        where = visitor.send(form, words, file=next(iter(file.items()), None))
    except UnansweredError:
        row.unanswered = 1 if knows_itself else row.unanswered + 1
        time.sleep(LOOKS_AGAIN)
        return None
    row.confirm()
    row.unanswered = 0 if knows_itself else row.unanswered
    return where


def name_of(visitor: Visitor) -> str:
    return visitor.account.username if visitor.account else "publiek"


def today() -> date:
    """Return the day in Amsterdam, as people there would write it."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def key_in(address: str) -> int:
    """Return the first number in an address: the key of the record."""
    found = re.search(r"/(\d+)/", address)
    assert found, address
    return int(found[1])


def register_a_trigger(day: Day, who: Visitor, mark: str) -> str:
    """Register an A1 status in a new situation; return where that leads."""
    words = {
        "route": "a1",
        "disease": mark,
        "gazette_reference": "Stcrt. 2026, 1 (fictief)",
        "description": f"Aanleiding door {mark}.",
    }
    where = make(day, who, "/werk/aanleidingen/nieuw/", words, mark)
    assert where is not None  # this form knows itself again
    return where


def plan_a_meeting(day: Day, who: Visitor, mark: str) -> str | None:
    """Plan a meeting of next month and put an item on its agenda; return its address."""
    when = f"{today() + timedelta(days=30):%d-%m-%Y}"
    words = {
        "kind": "anders",
        "subject": mark,
        "form": "online",
        "starts_at_0": when,
        "starts_at_1": "10:00",
        "ends_at_0": when,
        "ends_at_1": "12:00",
        "link": "https://vergadering.voorbeeld.invalid/miw",
    }
    where = make(day, who, "/werk/vergaderingen/plannen/", words, mark)
    if where is not None:
        item = {"subject": f"Punt van {mark}", "purpose": "besluit"}
        take(day, who, f"{where}agenda/", item)
    return where


def add_an_expert(day: Day, who: Visitor, mark: str) -> str | None:
    """Put somebody in the register; return the address of the record."""
    words = {"name": mark, "expertise": "gedragswetenschap"}
    return make(day, who, "/werk/experts/toevoegen/", words, mark)


def respond(day: Day, who: Visitor, signal: int, mark: str, **letter: bytes) -> None:
    """Record the response of the SG to an issued signal, with his own letter when there is one."""
    take(day, who, f"/werk/signalen/{signal}/reactie/", a_response(mark), **letter)


def a_response(mark: str) -> Words:
    """Return what Bureau SG fills in."""
    sent_on = f"{today():%d-%m-%Y}"
    return {
        "text": f"Ik dank u voor uw signaal over {mark}.",
        "signed_by": "F. Fictief, secretaris-generaal (verzonnen)",
        "dated_on": sent_on,
        "sent_on": sent_on,
    }
