"""The records of a dossier as an archivist files them: sheets, each with what stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import PurePosixPath

from django.db import models
from django.utils.text import capfirst, slugify

from mit_waakstand.archive.dossiers import PARTS, Part
from mit_waakstand.situations.models import Situation

HASHES = ("_sha256", "_checksum")  # how a field is called that names a file in the vault


@dataclass
class Sheet:
    """One record that is filed by itself, with the records that belong in it."""

    record: models.Model
    is_exercise: bool = False
    inside: list[models.Model] = field(default_factory=list)

    @property
    def identifier(self) -> str:
        """How it is known in the dossier, and in its metadata."""
        return f"{self.record._meta.label_lower}-{self.record.pk}"  # noqa: SLF001

    @property
    def title(self) -> str:
        """How it is called: what it is, and its number."""
        kind = str(self.record._meta.verbose_name)  # noqa: SLF001
        called = str(self.record)
        begins = called.startswith(kind.split(maxsplit=1)[0])
        return capfirst(called if begins else f"{kind} {called}")

    @property
    def folder(self) -> PurePosixPath:
        """The folder in which its files stand."""
        if isinstance(self.record, Situation):
            return PurePosixPath("situatie")
        kinds = slugify(str(self.record._meta.verbose_name_plural))  # noqa: SLF001
        return PurePosixPath(kinds) / slugify(self.title)

    def records(self) -> list[models.Model]:
        """Return the record and what stands in it."""
        return [self.record, *self.inside]


def sheets_of(situation: Situation) -> list[Sheet]:
    """Return the sheets of a dossier, in the order of the table of its parts."""
    found: dict[tuple[type[models.Model], object], Sheet] = {}
    for part in PARTS:
        for record in part.rows(situation.pk):
            owner = _owner(part, record)
            if owner is None:
                found[type(record), record.pk] = Sheet(record, situation.is_exercise)
            else:
                found[type(owner), owner.pk].inside.append(record)
    return list(found.values())


def files_of(record: models.Model) -> Iterator[tuple[str, str]]:
    """Yield the files of a record: how each is called in the package, and its SHA-256.

    One that somebody sent in keeps the name that it had.
    """
    for column in record._meta.concrete_fields:  # noqa: SLF001
        road = next((end for end in HASHES if column.name.endswith(end)), "")
        checksum = str(column.value_from_object(record)) if road else ""
        if checksum:
            what = column.name.removesuffix(road)
            given = str(getattr(record, f"{what}_name", ""))
            yield _called(record, what, given), checksum


KINDS_OF_FILE = {
    "letter": "brief",
    "original": "origineel",
    "copy": "openbare-kopie",
    "public": "openbare-versie-van-szw",
    "pdf": "toegankelijke-pdf",
    "scan": "scan",
    "document": "document",
    "file": "bestand",
}


def _called(record: models.Model, what: str, given: str) -> str:
    start = f"{slugify(str(record))}-{KINDS_OF_FILE.get(what, what)}"
    return f"{start}-{given}" if given else f"{start}.pdf"


def _owner(part: Part, record: models.Model) -> models.Model | None:
    return attrgetter(part.of.replace("__", "."))(record) if part.of else None
