"""A sheet and what happened, as PDF/A that everybody can read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.text import capfirst

from mit_waakstand import chain, pdf
from mit_waakstand.archive.packing.sheets import Sheet
from mit_waakstand.archive.packing.words import facts_of, for_paper, moment_in_words
from mit_waakstand.trail.models import Event

STYLESHEET = "archive/sheet.css"
MOST = 200_000  # characters of one PDF; what is longer is parted
MOST_EVENTS = 400  # of one PDF


@dataclass(frozen=True)
class Section:
    """One record on paper: its name, and what it says."""

    title: str
    facts: tuple[tuple[str, str], ...]

    def weight(self) -> int:
        """Return how many characters it has."""
        return sum(len(label) + len(words) for label, words in self.facts)


def pdfs_of(sheet: Sheet, *, at: datetime) -> Iterator[tuple[str, bytes]]:
    """Yield the PDFs of a sheet with their names; one, unless there is too much for one."""
    sections = [_section(record) for record in sheet.records()]
    for number, part in enumerate(_parted(sections), start=1):
        name = "gegevens.pdf" if number == 1 else f"gegevens-{number}.pdf"
        said = chain.canonical([[s.title, s.facts] for s in part])
        document = _document(
            f"{sheet.identifier}-{number}", sheet.title, said, at, is_exercise=sheet.is_exercise
        )
        yield name, _render("archive/sheet_pdf.html", {"sections": part}, document)


def pdfs_of_events(
    events: Sequence[Event], *, at: datetime, is_exercise: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield what happened, the oldest first, as PDFs with their names."""
    for start in range(0, max(len(events), 1), MOST_EVENTS):
        part = events[start : start + MOST_EVENTS]
        lines = [
            (moment_in_words(e.occurred_at), _said(e), [for_paper(fact) for fact in e.facts])
            for e in part
        ]
        number = start // MOST_EVENTS + 1
        name = "gebeurtenissen.pdf" if number == 1 else f"gebeurtenissen-{number}.pdf"
        said = chain.canonical([event.digest for event in part])
        title = "Wat er is gebeurd"
        document = _document(f"verloop-{number}", title, said, at, is_exercise=is_exercise)
        yield name, _render("archive/events_pdf.html", {"lines": lines}, document)


def _said(event: Event) -> str:
    who = event.by.full_name if event.by else "Het systeem"
    capacity = f" ({event.capacity})" if event.capacity else ""
    return for_paper(f"{who}{capacity} {event.sentence}.")


def _section(record: models.Model) -> Section:
    facts = tuple((for_paper(label), for_paper(words)) for label, words in facts_of(record))
    return Section(capfirst(for_paper(str(record))), facts)


def _parted(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """Yield the sections in lots that fit in one PDF; a single long one stands alone."""
    lot: list[Section] = []
    weight = 0
    for section in sections:
        if lot and weight + section.weight() > MOST:
            yield lot
            lot, weight = [], 0
        lot.append(section)
        weight += section.weight()
    yield lot


def _document(
    identifier: str, title: str, text: str, at: datetime, *, is_exercise: bool
) -> pdf.Document:
    return pdf.Document(
        identifier=f"archief-{identifier}",
        reference=title,
        title=title,
        subject=f"{title}, uit het dossier van het MIT in waakstand",
        text=text,
        created_at=at,
        demo=settings.DEMO,
        exercise=is_exercise,
    )


def _render(template: str, context: dict[str, object], document: pdf.Document) -> bytes:
    return pdf.render(template, context, document=document, stylesheet=STYLESHEET)
