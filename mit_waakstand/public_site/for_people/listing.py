"""Lists of publications: all of a kind, by year, by facet, and by both; fifty a page.

Page 1 holds the oldest fifty, so that a full page is sealed. The newest page stands at the address
of the list itself too, and tells the counts. What is published next touches the newest page of the
lists it is in (and, when it opens a page, the link on the one before), however many there are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from mit_waakstand.public_site import catalogue
from mit_waakstand.public_site.catalogue import Counts
from mit_waakstand.public_site.models import ALL_YEARS, Card, FacetRank, Publication
from mit_waakstand.public_site.pages import Order, Page, html, root

PER_PAGE = 50


@dataclass(frozen=True)
class Facet:
    """A word to filter on: in the address, in a table, and after a title ("zonder reactie")."""

    name: str
    short: str
    phrase: str
    is_rare: bool = False  # named only where there is one


@dataclass(frozen=True)
class View:
    """One list among those of a kind."""

    year: int = ALL_YEARS
    facet: str = ""

    @property
    def address(self) -> str:
        """Return where it stands below the folder: "", "2026/", "2026/zonder-reactie/"."""
        return "".join(f"{part}/" for part in (self.year or "", self.facet) if part)


@dataclass(frozen=True)
class Listing:
    """All publications of one kind, from their cards."""

    kind: str
    folder: str
    title: str
    template: str
    facets: tuple[Facet, ...] = ()

    def newest(self, count: int) -> list[dict[str, Any]]:
        """Return the entries of the last ``count`` that were added, newest first."""
        return [_entry(card) for card in Card.objects.of(self.kind).shown().reverse()[:count]]

    def all(self) -> Iterator[Page]:
        """Yield every page of every list, oldest first; an empty list is one page that says so."""
        counts = catalogue.counts(self.kind)
        ranks = FacetRank.objects.filter(kind=self.kind).order_by("year", "facet")
        filtered = ranks.values_list("year", "facet").distinct()
        views = [View(), *(View(year) for year in counts), *(View(*names) for names in filtered)]
        for view in views:
            last = self._last_page(view)
            for number in range(1, last + 1):
                yield from self._page(view, number, last=last, counts=counts)

    def touched_by(self, publication: Publication) -> Iterator[Page]:
        """Yield the pages that change with a publication or its new version."""
        if publication.kind != self.kind:
            return
        card = Card.objects.get(kind=publication.kind, key=publication.key)
        counts = catalogue.counts(self.kind)
        for view, place in _places(card):
            last, number = self._last_page(view), _page_of(place)
            opens = number == last > 1 and place % PER_PAGE == 1 % PER_PAGE
            for touched in {number - 1, number, last} if opens else {number, last}:
                yield from self._page(view, touched, last=last, counts=counts)

    def holds(self, path: str) -> bool:
        """Tell whether a file is a page of one of these lists."""
        facets = "|".join(facet.name for facet in self.facets)
        parts = (r"(\d{4}/)?", rf"(({facets})/)?" if facets else "", r"(pagina-\d+/)?")
        return bool(re.fullmatch(rf"{self.folder}/{''.join(parts)}index\.html", path))

    def _last_page(self, view: View) -> int:
        if view.facet:
            found = FacetRank.objects.filter(kind=self.kind, facet=view.facet, year=view.year)
            last = found.aggregate(last=Max("place"))["last"]
        else:
            last = Card.objects.of(self.kind, year=view.year).aggregate(last=Max("rank"))["last"]
        return _page_of(last or 1)

    def _page(self, view: View, number: int, *, last: int, counts: Counts) -> Iterator[Page]:
        """Yield a page of a list; the newest one twice, and only it tells the counts."""
        cards = Card.objects.of(self.kind, year=view.year, facet=view.facet)
        shown = cards.shown().ranked((number - 1) * PER_PAGE + 1, number * PER_PAGE).reverse()
        folder = f"{self.folder}/{view.address}"
        numbered = f"{folder}pagina-{number}/"
        context = self._words(view) | {
            "section": self.folder,
            "address": f"{root()}{folder}",
            "entries": [_entry(card) for card in shown],
            "number": number,
            "older": f"{root()}{folder}pagina-{number - 1}/" if number > 1 else None,
            "newer": f"{root()}{folder}pagina-{number + 1}/" if number < last else None,
            "counts": self._counts(view, counts) if number == last else None,
        }
        address = folder if number == last else numbered
        body = html(self.template, context, address=address)
        yield Page(f"{numbered}index.html", body, Order.LIST)
        if number == last:
            yield Page(f"{folder}index.html", body, Order.LIST)

    def _words(self, view: View) -> dict[str, Any]:
        """Return title and breadcrumb, such as "Signalen uit 2026 zonder reactie"."""
        crumbs = [("Home", root()), (self.title, f"{root()}{self.folder}/")]
        title = self.title
        if view.year != ALL_YEARS:
            title = f"{title} uit {view.year}"
            crumbs.append((str(view.year), f"{root()}{self.folder}/{view.year}/"))
        if view.facet:
            facet = self._facet(view.facet)
            title = f"{title} {facet.phrase}"
            crumbs.append((facet.short, ""))
        crumbs[-1] = (crumbs[-1][0], "")
        return {"title": title, "breadcrumb": crumbs, "year": view.year, "facet": view.facet}

    def _counts(self, view: View, counts: Counts) -> dict[str, Any]:
        """Return the number in this list, and for all or a year the table with the other lists."""
        of_view = counts.of(view.year)
        total = of_view.get(view.facet, 0) if view.facet else sum(of_view.values())
        facets = [facet for facet in self.facets if not facet.is_rare or of_view.get(facet.name)]
        years = list(counts) if view.year == ALL_YEARS else [view.year]
        rows = [self._row(year, str(year), facets, counts) for year in years]
        if len(rows) > 1:
            rows.append(self._row(ALL_YEARS, "Alle jaren", facets, counts))
        return {
            "total": total,
            "columns": ["Jaar", self.title, *(facet.short for facet in facets)],
            "rows": [] if view.facet else rows,
        }

    def _row(self, year: int, name: str, facets: list[Facet], counts: Counts) -> list[object]:
        found = counts.of(year)
        numbers = [
            self._cell(View(year, facet.name), str(found.get(facet.name, 0))) for facet in facets
        ]
        return [self._cell(View(year), name), str(sum(found.values())), *numbers]

    def _cell(self, view: View, text: str) -> object:
        """Return a link to a list; the text alone for a list in which nothing stands."""
        url = f"{root()}{self.folder}/{view.address}"
        return text if text == "0" else {"url": url, "text": text}

    def _facet(self, name: str) -> Facet:
        return next(facet for facet in self.facets if facet.name == name)


def _places(card: Card) -> Iterator[tuple[View, int]]:
    """Yield the lists in which a card stands or once stood, with its place there."""
    yield View(), card.place
    yield View(card.year), card.place_in_year
    for rank in card.ranks.order_by("pk"):
        yield View(rank.year, rank.facet), rank.place


def _page_of(place: int) -> int:
    return -(-place // PER_PAGE)


def _entry(card: Card) -> dict[str, Any]:
    return {**card.entry, "key": card.key, "published_at": card.first_published_at}
