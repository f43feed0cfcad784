"""The catalogue of the shop window: one card for every key that was ever published.

``register.publish`` keeps it up in its own transaction; ``manage.py bake`` makes it again from the
register. Ask ``Card.objects``: ``of(kind, year=, facet=)`` for a list, ``counts(kind)`` below for
the numbers. An app tells the year and the facet of its kind with ``@labels("signaal")``.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils.timezone import localdate

from mit_waakstand.offers import Offers
from mit_waakstand.public_site.models import ALL_YEARS, Card, FacetRank, Publication


@dataclass(frozen=True)
class Label:
    """Where something belongs: a year (Amsterdam), and a word to filter on, or none.

    ``entry`` is what a list shows of it, so that a list reads no payloads. The year of a key is
    the one on its first version. Also asked for a version without payload.
    """

    year: int
    facet: str = ""
    entry: dict[str, Any] = field(default_factory=dict)


class Counts(dict[int, Counter[str]]):
    """How many cards there are by year and facet; newest year first."""

    def of(self, year: int) -> Counter[str]:
        """Return the counts by facet of one year, or of all years together."""
        return self.get(year, Counter()) if year != ALL_YEARS else sum(self.values(), Counter())


labels: Offers[Callable[[Publication], Label]] = Offers("public")


def keep_up(publication: Publication) -> Card:
    """Return the card of a publication that was just added; in the transaction that adds it."""
    label = _label(publication)
    card = _cards(publication).first()
    card = card or _new_card(publication, label.year)
    card.newest = publication
    card.last_published_at = publication.published_at
    card.facet, card.entry = label.facet, label.entry
    card.save()
    if card.facet:
        _rank(card, ALL_YEARS)
        _rank(card, card.year)
    return card


def rebuild() -> None:
    """Make every card again from the register, in the caller's transaction and turn to publish.

    A place that was given stays, also where the publication that earned it was blanked since.
    """
    for publication in Publication.objects.order_by("position").iterator(chunk_size=100):
        keep_up(publication)
    Card.objects.filter(is_missing=True).update(is_missing=False)  # every page is made anew


def leave_out(publication: Publication) -> None:
    """Keep what was published for the first time out of the lists: its page cannot be made.

    A later version leaves the page of the earlier one where it is, and lists lead to that.
    """
    if publication.version == 1:
        _cards(publication).update(is_missing=True)


def take_in(publication: Publication) -> None:
    """Let the lists show it: its page is being made."""
    _cards(publication).filter(is_missing=True).update(is_missing=False)


def counts(kind: str) -> Counts:
    """Return how many cards of a kind there are by year and facet."""
    rows = Card.objects.shown().filter(kind=kind).order_by("-year", "facet")
    found = Counts()
    for year, facet, number in rows.values_list("year", "facet").annotate(Count("pk")):
        found.setdefault(year, Counter())[facet] = number
    return found


def _cards(publication: Publication) -> QuerySet[Card]:
    return Card.objects.filter(kind=publication.kind, key=publication.key)


def _label(publication: Publication) -> Label:
    if publication.kind in labels:
        return labels[publication.kind](publication)
    return Label(localdate(publication.published_at).year)


def _new_card(publication: Publication, year: int) -> Card:
    alike = Card.objects.filter(kind=publication.kind)
    return Card(
        kind=publication.kind,
        key=publication.key,
        year=year,
        place=_next(alike, "place"),
        place_in_year=_next(alike.filter(year=year), "place_in_year"),
        first_published_at=publication.published_at,
    )


def _rank(card: Card, year: int) -> None:
    """Give the card a place in the list of its facet, once."""
    entered = FacetRank.objects.filter(kind=card.kind, facet=card.facet, year=year)
    if not entered.filter(card=card).exists():
        entered.create(
            card=card, kind=card.kind, facet=card.facet, year=year, place=_next(entered, "place")
        )


def _next(rows: QuerySet[Card] | QuerySet[FacetRank], place: str) -> int:
    last: int | None = rows.aggregate(last=Max(place))["last"]
    return (last or 0) + 1
