"""Lists of publications: fifty a page, counted from the oldest, so that a full page is sealed.

Page 1 holds the oldest fifty. The newest page stands at the address of the list itself too. What
is published next touches the newest page only (and, when it opens a page, the link on the one
before), however many there are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Order, Page, html, root

PER_PAGE = 50


@dataclass(frozen=True)
class Listing:
    """All publications of one kind; ``entry`` turns one into what the template shows."""

    kind: str
    folder: str
    title: str
    template: str
    entry: Callable[[Publication], dict[str, Any]]

    def newest(self, count: int) -> list[dict[str, Any]]:
        """Return the entries of the last ``count`` that were added, newest first."""
        firsts = Publication.objects.first_versions(self.kind).reverse()[:count]
        return self._entries([publication.key for publication in firsts])

    def all(self) -> Iterator[Page]:
        """Yield every page, oldest first; an empty list is one page that says so."""
        last = self._last_page()
        for number in range(1, last + 1):
            yield from self._page(number, last=last)

    def touched_by(self, publication: Publication) -> Iterator[Page]:
        """Yield the pages that change with a publication or its new version."""
        if publication.kind != self.kind:
            return
        firsts = Publication.objects.first_versions(self.kind)
        first = firsts.get(key=publication.key)
        place = firsts.filter(position__lte=first.position).count()
        number, last = -(-place // PER_PAGE), self._last_page()
        if place % PER_PAGE == 1 and number > 1:
            yield from self._page(number - 1, last=last)
        yield from self._page(number, last=last)

    def _last_page(self) -> int:
        return max(1, -(-Publication.objects.first_versions(self.kind).count() // PER_PAGE))

    def _page(self, number: int, *, last: int) -> Iterator[Page]:
        firsts = Publication.objects.first_versions(self.kind)
        start = (number - 1) * PER_PAGE
        keys = [publication.key for publication in firsts[start : start + PER_PAGE]]
        body = html(
            self.template,
            {
                "section": self.folder,
                "breadcrumb": [("Home", root()), (self.title, "")],
                "entries": self._entries(keys[::-1]),
                "number": number,
                "older": f"{root()}{self._address(number - 1)}" if number > 1 else None,
                "newer": f"{root()}{self._address(number + 1)}" if number < last else None,
            },
            address=f"{self.folder}/" if number == last else self._address(number),
        )
        yield Page(f"{self.folder}/pagina-{number}/index.html", body, Order.LIST)
        if number == last:
            yield Page(f"{self.folder}/index.html", body, Order.LIST)

    def _address(self, number: int) -> str:
        return f"{self.folder}/pagina-{number}/"

    def _entries(self, keys: list[str]) -> list[dict[str, Any]]:
        """Return the newest version of each key, in the order of the keys."""
        found = Publication.objects.filter(kind=self.kind, key__in=keys).current()
        by_key = {publication.key: publication for publication in found}
        return [self.entry(by_key[key]) for key in keys]
