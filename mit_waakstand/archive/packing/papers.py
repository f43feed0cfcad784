"""The papers of a dossier: every file that goes in, with its name, one after the other.

Each is made when it is asked for, so that one at a time is in memory.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.db import models
from django.utils.text import capfirst, slugify

from afwegingskader.models import Assessment
from draaiboek.models import PlaybookRun
from mit_waakstand import vault
from mit_waakstand.accounts.models import User
from mit_waakstand.archive.packing.printing import pdfs_of, pdfs_of_events
from mit_waakstand.archive.packing.sheets import Sheet, files_of
from mit_waakstand.archive.packing.words import data_of, moment_in_words
from mit_waakstand.editions import yaml_files
from mit_waakstand.editions.models import Edition
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication
from mit_waakstand.spreadsheets import lines
from mit_waakstand.trail.models import Event, Reading
from mit_waakstand.work_words import in_words
from signals.models import Signal, Weighing

ROAD = PurePosixPath("verloop")  # of what happened
EVENTS = "verloop"  # the identifier of the papers about that
VERSIONS = PurePosixPath("versies")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One file: ``of`` is the identifier of what it represents, ``about`` says what it is."""

    name: str
    about: str
    of: str
    data: bytes
    is_pdf_a: bool = False


def papers_of(sheets: Sequence[Sheet], *, at: datetime) -> Iterator[Paper]:
    """Yield every paper of a dossier, in the order of its inventory."""
    for sheet in sheets:
        yield from _of_sheet(sheet, at)
    for edition in versions_used(sheets):
        yield from _of_version(edition)
    yield from _of_events(sheets, at)


def versions_used(sheets: Sequence[Sheet]) -> list[Edition]:
    """Return the versions with which the dossier was made: of weegvragen, kader and draaiboek."""
    found: dict[tuple[str, int], Edition] = {}
    for record in (sheet.record for sheet in sheets):
        used: tuple[Edition | None, ...] = ()
        if isinstance(record, Weighing):
            used = (record.questions, record.kader)
        elif isinstance(record, Assessment | PlaybookRun):
            used = (record.edition,)
        for edition in used:
            if edition is not None:
                found[edition.SUBJECT, edition.pk] = edition
    return list(found.values())


def identifier_of(edition: Edition) -> str:
    """Return how a version is known in the dossier."""
    return f"{edition._meta.label_lower}-{edition.pk}"  # noqa: SLF001


def folder_of(edition: Edition) -> PurePosixPath:
    """Return the folder in which the files of a version stand."""
    return VERSIONS / slugify(f"{edition.SUBJECT}-{edition.number.replace('.', '-')}")


def _of_sheet(sheet: Sheet, at: datetime) -> Iterator[Paper]:
    def paper(name: str, about: str, data: bytes, *, is_pdf_a: bool = False) -> Paper:
        full = str(sheet.folder / name)
        return Paper(name=full, about=about, of=sheet.identifier, data=data, is_pdf_a=is_pdf_a)

    for name, data in pdfs_of(sheet, at=at):
        yield paper(name, f"{sheet.title}, om te lezen", data, is_pdf_a=True)
    told = [data_of(record) for record in sheet.records()]
    yield paper("gegevens.json", f"{sheet.title}, elk veld, ook eerdere waarden", _json(told))
    for record in sheet.records():
        for name, checksum in files_of(record):
            about = f"{capfirst(str(record))}, het bestand zoals het is bewaard"
            yield paper(name, about, vault.read(checksum))
    if isinstance(sheet.record, Signal) and sheet.record.number:
        key = slugify(sheet.record.number)
        published = Publication.objects.filter(kind=Publication.Kind.SIGNAL, key=key)
        for version in published.order_by("version"):
            name = f"openbaar-versie-{version.version}.json"
            yield paper(name, f"Openbare versie {version.version}", _json(version.record()))


