"""MDTO 1.0.1 of the Nationaal Archief: what an archive has to know of a dossier and its files.

The order of elements is that of the schema. Lists of terms are named, as the standard asks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from xml.etree import ElementTree as ET

NAMESPACE: Final = "https://www.nationaalarchief.nl/mdto"
SOURCE: Final = "MIT in waakstand"
MAKER: Final = "Sociaal en Cultureel Planbureau, MIT in waakstand"
# Formats by the end of the name, with their number in PRONOM where the end of the name tells it.
FORMATS: Final = {
    "pdf": ("Portable Document Format", ""),
    "csv": ("Comma Separated Values", "x-fmt/18"),
    "json": ("JSON Data Interchange Format", "fmt/817"),
    "txt": ("Plain Text File", "x-fmt/111"),
    "yaml": ("YAML", "fmt/818"),
}
PDF_A: Final = ("Acrobat PDF/A - Portable Document Format, 3a", "fmt/479")


@dataclass(frozen=True)
class Reference:
    """Another thing: its name and identifier."""

    name: str
    identifier: str


@dataclass(frozen=True)
class Happened:
    """An event of the list of MDTO, with its moment."""

    kind: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Thing:
    """An informatieobject: the dossier, or one record in it."""

    identifier: str
    name: str
    level: str
    about: str
    covers: tuple[date, date | None] | None = None
    events: Sequence[Happened] = ()
    appraisal: tuple[str, str]  # code and label
    kept_years: int | None = None
    category: str = ""
    part_of: Reference | None = None
    parts: Sequence[Reference] = ()
    files: Sequence[Reference] = ()


@dataclass(frozen=True, kw_only=True)
class File:
    """A bestand: one file of a thing."""

    identifier: str
    name: str
    size: int
    sha256: str
    counted_at: datetime
    of: Reference
    is_pdf_a: bool = False


def xml_of_thing(thing: Thing) -> bytes:
    """Return the metadata of the dossier or of one record in it."""
    root = ET.Element("MDTO", {"xmlns": NAMESPACE})
    node = _object(root, "informatieobject", thing.identifier, thing.name)
    _term(node, "aggregatieniveau", thing.level, "MDTO begrippenlijst aggregatieniveau")
    ET.SubElement(node, "omschrijving").text = thing.about
    if thing.covers:
        _covered(node, *thing.covers)
    ET.SubElement(node, "taal").text = "nl"
    for event in thing.events:
        _event(node, event)
    code, label = thing.appraisal
    _term(node, "waardering", label, "MDTO begrippenlijst waardering", code=code)
    if thing.kept_years:
        term = ET.SubElement(node, "bewaartermijn")
        ET.SubElement(term, "termijnLooptijd").text = f"P{thing.kept_years}Y"
    if thing.category:
        _term(node, "informatiecategorie", thing.category, "Selectielijst")
    if thing.part_of:
        _reference(node, "isOnderdeelVan", thing.part_of)
    _references(node, "bevatOnderdeel", thing.parts)
    _references(node, "heeftRepresentatie", thing.files)
    _name(ET.SubElement(node, "archiefvormer"), MAKER)
    limit = ET.SubElement(node, "beperkingGebruik")
    kind = "Openbaarheid: nader te bepalen"
    _term(limit, "beperkingGebruikType", kind, "Beperkingen van het MIT in waakstand")
    return _written(root)


def xml_of_file(file: File) -> bytes:
    """Return the metadata of one file: its size in bytes, format and SHA-256."""
    root = ET.Element("MDTO", {"xmlns": NAMESPACE})
    node = _object(root, "bestand", file.identifier, file.name)
    ET.SubElement(node, "omvang").text = str(file.size)
    end = file.name.rpartition(".")[2].lower()
    label, code = PDF_A if file.is_pdf_a else FORMATS.get(end, (end, ""))
    _term(node, "bestandsformaat", label, "PRONOM", code=code)
    check = ET.SubElement(node, "checksum")
    _term(check, "checksumAlgoritme", "SHA-256", "MDTO begrippenlijst checksumAlgoritme")
    ET.SubElement(check, "checksumWaarde").text = file.sha256
    ET.SubElement(check, "checksumDatum").text = _moment(file.counted_at)
    _reference(node, "isRepresentatieVan", file.of)
    return _written(root)


def _object(root: ET.Element, kind: str, identifier: str, name: str) -> ET.Element:
    node = ET.SubElement(root, kind)
    _identified(ET.SubElement(node, "identificatie"), identifier)
    ET.SubElement(node, "naam").text = name
    return node


def _identified(node: ET.Element, identifier: str) -> None:
    ET.SubElement(node, "identificatieKenmerk").text = identifier
    ET.SubElement(node, "identificatieBron").text = SOURCE


def _term(node: ET.Element, name: str, label: str, terms: str, *, code: str = "") -> None:
    found = ET.SubElement(node, name)
    ET.SubElement(found, "begripLabel").text = label
    if code:
        ET.SubElement(found, "begripCode").text = code
    _name(ET.SubElement(found, "begripBegrippenlijst"), terms)


def _name(node: ET.Element, name: str) -> None:
    ET.SubElement(node, "verwijzingNaam").text = name


def _reference(node: ET.Element, name: str, to: Reference) -> None:
    found = ET.SubElement(node, name)
    _name(found, to.name)
    _identified(ET.SubElement(found, "verwijzingIdentificatie"), to.identifier)


def _references(node: ET.Element, name: str, to: Iterable[Reference]) -> None:
    for one in to:
        _reference(node, name, one)


def _covered(node: ET.Element, first: date, last: date | None) -> None:
    found = ET.SubElement(node, "dekkingInTijd")
    _term(found, "dekkingInTijdType", "Looptijd", "MDTO begrippenlijst dekkingInTijdType")
    ET.SubElement(found, "dekkingInTijdBegindatum").text = first.isoformat()
    if last:
        ET.SubElement(found, "dekkingInTijdEinddatum").text = last.isoformat()


def _event(node: ET.Element, event: Happened) -> None:
    found = ET.SubElement(node, "event")
    _term(found, "eventType", event.kind, "MDTO begrippenlijst eventType")
    ET.SubElement(found, "eventTijd").text = _moment(event.at)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
