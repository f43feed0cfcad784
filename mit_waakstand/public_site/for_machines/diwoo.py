"""Sitemaps for the Woo-index: every published PDF with its DiWoo metadata (0.9.8).

The harvester knows a document by its ``<loc>``, the PDF itself. What was removed is no longer
here, and that is how it learns of it; what replaces something says why.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from mit_waakstand.public_site.for_machines import tooi
from mit_waakstand.public_site.for_machines.described import (
    Deed,
    Described,
    Document,
    Relation,
    Source,
    sources,
)
from mit_waakstand.public_site.for_machines.feed import moment
from mit_waakstand.public_site.for_machines.sitemaps import index, sitemap, url
from mit_waakstand.public_site.for_machines.tooi import Category, Term
from mit_waakstand.public_site.for_machines.volumes import Volume, cards_in, volume_of, volumes
from mit_waakstand.public_site.for_machines.xml_writing import Element, node
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Order, Page, absolute

if TYPE_CHECKING:
    from datetime import datetime

NAMESPACES: Final = {"xmlns:diwoo": "https://standaarden.overheid.nl/diwoo/metadata/"}
PDF: Final = "application/pdf"


class DiwooSitemaps:
    """The sitemaps and indexes that the Woo-index reads."""

    def all(self) -> Iterator[Page]:
        """Yield every sitemap, and the index of each category last."""
        for kind in sources:
            for volume in volumes(kind):
                yield from _pages(kind, volume)
        for number in _numbers():
            yield _index(number)

    def touched_by(self, publication: Publication) -> Iterator[Page]:
        """Yield the sitemap in which a publication stands, and the index of its category."""
        if publication.kind in sources:
            yield from _pages(publication.kind, volume_of(publication))
            for category in sources[publication.kind]().categories():
                yield _index(category.index)


def indexes() -> list[str]:
    """Return the paths of the indexes, for robots.txt."""
    return [_index_path(number) for number in _numbers()]


def _numbers() -> list[str]:
    return sorted({found.index for kind in sources for found in sources[kind]().categories()})


def _index(number: str) -> Page:
    files: list[tuple[str, datetime | None]] = []
    for kind in sources:
        source = sources[kind]()
        for category in source.categories():
            if category.index == number:
                files += [
                    (_path(source, volume, category), extent.changed_at)
                    for volume, extent in volumes(kind).items()
                    if not source.others or _entries(kind, volume, category)
                ]
    return Page(_index_path(number), index(files), Order.FEED)


def _pages(kind: str, volume: Volume) -> Iterator[Page]:
    """Yield the sitemap of a volume, or one for each category of which something stands in it."""
    source = sources[kind]()
    for category in source.categories():
        urls = _entries(kind, volume, category)
        if urls or not source.others:
            path = _path(source, volume, category)
            yield Page(path, sitemap(urls, **NAMESPACES), Order.FEED)


def _entries(kind: str, volume: Volume, category: Category) -> list[Element]:
    source = sources[kind]()
    return [
        entry for card in cards_in(kind, volume) for entry in _urls(source, card.newest, category)
    ]


def _urls(source: Source, publication: Publication, category: Category) -> Iterator[Element]:
    described = source.describe(publication)
    if (described.category or source.category) != category:
        return
    for found in described.documents:
        if found.file.media_type == PDF:
            address = absolute(described.address_of(found.file.name))
            metadata = node("diwoo:Document", _diwoo(found, described, source))
            yield url(address, publication.published_at, metadata)


def _diwoo(found: Document, described: Described, source: Source) -> Element:
    return node(
        "diwoo:DiWoo",
        *_group("identifiers", (node("diwoo:identifier", text) for text in found.identifiers)),
        _term("publisher", tooi.publisher()),
        *_optional("verantwoordelijke", found.responsible),
        *_optional("opsteller", found.author),
        node("diwoo:titelcollectie", node("diwoo:officieleTitel", found.title)),
        *_group(
            "omschrijvingen", [node("diwoo:omschrijving", found.summary)] if found.summary else ()
        ),
        _classification(described, source),
        *([_date(found)] if found.created_on else ()),
        _term("language", tooi.DUTCH),
        _term("format", tooi.PDF),
        node("diwoo:documenthandelingen", *(_deed(deed) for deed in found.deeds)),
        *_group("documentrelaties", (_relation(one, described) for one in found.relations)),
        *_optional("redenVerwijderingVervanging", found.replacement),
    )


def _classification(described: Described, source: Source) -> Element:
    return node(
        "diwoo:classificatiecollectie",
        node(
            "diwoo:informatiecategorieen",
            _term("informatiecategorie", (described.category or source.category).term),
        ),
        node(
            "diwoo:documentsoorten",
            _term("documentsoort", described.document_kind or source.document_kind),
        ),
        node("diwoo:themas", _term("thema", tooi.HEALTH_RISKS)),
        *_group("trefwoorden", (node("diwoo:trefwoord", word) for word in described.keywords)),
    )


def _date(found: Document) -> Element:
    return node("diwoo:creatiedatum", str(found.created_on))


def _deed(deed: Deed) -> Element:
    return node(
        "diwoo:documenthandeling",
        _term("soortHandeling", deed.what),
        node("diwoo:atTime", moment(deed.at)),
        *_optional("wasAssociatedWith", deed.body),
    )


def _relation(relation: Relation, described: Described) -> Element:
    titles = {found.file.name: found.title for found in described.documents}
    other = Term(absolute(described.address_of(relation.name)), titles[relation.name])
    return node("diwoo:documentrelatie", _term("role", relation.role), _term("relation", other))


def _group(name: str, children: Iterable[Element]) -> list[Element]:
    """Return the group around its members; nothing when there are none."""
    members = list(children)
    return [node(f"diwoo:{name}", *members)] if members else []


def _optional(name: str, term: Term | str | None) -> list[Element]:
    """Return a term, or a name that has no code; nothing when there is neither."""
    if not term:
        return []
    return [_term(name, term) if isinstance(term, Term) else node(f"diwoo:{name}", term)]


def _term(name: str, term: Term) -> Element:
    return node(f"diwoo:{name}", term.label, resource=term.uri)


def _path(source: Source, volume: Volume, category: Category) -> str:
    name = f"{source.name}-infocat{category.index}" if source.others else source.name
    return f"sitemap-diwoo-{name}-{volume.name}.xml"


def _index_path(number: str) -> str:
    return f"sitemapindex-diwoo-infocat{number}.xml"
