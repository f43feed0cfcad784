"""What people were told was done, kept outside the house: afterwards it is held to the house."""

import math
import time
from collections import Counter
from dataclasses import dataclass, replace
from threading import Lock

from django.urls import resolve


@dataclass
class Act:
    """One act of one person; ``words`` is a text that nobody else used, which it left behind.

    ``acknowledged`` counts how often the house said "done", ``unanswered`` how often it was sent
    without an answer: it may have been done then.
    """

    who: str
    address: str
    words: str = ""
    acknowledged: int = 0
    unanswered: int = 0
    told_at: float = math.inf  # the moment (monotonic) of the last "done"

    def confirm(self) -> None:
        """Note that the house said "done"."""
        self.acknowledged += 1
        self.told_at = time.monotonic()

    def is_possible(self, found: int) -> bool:
        """Return whether so many traces can come of what was told."""
        return self.acknowledged <= found <= self.acknowledged + self.unanswered

    @property
    def view(self) -> str:
        """The name of the page from which it was sent."""
        return resolve(self.address).view_name

    @property
    def step(self) -> tuple[str, int, str] | None:
        """Kind of record, key and verb, as the trail names them; None for a new record."""
        match = resolve(self.address)
        if "pk" not in match.kwargs:
            return None
        model, _, verb = match.url_name.partition("-")
        return f"{match.namespaces[-1]}.{model}", match.kwargs["pk"], verb.replace("-", "_")


class Journal:
    """All acts, and what people noticed; several write in it at once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.acts: list[Act] = []
        self.noticed: list[str] = []
        self.answers: Counter[int] = Counter()
        self._lock = Lock()

    def begin(self, who: str, address: str, words: str = "") -> Act:
        """Return the row of an act that is tried now."""
        act = Act(who, address, words)
        with self._lock:
            self.acts.append(act)
        return act

    def notice(self, sentence: str) -> None:
        """Keep what somebody saw that should not be."""
        with self._lock:
            self.noticed.append(sentence)

    def hear(self, _address: str, status: int, _seconds: float) -> None:
        """Count an answer by its status; 0 is none."""
        with self._lock:
            self.answers[status] += 1

    def as_of(self, moment: float) -> "Journal":
        """Return what was known at a moment (monotonic): what came later may be there or not."""
        earlier = Journal()
        for act in self.acts:
            late = act.acknowledged if act.told_at > moment else 0
            told = {"acknowledged": act.acknowledged - late, "unanswered": act.unanswered + late}
            earlier.acts.append(replace(act, **told))
        return earlier

    @property
    def acknowledged(self) -> int:
        """How many acts were told to be done."""
        return sum(act.acknowledged for act in self.acts)

    @property
    def unanswered(self) -> int:
        """How many acts were sent and never answered."""
        return sum(act.unanswered for act in self.acts)
