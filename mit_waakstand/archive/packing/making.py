"""One zip of a dossier: its papers, their metadata, checksums and an inventory.

It is written to disk while it is made: complete in the vault, or absent.
"""

import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.archive.models import Dossier, Package
from mit_waakstand.archive.packing import mdto
from mit_waakstand.archive.packing.describing import describe
from mit_waakstand.archive.packing.papers import Paper, papers_of
from mit_waakstand.archive.packing.sheets import sheets_of
from mit_waakstand.spreadsheets import lines

METADATA = "metagegevens"
EXERCISE = "OEFENING: dit is niet echt.\n\n"
README = """\
{mark}Dossier van het MIT in waakstand: situatie {number}
Gemaakt op {day}

Alles wat over deze situatie is vastgelegd, zit in dit bestand.

- Elke map is een soort stuk. In elke map staat gegevens.pdf (om te lezen, PDF/A) en
  gegevens.json (elk veld, ook wat er eerder stond).
- Bestanden die iemand toevoegde, staan erbij zoals zij binnenkwamen, byte voor byte.
- verloop: wat er gebeurde, wie wat las, en welke mail aan wie is gestuurd. De tekst van
  een mail bewaart de toepassing niet.
- versies: de versies van weegvragen, afwegingskader en draaiboek die zijn gebruikt.
- metagegevens: MDTO 1.0.1 (Nationaal Archief) van het dossier, elk stuk en elk bestand.
- inventaris.csv noemt elk bestand met omvang en controlegetal.
- SHA256SUMS: nagaan kan met sha256sum -c SHA256SUMS

Waardering: {appraisal}.
De csv-bestanden zijn te openen met een spreadsheet (puntkomma's, UTF-8).
"""


@dataclass(frozen=True)
class Entry:
    """One file in the zip: its name, what it is, its size in bytes and its SHA-256."""

    name: str
    about: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Made:
    """A zip in the vault: what is in it, its size in bytes and its SHA-256."""

    entries: list[Entry]
    size: int
    sha256: str


def make(package: Package, *, at: datetime) -> Made:
    """Return what was made; the zip is then in the vault, whole.

    Raises FileNotFoundError or DamagedFileError when a file of the dossier is not what was kept.
    """

    def write(file: BinaryIO) -> list[Entry]:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            return _fill(archive, package, at)

    checksum, entries = vault.store_written(write)
    return Made(entries, vault.path_of(checksum).stat().st_size, checksum)


def _fill(archive: zipfile.ZipFile, package: Package, at: datetime) -> list[Entry]:
    """Write everything, and return what was written; the inventory and the sums last."""
    dossier = Dossier.objects.of(package.situation)
    entries: list[Entry] = []

    def write(name: str, about: str, data: bytes) -> Entry:
        archive.writestr(zipfile.ZipInfo(name, (*localdate(at).timetuple()[:3], 0, 0, 0)), data)
        entry = Entry(name, about, len(data), vault.checksum_of(data))
        entries.append(entry)
        return entry

    readme = README.format(
        mark=EXERCISE if package.situation.is_exercise else "",
        number=package.situation_id,
        day=f"{localdate(at):%d-%m-%Y}",
        appraisal=dossier.get_appraisal_display(),
    )
    write("LEESMIJ.txt", "Wat er in dit bestand zit", readme.encode())
    sheets = sheets_of(package.situation)
    files: dict[str, list[mdto.Reference]] = defaultdict(list)
    for paper in papers_of(sheets, at=at):
        entry = write(paper.name, paper.about, paper.data)
        files[paper.of].append(mdto.Reference(paper.name, paper.name))
        write(f"{METADATA}/{paper.name}.xml", "MDTO", _of_file(paper, entry, at))
    for name, thing in describe(dossier, sheets, files, at=at):
        write(f"{METADATA}/{name}.xml", "MDTO", mdto.xml_of_thing(thing))
    write("inventaris.csv", "Elk bestand", inventory_of(entries))
    write("SHA256SUMS", "Controlegetallen", sums_of(entries))
    return entries


def _of_file(paper: Paper, entry: Entry, at: datetime) -> bytes:
    return mdto.xml_of_file(
        mdto.File(
            identifier=paper.name,
            name=paper.name.rpartition("/")[2],
            size=entry.size,
            sha256=entry.sha256,
            counted_at=at,
            of=mdto.Reference(paper.of, paper.of),
            is_pdf_a=paper.is_pdf_a,
        )
    )


def inventory_of(entries: Sequence[Entry]) -> bytes:
    """Return the list of these files for a spreadsheet."""
    heading = ("bestand", "wat", "omvang in bytes", "sha256")
    rows = ((e.name, e.about, e.size, e.sha256) for e in entries)
    return "".join(lines(heading, rows)).encode()


def sums_of(entries: Sequence[Entry]) -> bytes:
    """Return what sha256sum checks."""
    return "".join(f"{entry.sha256}  {entry.name}\n" for entry in entries).encode()
