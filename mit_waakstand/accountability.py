"""The table of the yearly account: apps tell what their records say of a year (R-074).

It stands below the apps, so that an app which offers chapters imports nothing above itself. Apps
offer them in their module ``accountability``::

    @chapters("signals")
    def signals_in(year: int, today: date) -> Chapter
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mit_waakstand.offers import Offers


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure with its words; ``details`` are sentences below it, without personal data."""

    label: str
    value: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """What the records of one kind say of a year. ``place`` orders the chapters."""

    title: str
    place: int
    lines: tuple[Line, ...]
    explanation: str = ""


chapters: Offers[Callable[[int, date], Chapter]] = Offers("accountability")
