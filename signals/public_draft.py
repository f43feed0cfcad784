"""What would become public of a signal: the payload and files of a publication, not kept yet.

A preview shows it, a person looks it over, and the act of publishing keeps it: all three start
here, so that what was read is what goes out.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mit_waakstand import chain
from mit_waakstand.public_site.models import Publication, PublishedFile
from signals.models import Revision, RevisionKind, Signal
from signals.public_payload import ON_BEHALF, notice_of_removal, payload_of

KIND = Publication.Kind.SIGNAL
FIRST = {"soort": "eerste publicatie", "toelichting": ""}
UNKNOWN_HASH = "volgt bij publicatie"
CHANGE = "wijziging"


@dataclass(frozen=True)
class Draft:
    """One version of a signal as it would be published under ``key``."""

    key: str
    payload: dict[str, Any]
    files: tuple[PublishedFile, ...] = ()

    def fingerprint(self) -> str:
        """Return the SHA-256 (hex) of content and files, the words about the change left out.

        Those are typed on the page where it is looked over.
        """
        content = {name: value for name, value in self.payload.items() if name != CHANGE}
        files = [[file.name, file.sha256] for file in self.files]
        said = chain.canonical({"inhoud": content, "bestanden": files})
        return hashlib.sha256(said.encode()).hexdigest()

    def versions(self) -> list[Publication]:
        """Return the versions that exist, newest first."""
        found = Publication.objects.filter(kind=KIND, key=self.key)
        return list(found.order_by("-version"))

    def as_publication(self, *, version: int, at: datetime) -> Publication:
        """Return what is shown of it: a publication that is in no register."""
        publication = Publication(
            kind=KIND,
            key=self.key,
            version=version,
            payload=chain.canonical(self.payload),
            published_at=at,
            hash=UNKNOWN_HASH,
        )
        publication.set_files([*self.files])
        return publication


def draft_of(signal: Signal, revision: Revision | None = None, *, on_behalf: str = "") -> Draft:
    """Return the publication of a signal with its response (R-055, R-056), or its next version.

    ``on_behalf`` is the step that a secretaris is about to take namens de CPO. Raises ValueError
    without an issue, or without a response and a standing decision.
    """
    if signal.number is None or signal.issued_at is None:
        message = f"{signal} was not issued"
        raise ValueError(message)
    key = signal.number.lower()
    change = {"soort": revision.kind, "toelichting": revision.reason} if revision else FIRST
    if revision is not None and revision.is_removal():
        return Draft(key, notice_of_removal(signal) | {CHANGE: change})
    payload, described = payload_of(signal, revision, issued_at=signal.issued_at)
    if on_behalf:
        said = [*payload["namensDeCpo"], ON_BEHALF[on_behalf]]
        payload["namensDeCpo"] = list(dict.fromkeys(said))
    return Draft(key, payload | {CHANGE: change}, tuple(file for file, _ in described))


def supplement(signal: Signal, reason: str) -> Revision:
    """Return an aanvulling that was not kept: what came in since, in words for the public."""
    return Revision(signal=signal, kind=RevisionKind.SUPPLEMENT, reason=reason)
