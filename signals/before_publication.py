"""Looking a publication over before it goes out: what is in it, and what looks like personal data.

The finder lists, a person decides. Everything that would become public is looked at, because it
is read from the draft itself: every text of the payload and every file.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from mit_waakstand import chain, vault
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.pdf.reading import PdfTexts, texts_of
from mit_waakstand.personal_data import Finder, Finding, counts, folded, readable
from mit_waakstand.public_site.models import PublishedFile
from signals.known_names import known_names
from signals.models import Revision, Signal, StandingDecision
from signals.public_draft import Draft, draft_of, supplement
from signals.public_payload import ON_BEHALF
from signals.workflow.publishing import LookedOver

# The addresses of the previews, and the steps that they show beforehand.
PREVIEWS = {
    "publiceren": "publish",
    "zonder-reactie": "publish_without_response",
    "aanvulling": "publish_supplement",
    "correctie": "publish_correction",
}
LABELS = {
    "titel": "Titel",
    "samenvatting": "Samenvatting",
    "samenvattingEngels": "Engelse samenvatting",
    "tekst": "Tekst van het signaal",
    "ondertekenaar": "Ondertekenaar",
    "bijlagen": "Bijlagen",
    "afschriften": "Afschriften",
    "reactie": "De reactie",
    "zonderReactie": "Het vaste besluit",
    "berichten": "Berichten bij het signaal",
    "besluiten": "Het besluit van de minister",
    "aanleidingen": "Aanleidingen",
    "herstel": "Herstel van een datum",
    "wijziging": "Toelichting op deze versie",
    "bestanden": "Namen van bestanden",
}
SIGNS, HEADS = "hoort bij de ondertekening", "staat in het briefhoofd"
SIGNED = "ondertekenaar"
IN_THE_HEAD = ("addressee_address", "sender_address", "contact")
WHO_SIGNS = ("signatory", "addressee_name", "on_behalf_by")


@dataclass(frozen=True)
class Hit:
    """A finding, and why it belongs there; "" when a person has to judge it."""

    finding: Finding
    belongs: str = ""


@dataclass(frozen=True)
class Place:
    """A text or file with what was found in it; ``remarks`` say what could not be read."""

    label: str
    hits: tuple[Hit, ...] = ()
    remarks: tuple[str, ...] = ()

    def to_judge(self) -> list[Finding]:
        """Return what a person has to look at."""
        return [hit.finding for hit in self.hits if not hit.belongs]


@dataclass(frozen=True)
class LookOver:
    """A draft with everything that was found in it."""

    draft: Draft
    places: tuple[Place, ...]

    def with_something(self) -> list[Place]:
        """Return the places in which there is something to look at."""
        return [place for place in self.places if place.to_judge() or place.remarks]

    def that_belong(self) -> list[Hit]:
        """Return what was found and belongs where it stands, each once."""
        hits = [hit for place in self.places for hit in place.hits if hit.belongs]
        return list({(folded(hit.finding.words), hit.belongs): hit for hit in hits}.values())

    def record(self) -> LookedOver:
        """Return what the event keeps: how many of which kind, never what it says."""
        found = [finding for place in self.places for finding in place.to_judge()]
        belongs = sum(bool(hit.belongs) for place in self.places for hit in place.hits)
        return LookedOver(
            fingerprint=self.draft.fingerprint(), found=counts(found), belongs=belongs
        )

    def token(self) -> str:
        """Return what tells this list from another: the draft, and everything that was found."""
        found = [
            [place.label, [finding.words for finding in place.to_judge()], list(place.remarks)]
            for place in self.places
        ]
        said = chain.canonical({"concept": self.draft.fingerprint(), "gevonden": found})
        return hashlib.sha256(said.encode()).hexdigest()


def draft_for(
    signal: Signal, verb: str, *, by: User, at: datetime, reason: str = ""
) -> Draft | None:
    """Return what this step would make public now; None when there is nothing to show yet.

    ``reason`` is what is being typed about an aanvulling.
    """
    found = Signal.objects.select_related("weighing__situation").get(pk=signal.pk)
    row = Signal.STEPS[verb]
    if found.state not in row.sources or not found.agrees(row.questions()) or found.lacks_files():
        return None
    if verb == "publish_without_response":
        found.standing_decision = StandingDecision.objects.in_force(at)
        if found.standing_decision is None:
            return None
    revision = _revision(found, verb, reason)
    if revision is not None and (revision.needs_pdf() or revision.needs_letter()):
        return None
    on_behalf = verb if by.part == Role.SECRETARY and verb in ON_BEHALF else ""
    return draft_of(found, revision, on_behalf=on_behalf)


def look_over(
    signal: Signal, verb: str, *, by: User, at: datetime, reason: str = ""
) -> LookOver | None:
    """Return the draft of this step with what was found in it; None when there is no draft."""
    draft = draft_for(signal, verb, by=by, at=at, reason=reason)
    if draft is None:
        return None
    finder, belonging = Finder(known_names()), _belonging(signal, draft.payload)
    return LookOver(draft, tuple(_places(draft, finder, belonging)))


def _revision(signal: Signal, verb: str, reason: str) -> Revision | None:
    if verb == "publish_supplement":
        return supplement(signal, reason or signal.news_in_words())
    return signal.prepared_correction() if verb == "publish_correction" else None


def _places(draft: Draft, finder: Finder, belonging: list[tuple[str, str]]) -> Iterator[Place]:
    for name, value in draft.payload.items():
        yield _looked_at(LABELS.get(name, name), _strings(value), finder, belonging)
    for file in draft.files:
        read = _texts_of(file)
        texts = [text for _, text in read.texts]
        label = f"Bestand {file.name}"
        yield _looked_at(label, texts, finder, belonging, remarks=read.remarks)


def _looked_at(
    label: str,
    texts: Iterable[str],
    finder: Finder,
    belonging: list[tuple[str, str]],
    *,
    remarks: tuple[str, ...] = (),
) -> Place:
    looked = [finder.look(text) for text in texts]
    hits = [Hit(f, _why(f, belonging)) for one in looked for f in one.findings]
    if not all(one.is_whole for one in looked):
        remarks = (*remarks, "Deze tekst is erg lang. Alleen het begin is nagekeken.")
    return Place(label, tuple(hits), remarks)


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in a part of a payload, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _belonging(signal: Signal, payload: dict[str, Any]) -> list[tuple[str, str]]:
    """Return texts whose parts belong in the publication, each with the reason why."""
    head = signal.letterhead
    signed = [*_signed(payload), *(str(head.get(name, "")) for name in WHO_SIGNS)]
    in_head = [str(head.get(name, "")) for name in IN_THE_HEAD]
    texts = [*((text, SIGNS) for text in signed), *((text, HEADS) for text in in_head)]
    return [(folded(" ".join(readable(text).split())), why) for text, why in texts if text]


def _signed(value: Any) -> Iterator[str]:
    """Yield the names of all who sign something in a payload."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner) if name == SIGNED else _signed(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _signed(inner)


def _why(finding: Finding, belonging: list[tuple[str, str]]) -> str:
    words = folded(finding.words)
    return next((why for text, why in belonging if words in text), "")


def _texts_of(file: PublishedFile) -> PdfTexts:
    return _texts_of_stored(file.sha256)


@lru_cache(maxsize=16)
def _texts_of_stored(checksum: str) -> PdfTexts:
    """Return the texts of a file in the vault, whose bytes never change."""
    return texts_of(vault.read(checksum))
