"""Sitemaps for search engines (HTML pages), one file per volume; and the way both kinds look."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from mit_waakstand.public_site.for_machines.described import Source, sources
from mit_waakstand.public_site.for_machines.feed import moment
from mit_waakstand.public_site.for_machines.volumes import Volume, cards_in, volume_of, volumes
from mit_waakstand.public_site.for_machines.xml_writing import Element, document, node
from mit_waakstand.public_site.for_people.articles import articles
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Order, Page, absolute

INDEX: Final = "sitemap.xml"
ALWAYS_THERE: Final = "sitemap-paginas.xml"
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Lists of signals lead to every signal; what they lead to stands in the volumes.
ADDRESSES: Final = ("", "signalen/", "register/")


class Sitemaps:
    """The sitemaps of the HTML pages."""

    def all(self) -> Iterator[Page]:
        """Yield every sitemap, and their index last."""
        yield _always_there()
        for kind in sources:
            for volume in volumes(kind):
                yield _page(kind, volume)
        yield _index()

    def touched_by(self, publication: Publication) -> Iterator[Page]:
        """Yield the sitemap in which a publication stands, and what is above it."""
        if publication.kind in sources:
            yield _always_there()
            yield _page(publication.kind, volume_of(publication))
            yield _index()


def url(address: str, changed_at: datetime | None = None, *more: Element) -> Element:
    """Return one entry of a sitemap."""
    return node("url", node("loc", address), *_last_change(changed_at), *more)


def sitemap(urls: Iterable[Element], **namespaces: str) -> bytes:
    """Return a sitemap."""
    return document(node("urlset", *urls, xmlns=SITEMAP, **namespaces))


def index(files: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return a sitemap index over files, each with the moment of its last change."""
    entries = [
        node("sitemap", node("loc", absolute(path)), *_last_change(changed_at))
        for path, changed_at in files
    ]
    return document(node("sitemapindex", *entries, xmlns=SITEMAP))


def _always_there() -> Page:
    addresses = (*ADDRESSES, *(f"{name}/" for name in articles))
    urls = [url(absolute(address)) for address in addresses]
    return Page(ALWAYS_THERE, sitemap(urls), Order.FEED)


def _index() -> Page:
    files: list[tuple[str, datetime | None]] = [(ALWAYS_THERE, None)]
    for kind in sources:
        found = volumes(kind)
        files += [(_path(sources[kind](), volume), found[volume].changed_at) for volume in found]
    return Page(INDEX, index(files), Order.FEED)


def _page(kind: str, volume: Volume) -> Page:
    """Return one sitemap; a notice of removal is a page like any other."""
    source = sources[kind]()
    urls = [
        url(absolute(source.describe(card.newest).page_address), card.last_published_at)
        for card in cards_in(kind, volume)
    ]
    return Page(_path(source, volume), sitemap(urls), Order.FEED)


def _path(source: Source, volume: Volume) -> str:
    return f"sitemap-{source.name}-{volume.name}.xml"


def _last_change(changed_at: datetime | None) -> list[Element]:
    return [node("lastmod", moment(changed_at))] if changed_at else []
