"""The documents of a dossier, and the Woo grounds that a machine can think of; a person decides.

What it goes by: what kind of document it is, and what in its text looks like personal data. What
it found is counted and never kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.text import capfirst

from afwegingskader.models import Assessment
from draaiboek.models import Meeting, PlaybookRun
from mit_waakstand import vault
from mit_waakstand.archive.grounds import Ground
from mit_waakstand.archive.models import WooReview
from mit_waakstand.archive.packing.printing import pdfs_of
from mit_waakstand.archive.packing.sheets import Sheet, files_of
from mit_waakstand.archive.packing.words import facts_of
from mit_waakstand.pdf.reading import texts_of
from mit_waakstand.personal_data import Finder, Kind, counts, in_words
from signals.known_names import known_names
from signals.models import Proposal, Signal, Weighing
from signals.models.letter_files import LetterFiles

INTERNAL = (Weighing, Assessment, Proposal, Meeting, PlaybookRun)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One document: its name, what it is, the SHA-256 under which the vault has it."""

    name: str
    about: str
    sha256: str
    suggestions: list[dict[str, str]]


def documents_of(sheets: Sequence[Sheet], *, at: datetime) -> Iterator[Listed]:
    """Yield every document of a dossier with what is suggested for it.

    A record is put on paper and kept, so that what is judged is what goes out.
    """
    finder = Finder(known_names())
    for sheet in sheets:
        if isinstance(sheet.record, WooReview):  # it says what is decided, and is not asked for
            continue
        texts = (words for record in sheet.records() for _, words in facts_of(record))
        found = [*_of_kind(sheet.record), *_of_text(finder, "\n".join(texts))]
        for name, data in pdfs_of(sheet, at=at):
            yield Listed(
                name=str(sheet.folder / name),
                about=sheet.title,
                sha256=vault.store(data),
                suggestions=found,
            )
        for record in sheet.records():
            for name, checksum in files_of(record):
                yield Listed(
                    name=str(sheet.folder / name),
                    about=f"{capfirst(str(record))}: {name}",
                    sha256=checksum,
                    suggestions=[*_of_letter(record), *_of_file(finder, checksum)],
                )


def _of_file(finder: Finder, checksum: str) -> Iterator[dict[str, str]]:
    read = texts_of(vault.read(checksum))
    yield from _of_text(finder, "\n".join(text for _, text in read.texts))
    yield from map(_remark, read.remarks)


def _of_kind(record: models.Model) -> Iterator[dict[str, str]]:
    if isinstance(record, INTERNAL):
        why = "Dit stuk is voor intern beraad gemaakt en kan opvattingen van personen bevatten."
        yield {"grond": Ground.OPINION, "waarom": why}
    if isinstance(record, Signal):
        if record.issued_at is None:
            yield {"grond": Ground.OPINION, "waarom": "Een concept: niet uitgebracht."}
        else:
            yield _remark("Het uitgebrachte signaal wordt met de reactie openbaar.")


def _of_letter(record: models.Model) -> Iterator[dict[str, str]]:
    if isinstance(record, LetterFiles) and record.is_partly_confidential():
        yield _remark(f"SZW houdt een deel vertrouwelijk: {record.grounds}")


def _of_text(finder: Finder, text: str) -> Iterator[dict[str, str]]:
    found = counts(finder.look(text).findings)
    numbers = {kind: number for kind, number in found.items() if kind == Kind.CITIZEN}
    others = {kind: number for kind, number in found.items() if kind != Kind.CITIZEN}
    if numbers:
        yield {"grond": Ground.CITIZEN, "waarom": f"Gevonden: {in_words(numbers)}."}
    if others:
        yield {"grond": Ground.PRIVACY, "waarom": f"Gevonden: {in_words(others)}."}


def _remark(words: str) -> dict[str, str]:
    return {"grond": "", "waarom": words}
