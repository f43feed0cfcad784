"""What of an adopted version becomes public, and the pages made from it.

The pages know nothing but the payloads of the publications.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.editions import public_described
from mit_waakstand.editions.models import Edition, kinds_of_edition
from mit_waakstand.editions.outline import parts
from mit_waakstand.editions.printing import EXAMPLE
from mit_waakstand.editions.public_described import KIND, address_of
from mit_waakstand.editions.reading import read, written
from mit_waakstand.public_site import register
from mit_waakstand.public_site.checking.layout import FOLDERS
from mit_waakstand.public_site.for_machines.described import Source, sources
from mit_waakstand.public_site.for_people.articles import Article, articles
from mit_waakstand.public_site.models import Publication, PublishedFile
from mit_waakstand.public_site.pages import (
    Order,
    Page,
    files_of,
    html,
    machine_readable,
    pages,
    root,
)


def store(edition: Edition, *, at: datetime) -> Publication:
    """Return the publication of a version; runs in the caller's transaction."""
    files = []
    if edition.pdf_checksum:
        files.append((f"{edition.public_key()}.pdf", edition.pdf_checksum, edition.title()))
    if edition.has_document():
        name = f"{edition.public_key()}-document.pdf"
        files.append((name, edition.public_checksum, f"{edition.title()} (document)"))
    payload: dict[str, Any] = {
        "soort": edition.SUBJECT,
        "titel": edition.title(),
        "nummer": edition.number,
        "vastgesteldOp": edition.adopted_on.isoformat() if edition.adopted_on else "",
        "besluit": edition.decision(),
        "controlegetal": edition.checksum,
        "voorbeeld": edition.is_example,
        "inhoud": written(edition.OUTLINE, edition.content),
        "bestanden": [{"naam": name, "titel": title} for name, _, title in files],
    }
    found = [
        PublishedFile(name, checksum, len(vault.read(checksum)), "application/pdf")
        for name, checksum, _ in files
    ]
    return register.publish(KIND, edition.public_key(), payload, files=found, at=at)


@sources(KIND)
def versions_for_machines() -> Source:
    """Return how feed, sitemaps and Woo-index read versions."""
    return public_described.source()


@pages(KIND)
def pages_of_version(publication: Publication) -> Iterator[Page]:
    """Yield the files and data of a version, and the pages of all versions of its kind.

    The pages of the others change too: they say that there is a newer one.
    """
    folder = f"{FOLDERS[KIND]}/{publication.key}"
    yield from files_of(publication, folder)
    yield machine_readable(publication, folder)
    subject = publication.content["soort"]
    for shown in published(subject):
        path = f"{address_of(shown)}index.html"
        yield Page(path, _page(shown), Order.PAGE)


def published(subject: str) -> list[Publication]:
    """Return every version of a kind that is public, the newest first."""
    found = Publication.objects.filter(kind=KIND, version=1).order_by("-position")
    return [one for one in found if one.content.get("soort") == subject]


def is_of(subject: str, publication: Publication) -> bool:
    """Return whether a publication is a version of this kind."""
    return publication.kind == KIND and publication.content.get("soort") == subject


def summary_of(publication: Publication) -> dict[str, Any]:
    """Return what a list of versions says of one."""
    content = publication.content
    folder = f"{root()}{FOLDERS[KIND]}/{publication.key}"
    return {
        "title": content["titel"],
        "number": content["nummer"],
        "url": f"{root()}{address_of(publication)}",
        "decision": content["besluit"],
        "published_on": localdate(publication.published_at),
        "example": EXAMPLE if content["voorbeeld"] else "",
        "checksum": content["controlegetal"],
        "files": [
            {
                "title": one["titel"],
                "url": f"{folder}/{one['naam']}",
                "size": file.size,
                "sha256": file.sha256,
            }
            for one, file in zip(content["bestanden"], publication.published_files, strict=True)
        ],
        "data_url": f"{folder}/{publication.key}.json",
    }


def _page(publication: Publication) -> bytes:
    content = publication.content
    subject = content["soort"]
    kind = next(one for one in kinds_of_edition() if subject == one.SUBJECT)
    versions = published(subject)
    list_url, title = f"{root()}{subject}/", f"{kind.CALLED[:1].upper()}{kind.CALLED[1:]}"
    newer = summary_of(versions[0]) if versions[0] != publication else None
    context = {
        "section": subject,
        "title": content["titel"],
        "breadcrumb": [
            ("Home", root()),
            (title, list_url),
            (f"Versie {content['nummer']}", ""),
        ],
        "version": summary_of(publication),
        "newer": newer,
        "parts": list(parts(kind.OUTLINE, read(kind.OUTLINE, content["inhoud"])[0])),
    }
    return html("public/edition.html", context, address=address_of(publication))


def _article(kind: type[Edition]) -> Article:
    """Return the page that lists the public versions of a kind."""
    return Article(
        f"{kind.CALLED[:1].upper()}{kind.CALLED[1:]}",
        "public/editions.html",
        partial(_listed, kind),
        line=partial(_in_one_line, kind),
        changed_by=partial(is_of, kind.SUBJECT),
    )


def _listed(kind: type[Edition]) -> dict[str, Any]:
    versions = [summary_of(one) for one in published(kind.SUBJECT)]
    return {"explanation": kind.EXPLANATION, "versions": versions}


def _in_one_line(kind: type[Edition]) -> str:
    newest = next(iter(published(kind.SUBJECT)), None)
    if newest is None:
        return f"Er is nog geen versie van {kind.ARTICLE} openbaar."
    content = newest.content
    return f"Versie {content['nummer']} is openbaar, vastgesteld {content['besluit']}."


for _kind in kinds_of_edition():
    articles(_kind.SUBJECT)(partial(_article, _kind))
