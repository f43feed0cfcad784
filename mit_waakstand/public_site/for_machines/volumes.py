"""Volumes: the publications of one kind and one year, so many a file, sealed when full.

A file for machines that held everything would grow for ever, and so would the cost of one more
publication. What is published next touches one volume only, and the index over all of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, Max, OuterRef

from mit_waakstand.public_site.models import REMOVED, Card, Publication

PER_VOLUME = 50
# However it is spelled; inside a sentence the quotes would be escaped.
_EXERCISE = re.compile(r'"oefening"\s*:\s*true')


@dataclass(frozen=True, order=True)
class Volume:
    """The ``part``-th fifty of a kind in a year, as the catalogue counts them."""

    year: int
    part: int

    @property
    def name(self) -> str:
        """Return its part of a file name: "2026", and "2026-2" after the first fifty."""
        return str(self.year) if self.part == 1 else f"{self.year}-{self.part}"


@dataclass(frozen=True)
class Extent:
    """How much stands in a volume, and when something in it last changed."""

    count: int
    changed_at: datetime


def volume_of(publication: Publication) -> Volume:
    """Return the volume in which a publication stands, whatever its version."""
    card = Card.objects.get(kind=publication.kind, key=publication.key)
    return Volume(card.year, -(-card.place_in_year // PER_VOLUME))


def volumes(kind: str) -> dict[Volume, Extent]:
    """Return every volume of a kind, oldest first."""
    part = (F("place_in_year") + (PER_VOLUME - 1)) / PER_VOLUME
    cards = Card.objects.shown().filter(kind=kind).annotate(part=part).order_by("year", "part")
    rows = cards.values_list("year", "part").annotate(Count("pk"), Max("last_published_at"))
    return {Volume(year, part): Extent(count, changed) for year, part, count, changed in rows}


def cards_in(kind: str, volume: Volume) -> list[Card]:
    """Return what stands in a volume, each with its newest version, in order of publication."""
    last = volume.part * PER_VOLUME
    places = (last - PER_VOLUME + 1, last)
    found = Card.objects.shown().filter(kind=kind, year=volume.year, place_in_year__range=places)
    cards = found.exclude(newest__payload="").select_related("newest").order_by("place")
    return [card for card in cards if _is_real(card.newest)]


def newest_changes(kinds: Iterable[str], count: int) -> list[Publication]:
    """Return the last ``count`` versions that were published, newest first.

    Nothing from before a removal, and nothing that was blanked: what is gone from its page is
    gone here too.
    """
    after = Publication.objects.filter(
        kind=OuterRef("kind"),
        key=OuterRef("key"),
        version__gt=OuterRef("version"),
        payload__contains=REMOVED,
    )
    missing = Card.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), is_missing=True)
    found = Publication.objects.filter(~Exists(after), ~Exists(missing), kind__in=list(kinds))
    found = found.exclude(payload="")
    return [one for one in found.order_by("-position")[:count] if _is_real(one)]


def _is_real(publication: Publication) -> bool:
    """Tell whether it is no exercise: a third lock, after the register's and the database's."""
    return _EXERCISE.search(publication.payload) is None
