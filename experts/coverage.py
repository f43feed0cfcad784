"""The overview of expertises: what a commissie MIT may need, and who is there for it (R-025).

Somebody counts when he stands in the register, is available and confirmed his record within a
year. PostgreSQL does the counting: as many questions for five thousand experts as for fifty.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from experts.models import Expert, Expertise, Institute
from experts.models.expert import counts_on
from experts.models.lists import Kind
from experts.states import ExpertState

DOMINATES = Fraction(1, 3)  # of who counts, from one organisation: own choice
FEW = 5  # below this number of people a share says nothing
MOST_INSTITUTES = 15


@dataclass(frozen=True, kw_only=True)
class Cover:
    """One expertise or area of attention, and how many people count for it."""

    pk: int
    name: str
    kind: str
    wanted: int
    people: int
    in_register: int

    @property
    def is_gap(self) -> bool:
        """Whether nobody is there for it."""
        return self.people == 0

    @property
    def is_single(self) -> bool:
        """Whether it rests on one person."""
        return self.people == 1

    @property
    def is_short(self) -> bool:
        """Whether there are fewer people than wanted (own norm)."""
        return self.people < self.wanted

    @property
    def verdict(self) -> str:
        """How it stands, in words."""
        if self.is_gap:
            return "niemand"
        if self.is_single:
            return "rust op één persoon"
        return "te weinig" if self.is_short else "genoeg"


@dataclass(frozen=True, kw_only=True)
class Departure:
    """What would break when one person left: the expertises for which nobody would be there."""

    pk: int
    name: str
    breaks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Origin:
    """How many of who counts work at one organisation."""

    name: str
    people: int
    percentage: int
    dominates: bool


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The whole overview on one day."""

    covers: tuple[Cover, ...]
    departures: tuple[Departure, ...]
    origins: tuple[Origin, ...]
    people: int
    in_register: int

    @property
    def gaps(self) -> list[Cover]:
        """For which nobody is there."""
        return [cover for cover in self.covers if cover.is_gap]

    @property
    def singles(self) -> list[Cover]:
        """Which rest on one person."""
        return [cover for cover in self.covers if cover.is_single]

    @property
    def short(self) -> list[Cover]:
        """For which somebody is there, more than one, and fewer than wanted."""
        rest = (c for c in self.covers if c.is_short)
        return [cover for cover in rest if not cover.is_gap and not cover.is_single]

    @property
    def dominating(self) -> list[Origin]:
        """Organisations from which more than a third of the people come."""
        return [origin for origin in self.origins if origin.dominates]


def coverage_on(today: date) -> Coverage:
    """Return the overview on this day (Amsterdam)."""
    per_expertise = _per_expertise(today)
    covers = tuple(
        Cover(
            pk=one.pk,
            name=one.name,
            kind=str(Kind(one.kind).label),
            wanted=one.wanted,
            people=per_expertise.get(one.pk, (0, 0))[1],
            in_register=per_expertise.get(one.pk, (0, 0))[0],
        )
        for one in Expertise.objects.current()
    )
    from_where = _from_where(today)
    return Coverage(
        covers=covers,
        departures=_departures([c.pk for c in covers if c.is_single], today),
        origins=_origins({name: counted for name, _, counted in from_where}),
        people=sum(counted for _, _, counted in from_where),
        in_register=sum(everybody for _, everybody, _ in from_where),
    )


def _per_expertise(today: date) -> dict[int, tuple[int, int]]:
    """Return for each expertise how many stand in the register, and how many of them count.

    Who does not belong is looked up, rather than everybody joined: that is the shorter list.
    """
    links: Any = Expert.expertises.through.objects  # a table without a class of its own
    outside = Expert.objects.exclude(state=ExpertState.IN_REGISTER)
    idle = Expert.objects.exclude(counts_on(today))
    found = (
        links.exclude(expert__in=outside.values("pk"))
        .order_by()
        .values_list("expertise")
        .annotate(everybody=Count("*"))
        .annotate(counted=Count("pk", filter=~Q(expert__in=idle.values("pk"))))
    )
    return {pk: (everybody, people) for pk, everybody, people in found}


def _departures(singles: Iterable[int], today: date) -> tuple[Departure, ...]:
    """Return who is the only one for something, whose leaving breaks most first."""
    asked = [0, *singles]  # 0 is nobody's key: the question is asked as often for none
    found = Expert.expertises.through.objects.filter(
        expertise__in=asked, expert__in=Expert.objects.counted(today)
    ).order_by("expert__name_key", "expert", "expertise__name")
    broken: dict[tuple[int, str], list[str]] = defaultdict(list)
    for pk, name, expertise in found.values_list("expert", "expert__name", "expertise__name"):
        broken[pk, name].append(expertise)
    departures = [
        Departure(pk=pk, name=name, breaks=tuple(names)) for (pk, name), names in broken.items()
    ]
    return tuple(sorted(departures, key=lambda one: -len(one.breaks)))


def _from_where(today: date) -> list[tuple[str, int, int]]:
    """Return for each organisation how many stand in the register, and how many of them count."""
    name = Institute.objects.filter(pk=OuterRef("institute")).values("name")
    found = (
        Expert.objects.in_register()
        .order_by()
        .values("institute")  # one row for each, and only then its name: no join of everybody
        .annotate(everybody=Count("*"))
        .annotate(counted=Count("confirmed_on", filter=counts_on(today)))
        .annotate(at=Subquery(name))
    )
    return [(row["at"] or "", row["everybody"], row["counted"]) for row in found]


def _origins(counted: dict[str, int]) -> tuple[Origin, ...]:
    """Return the organisations from which most people come, the most first."""
    people = sum(counted.values())
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST_INSTITUTES]
    return tuple(
        Origin(
            name=name or "organisatie niet ingevuld",
            people=number,
            percentage=round(100 * number / people),
            dominates=bool(name) and people >= FEW and Fraction(number, people) > DOMINATES,
        )
        for name, number in ranked
        if number
    )
