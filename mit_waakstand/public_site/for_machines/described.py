"""What machines read of a publication; apps offer it per kind, with ``@sources("signaal")``.

Feed, sitemaps and lists are made from this, so that none of them needs to know what a signal is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mit_waakstand.offers import Offers
from mit_waakstand.public_site.for_machines.tooi import Category, Term
from mit_waakstand.public_site.models import Publication, PublishedFile


@dataclass(frozen=True)
class Deed:
    """What was done with a document (DiWoo: documenthandeling), and by which body."""

    what: Term
    at: datetime
    body: Term | None = None


@dataclass(frozen=True)
class Relation:
    """How a document stands to another, of which ``name`` is the file name."""

    role: Term
    name: str


@dataclass(frozen=True)
class Document:
    """A published PDF, with what the Woo-index wants to know of it."""

    file: PublishedFile
    title: str
    deeds: tuple[Deed, ...]
    created_on: date | None = None
    summary: str = ""
    identifiers: tuple[str, ...] = ()
    author: Term | str = ""
    responsible: Term | None = None
    relations: tuple[Relation, ...] = ()
    replacement: Term | None = None


@dataclass(frozen=True)
class Described:
    """One publication in words and data.

    ``folder`` is where its files stand and, without a ``page`` of its own below the root, its page
    too. ``change`` is what this version is (such as "correctie"), ``facts`` its row in the list,
    in Dutch names. ``category`` and ``document_kind`` where they are not those of its source.
    """

    title: str
    summary: str
    folder: str
    change: str
    facts: dict[str, Any]
    documents: tuple[Document, ...] = ()
    keywords: tuple[str, ...] = field(default=())
    page: str = ""
    category: Category | None = None
    document_kind: Term | None = None

    @property
    def page_address(self) -> str:
        """The address of its page, below the root of the site."""
        return self.page or f"{self.folder}/"

    def address_of(self, name: str) -> str:
        """Return the address of one of its files, below the root of the site."""
        return f"{self.folder}/{name}"


@dataclass(frozen=True)
class Source:
    """How machines read all publications of one kind; ``name`` is part of the names of files.

    ``others`` are the categories that some of them have instead. ``is_listed``: there is a list of
    them as open data, with a schema of its own.
    """

    name: str
    category: Category
    document_kind: Term
    describe: Callable[[Publication], Described]
    others: tuple[Category, ...] = ()
    is_listed: bool = True

    def categories(self) -> tuple[Category, ...]:
        """Return every category that one of them can have."""
        return (self.category, *self.others)


sources: Offers[Callable[[], Source]] = Offers("public")
