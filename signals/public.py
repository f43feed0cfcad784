"""What of a signal becomes public, and the pages made from it.

The pages know nothing but the payloads of the publications.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from mit_waakstand.public_site import register
from mit_waakstand.public_site.catalogue import Label, labels
from mit_waakstand.public_site.checking.layout import FOLDERS
from mit_waakstand.public_site.for_machines import tooi
from mit_waakstand.public_site.for_machines.described import Source, sources
from mit_waakstand.public_site.for_people.articles import Article, articles
from mit_waakstand.public_site.for_people.listing import Facet, Listing
from mit_waakstand.public_site.models import Publication, Reason
from mit_waakstand.public_site.pages import (
    Page,
    files_of,
    html,
    listings,
    machine_readable,
    pages,
)
from mit_waakstand.workflow import ConflictError
from signals import public_decisions, public_described, public_page
from signals.models import Revision, RevisionKind, Signal
from signals.public_draft import KIND, Draft, draft_of
from signals.public_words import IN_TIME, LATE, REMOVED, WITHOUT_RESPONSE, facet

FOLDER = FOLDERS[KIND]
FACETS = (
    Facet(IN_TIME, "Reactie binnen de termijn", "met een reactie binnen de termijn"),
    Facet(LATE, "Reactie buiten de termijn", "met een reactie buiten de termijn"),
    Facet(WITHOUT_RESPONSE, "Zonder reactie", "zonder reactie"),
    Facet(REMOVED, "Verwijderd", "die verwijderd zijn", is_rare=True),
)
REASONS = {
    RevisionKind.REMOVAL: Reason.MISTAKE,
    RevisionKind.OFFLINE: Reason.PERSONAL_DATA,
}


def store(
    signal: Signal, *, revision: Revision | None = None, at: datetime, seen: str = ""
) -> Publication:
    """Return the publication of a signal with its response (R-055, R-056), or its next version.

    Runs in the caller's transaction. ``seen`` is the fingerprint of the draft that somebody looked
    over. Raises ConflictError when that was another one, ExerciseCannotBePublishedError and
    FileCannotBePublishedError, and ValueError without an issue, or without a response and a
    standing decision.
    """
    draft = draft_of(signal, revision)
    if seen and seen != draft.fingerprint():
        message = "Er is intussen iets veranderd aan wat openbaar wordt. Kijk het opnieuw na."
        raise ConflictError(message)
    if revision is not None and revision.is_removal():
        why = REASONS[RevisionKind(revision.kind)]
        return register.remove(KIND, draft.key, draft.payload, reason=why, at=at)
    return register.publish(KIND, draft.key, draft.payload, files=draft.files, at=at)


def preview(draft: Draft, *, at: datetime, back: str) -> bytes:
    """Return the page of a draft exactly as it would be baked, marked as a preview.

    ``back`` is where its mark leads to.
    """
    versions = draft.versions()
    newest = versions[0].version if versions else 0
    version = draft.as_publication(version=newest + 1, at=at)
    return _body(version, [version, *versions], f"{FOLDER}/{draft.key}", preview=back)


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
        yield from _page(version, versions, folder)


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


@articles("vaste-besluiten")
def standing_decisions() -> Article:
    """Return the standing decisions of the CPO, in force and ended (domain §3.6)."""
    return Article(
        "Vaste besluiten",
        "public/standing_decisions.html",
        lambda: {"decisions": public_decisions.all_of_them()},
        line=public_decisions.in_one_line,
        changed_by=public_decisions.is_one,
    )


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
    body = _body(version, versions, folder)
    if version == versions[0]:
        yield Page(f"{folder}/index.html", body)
        return
    own = f"{folder}/versie-{version.version}"
    yield machine_readable(version, own)
    yield Page(f"{own}/index.html", body)


def _body(version: Publication, versions: list[Publication], folder: str, **more: object) -> bytes:
    shown = public_page.still_public(versions)
    metadata = {"published_on": versions[-1].published_at, "changed_on": version.published_at}
    context = public_page.context(version, shown, versions[len(shown) :])
    context |= {"metadata": metadata}
    return html("public/signal.html", context | more, address=f"{folder}/")
