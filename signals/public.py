"""What of a signal becomes public, and the pages made from it.

The pages know nothing but the payloads of the publications.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from mit_waakstand.public_site import register, tooi
from mit_waakstand.public_site.catalogue import Label, labels
from mit_waakstand.public_site.described import Source, sources
from mit_waakstand.public_site.listing import Facet, Listing
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import (
    Page,
    files_of,
    html,
    listings,
    machine_readable,
    pages,
)
from signals import public_described, public_page
from signals.models import Revision, Signal
from signals.public_payload import notice_of_removal, payload_of
from signals.public_words import IN_TIME, LATE, REMOVED, WITHOUT_RESPONSE, facet

KIND = Publication.Kind.SIGNAL
FOLDER = "signalen"
FACETS = (
    Facet(IN_TIME, "Reactie binnen de termijn", "met een reactie binnen de termijn"),
    Facet(LATE, "Reactie buiten de termijn", "met een reactie buiten de termijn"),
    Facet(WITHOUT_RESPONSE, "Zonder reactie", "zonder reactie"),
    Facet(REMOVED, "Verwijderd", "die verwijderd zijn", is_rare=True),
)
FIRST = {"soort": "eerste publicatie", "toelichting": ""}


def store(signal: Signal, *, revision: Revision | None = None, at: datetime) -> Publication:
    """Return the publication of a signal with its response (R-055, R-056), or its next version.

    Runs in the caller's transaction. Raises ExerciseCannotBePublishedError and
    FileCannotBePublishedError, and ValueError without an issue, or without a response and a
    standing decision.
    """
    if signal.number is None or signal.issued_at is None:
        message = f"{signal} was not issued"
        raise ValueError(message)
    key = signal.number.lower()
    change = {"soort": revision.kind, "toelichting": revision.reason} if revision else FIRST
    if revision is not None and revision.is_removal():
        payload = notice_of_removal(signal) | {"wijziging": change}
        return register.publish(KIND, key, payload, at=at)
    payload, described = payload_of(signal, revision, issued_at=signal.issued_at)
    payload |= {"wijziging": change}
    return register.publish(KIND, key, payload, files=[file for file, _ in described], at=at)


@pages(KIND)
def pages_of_signal(publication: Publication) -> Iterator[Page]:
    """Yield the files of a signal, its data, and its page; older versions under their own address.

    What was removed has one page, the notice, and no file or older version any more.
    """
    folder = f"{FOLDER}/{publication.key}"
    found = Publication.objects.filter(kind=KIND, key=publication.key).order_by("-version")
    versions = list(found)
    yield machine_readable(publication, folder)
    if publication.content.get("verwijderd"):
        context = public_page.notice(publication, versions)
        body = html("public/signal_removed.html", context, address=f"{folder}/")
        yield Page(f"{folder}/index.html", body)
        return
    shown = public_page.still_public(versions)
    yield from _files(shown, folder)
    for version in shown:
        yield from _page(version, shown, folder)


@labels(KIND)
def label_of_signal(publication: Publication) -> Label:
    """Return the year of the number, how the response stands to the term, and a summary."""
    _, year, _ = publication.key.split("-")
    if not publication.payload:
        return Label(int(year))
    return Label(int(year), facet(publication.content), public_page.entry(publication))


@sources(KIND)
def signals_for_machines() -> Source:
    """Return how feed, sitemaps and lists read signals."""
    return Source(
        name=FOLDER,
        category=tooi.category(),
        document_kind=tooi.kind(),
        describe=lambda found: public_described.described(found, f"{FOLDER}/{found.key}"),
    )


@listings(KIND)
def all_signals() -> Listing:
    """Return the list of all published signals."""
    return Listing(KIND, FOLDER, "Signalen", "public/signals.html", FACETS)


def _files(versions: Iterable[Publication], folder: str) -> Iterator[Page]:
    """Yield the files of all versions once: a corrected file has a name of its own."""
    seen = set()
    for version in versions:
        for file in files_of(version, folder):
            if file.path not in seen:
                seen.add(file.path)
                yield file


def _page(version: Publication, versions: list[Publication], folder: str) -> Iterator[Page]:
    """Yield the page of one version: the newest at the address of the signal itself."""
    context = public_page.context(version, versions)
    body = html("public/signal.html", context, address=f"{folder}/")
    if version == versions[0]:
        yield Page(f"{folder}/index.html", body)
        return
    own = f"{folder}/versie-{version.version}"
    yield machine_readable(version, own)
    yield Page(f"{own}/index.html", body)
