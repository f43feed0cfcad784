"""The tables of erasing a person: every app says what goes, and what stays and why (domain §8).

They stand below the apps, so that an app which offers its part imports nothing above itself. Apps
offer in their module ``erasing``, and run in the transaction of the act::

    @erasers("outbox")
    def erase(person: Person) -> None

    @remains("signals")
    def remain(person: Person) -> Iterable[str]
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from mit_waakstand.offers import Offers

LEAST = 5  # characters: a shorter word is found in texts about others


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who is erased. The words are known during this one act only, and are kept nowhere.

    ``expert`` and ``user`` are numbers; ``words`` are every name and address that the record, the
    account and their histories have had.
    """

    expert: int
    user: int | None
    words: tuple[str, ...]
    at: datetime

    @classmethod
    def known_by(
        cls, words: Iterable[str], *, expert: int, user: int | None, at: datetime
    ) -> "Person":
        """Return the person who is known by these words; what is too short to look for is left."""
        known = {word.strip().casefold() for word in words}
        kept = sorted(word for word in known if len(word) >= LEAST)
        return cls(expert=expert, user=user, words=tuple(kept), at=at)

    def is_named_in(self, text: str) -> bool:
        """Return whether a text holds one of the words, whatever its capitals."""
        plain = text.casefold()
        return any(word in plain for word in self.words)


erasers: Offers[Callable[[Person], None]] = Offers("erasing")
remains: Offers[Callable[[Person], Iterable[str]]] = Offers("erasing")