def _of_version(edition: Edition) -> Iterator[Paper]:
    folder = folder_of(edition)
    title, of = edition.title(), identifier_of(edition)
    content = yaml_files.write(edition).encode()
    yield Paper(name=str(folder / "inhoud.yaml"), about=f"{title}, de inhoud", of=of, data=content)
    for checksum, name in ((edition.pdf_checksum, "inhoud"), (edition.document_checksum, "bron")):
        if checksum:
            about = f"{title} ({name})"
            data = vault.read(checksum)
            is_ours = name == "inhoud"
            full = str(folder / f"{name}.pdf")
            yield Paper(name=full, about=about, of=of, data=data, is_pdf_a=is_ours)


def _of_events(sheets: Sequence[Sheet], at: datetime) -> Iterator[Paper]:
    records = [record for sheet in sheets for record in sheet.records()]
    events = list(Event.objects.about(*records).order_by("position"))
    is_exercise = any(sheet.is_exercise for sheet in sheets)
    for name, data in pdfs_of_events(events, at=at, is_exercise=is_exercise):
        yield _of_road(name, "Wat er is gebeurd, om te lezen", data, is_pdf_a=True)
    called = {(r._meta.label_lower, r.pk): str(r) for r in records}  # noqa: SLF001
    rows = (
        (
            *(e.position, moment_in_words(e.occurred_at), _who(e), e.role, e.sentence),
            called[e.subject, e.subject_pk],
        )
        for e in events
    )
    heading = ("volgnummer", "gebeurd op", "door", "rol", "wat", "waarover")
    yield _csv("gebeurtenissen.csv", "Wat er is gebeurd", heading, rows)
    told = "Wat er is gebeurd, met de hashes van de keten"
    yield _of_road("gebeurtenissen.json", told, _json([_chained(event) for event in events]))
    yield _mails(records)
    yield _readings(records)


def _chained(event: Event) -> dict[str, object]:
    return {
        "volgnummer": event.position,
        "inhoud": event.payload,
        "zout": event.salt,
        "vingerafdruk": event.digest,
        "schakel": event.link,
    }


def _mails(records: Sequence[models.Model]) -> Paper:
    names = dict(User.objects.values_list("pk", "full_name"))

    def whom(work: Work) -> str:
        kind, _, key = str(work.details.get("recipient", "")).partition(":")
        return names.get(int(key), "") if kind == "user" and key.isdigit() else kind

    found = ((record, work) for record in records for work in Work.objects.about(record))
    rows = (
        (
            in_words(work),
            str(record),
            whom(work),
            moment_in_words(work.put_at),
            moment_in_words(work.done_at) if work.done_at else "",
            work.outcome,
        )
        for record, work in found
        if work.kind.startswith("mail_")
    )
    heading = ("soort", "waarover", "aan", "klaargezet op", "gedaan op", "uitkomst")
    return _csv("mail.csv", "Welke mail is gestuurd, aan wie, en de uitkomst", heading, rows)


def _readings(records: Sequence[models.Model]) -> Paper:
    rows = (
        (moment_in_words(read.read_at), read.user.full_name, read.role, read.what, str(record))
        for record in records
        for read in Reading.objects.about(record).order_by("read_at", "pk")
    )
    heading = ("gelezen op", "door", "rol", "wat", "waarover")
    return _csv("inzagen.csv", "Wie wat heeft gelezen", heading, rows)


def _who(event: Event) -> str:
    return event.by.full_name if event.by else "het systeem"


def _csv(name: str, about: str, heading: Sequence[str], rows: Iterator[Sequence[object]]) -> Paper:
    return _of_road(name, about, "".join(lines(heading, rows)).encode())


def _of_road(name: str, about: str, data: bytes, *, is_pdf_a: bool = False) -> Paper:
    full = str(ROAD / name)
    return Paper(name=full, about=about, of=EVENTS, data=data, is_pdf_a=is_pdf_a)


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).encode()
