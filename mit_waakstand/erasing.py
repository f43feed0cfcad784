"""The tables of erasing a person: every app says what goes, and what stays and why (domain §8).

They stand below the apps, so that an app which offers its part imports nothing above itself. Apps
offer in their module ``erasing``; erasers run in the transaction of the act::

    @erasers("outbox")
    def erase(person: Person) -> None

    @remains("draaiboek")
    def remain(person: Person) -> Iterable[str]

    @emptied("experts")
    def records(person: Person) -> Iterable[Emptied]: what the erasers empty, or is made of texts

    @archives("draaiboek")
    def archive() -> Archive: which rows are archive records, and keep names

    @obstacles("archive")
    def in_the_way(expert: int, user: int | None, day: date) -> Iterable[str]: why not today

What people typed elsewhere no eraser touches: ``mit_waakstand.mentions`` shows where it stands.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.apps import apps
from django.db import models
from django.db.models import Q

from mit_waakstand.offers import Offers

GONE = "gewist"  # instead of a name that stood in a text
LEAST = 5  # characters: a shorter word is found in texts about others
LEAST_OF_A_SURNAME = 4  # looked for as a whole word, and only shown
NOTHING = "$."  # a pattern that no text has, for PostgreSQL and for Python

Archive = Mapping[type[models.Model], Q]
_PHONE = re.compile(r"[+0-9(][0-9 ()./-]{4,}")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who is erased. The words are known during this one act only, and are kept nowhere.

    ``expert`` and ``user`` are numbers; ``words`` are every name, address and number that the
    record, the account and their histories have had.
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

    @cached_property
    def pattern(self) -> str:
        """What finds the words in a text, whatever its capitals: PostgreSQL reads it as Python.

        A name may run over the end of a line; a telephone number may be written in other groups.
        """
        return "|".join(map(_as_pattern, reversed(self.words))) or NOTHING

    @cached_property
    def wide_pattern(self) -> str:
        """The same with each family name as a whole word; only PostgreSQL reads this one."""
        names = [word.split()[-1] for word in self.words if " " in word and word[-1].isalpha()]
        found = [re.escape(name) for name in names if len(name) >= LEAST_OF_A_SURNAME]
        return "|".join([self.pattern, *(rf"\m{name}\M" for name in found)])

    def is_named_in(self, text: str) -> bool:
        """Return whether a text holds one of the words."""
        return re.search(self.pattern, text, re.IGNORECASE) is not None

    def taken_out_of(self, value: object) -> object:
        """Return a text without the words, or JSON of which no text has them."""
        if isinstance(value, str):
            return re.sub(self.pattern, GONE, value, flags=re.IGNORECASE)
        if isinstance(value, list):
            return [self.taken_out_of(part) for part in value]
        if isinstance(value, dict):
            return {key: self.taken_out_of(part) for key, part in value.items()}
        return value


@dataclass(frozen=True)
class Emptied:
    """Rows that an eraser empties; ``fields`` when other fields of them stay."""

    model: type[models.Model]
    rows: Q = Q()  # noqa: RUF009  (never changed)
    fields: tuple[str, ...] = ()


erasers: Offers[Callable[[Person], None]] = Offers("erasing")
remains: Offers[Callable[[Person], Iterable[str]]] = Offers("erasing")
emptied: Offers[Callable[[Person], Iterable[Emptied]]] = Offers("erasing")
archives: Offers[Callable[[], Archive]] = Offers("erasing")
obstacles: Offers[Callable[[int, int | None, date], Iterable[str]]] = Offers("erasing")


def archive() -> dict[type[models.Model], Q]:
    """Return for each model which of its rows are archive records."""
    found: dict[type[models.Model], Q] = {}
    for name in archives:
        for model, rows in archives[name]().items():
            earlier = found.get(model, rows)
            # An empty Q is every row; Django's "or" would leave the other one of the two.
            found[model] = earlier | rows if earlier and rows else Q()
    return found


def emptied_in(model: type[models.Model], field: str, person: Person) -> Q:
    """Return which rows an eraser empties in this field."""
    everything = (one for name in emptied for one in emptied[name](person))
    found = Q(pk__in=[])
    for one in everything:
        if one.model is model and (not one.fields or field in one.fields):
            found |= one.rows or Q(pk__isnull=False)
    return found


def models_with_texts() -> Iterator[tuple[type[models.Model], tuple[models.Field, ...]]]:  # type: ignore[type-arg]
    """Yield every model with its fields in which somebody can have typed a name."""
    for model in apps.get_models():
        fields = tuple(field for field in model._meta.concrete_fields if _is_typed(field))  # noqa: SLF001
        if fields and model._meta.managed:  # noqa: SLF001
            yield model, fields


def is_history(model: type[models.Model]) -> bool:
    """Return whether the rows are old values of another model."""
    return hasattr(model, "instance_type")


def _is_typed(field: models.Field) -> bool:  # type: ignore[type-arg]
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return is_text and not field.choices and not field.primary_key


def _as_pattern(word: str) -> str:
    if _PHONE.fullmatch(word):
        return r"[ ()./-]*".join(re.escape(c) for c in word if c in "+0123456789")
    return r"\s+".join(re.escape(part) for part in word.split())
