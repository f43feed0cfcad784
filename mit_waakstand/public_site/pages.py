"""Pages to bake, and the tables in which apps offer them (module ``public`` of every app).

An app may offer per kind of publication its pages (``@pages("signaal")``), a list of all of its
kind (``@listings("signaal")``), and whatever else stands on the site under a name of its own
(``@parts("home")``): a page that is always there, a feed, a sitemap.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.template.loader import render_to_string

from mit_waakstand import house, vault
from mit_waakstand.offers import Offers
from mit_waakstand.public_site.checking import entries
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.serving.addresses import is_public_path

if TYPE_CHECKING:
    from mit_waakstand.public_site.for_people.listing import Listing


class Order(IntEnum):
    """When a page is put in its place: nothing is there before what it links to."""

    FILE = 1
    PAGE = 2
    LIST = 3
    FEED = 4


@dataclass(frozen=True)
class Page:
    """A finished file; ``path`` is relative to the public root, its suffix says what it is."""

    path: str
    body: bytes
    order: Order = Order.PAGE

    def __post_init__(self) -> None:
        """Refuse a path that would never be served."""
        if not is_public_path(self.path):
            message = f"{self.path!r} cannot be a public file"
            raise ValueError(message)


class Part(Protocol):
    """What stands on the site beside the pages of one publication."""

    def all(self) -> Iterable[Page]:
        """Return every page of this part."""

    def touched_by(self, publication: Publication) -> Iterable[Page]:
        """Return the pages that change with a publication: few, however many there are."""


@dataclass(frozen=True)
class Fixed:
    """A part that no publication changes: it follows from code and settings only."""

    make: Callable[[], Iterable[Page]]

    def all(self) -> Iterable[Page]:
        """Return what is made."""
        return self.make()

    def touched_by(self, _: Publication) -> Iterable[Page]:
        """Return nothing."""
        return ()


pages: Offers[Callable[[Publication], Iterable[Page]]] = Offers("public")
listings: "Offers[Callable[[], Listing]]" = Offers("public")
parts: Offers[Callable[[], Part]] = Offers("public")


def pages_for(publication: Publication) -> list[Page]:
    """Return every page of one publication; none for a kind that has no pages of its own."""
    if publication.kind not in pages:
        return []
    return list(pages[publication.kind](publication))


def files_of(publication: Publication, folder: str) -> list[Page]:
    """Return the files of a publication from the vault, to stand in ``folder``."""
    return [
        Page(f"{folder}/{file.name}", vault.read(file.sha256), Order.FILE)
        for file in publication.published_files
    ]


def machine_readable(publication: Publication, folder: str) -> Page:
    """Return the JSON of a publication: what its hash is made of, so that anybody can check it."""
    return Page(f"{folder}/{publication.key}.json", entries.sealed(publication), Order.FILE)


def html(template: str, context: dict[str, Any], *, address: str) -> bytes:
    """Return a rendered page; ``address`` is its own, such as ``signalen/``."""
    canonical = {"canonical": absolute(address)}
    return render_to_string(template, site() | canonical | context).encode()


def site() -> dict[str, object]:
    """Return the variables of every public page, also of one without an address of its own."""
    return house.facts()


def root() -> str:
    """Return the path below which the site is published: "/", unless it has a prefix."""
    return house.public_root()


def absolute(address: str) -> str:
    """Return the whole web address of a page, under the published URL of the site."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/{address}"
