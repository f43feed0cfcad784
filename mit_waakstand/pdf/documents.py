"""What is said about a PDF besides its text, and the XML file that says so inside it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from xml.etree import ElementTree as ET

AUTHOR: Final = "MIT in waakstand"
NAMESPACE: Final = "urn:mit-in-waakstand:metadata:1"

Relationship = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]


class PdfError(Exception):
    """The PDF cannot be made; the message says why in Dutch, for the person who can help."""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file inside the PDF; ``relationship`` is its AFRelationship (ISO 19005-3, annex E)."""

    name: str
    description: str
    data: bytes
    relationship: Relationship = "Supplement"


@dataclass(frozen=True, kw_only=True)
class Document:
    """One PDF as an archive knows it.

    ``identifier`` names this very document ("miw-2026-01-signaal"), ``reference`` the case
    ("MIW-2026-01"). ``created_at`` is aware and is told, never read from the clock. ``text`` is
    the text as it was adopted; its SHA-256 stands in the metadata. No field holds a login or path.
    """

    identifier: str
    reference: str
    title: str
    subject: str
    text: str
    created_at: datetime
    language: str = "nl"
    author: str = AUTHOR
    attachments: tuple[Attachment, ...] = ()
    demo: bool = False
    exercise: bool = False

    def __post_init__(self) -> None:
        """Refuse a moment without time zone: it would be another moment on another machine."""
        if self.created_at.tzinfo is None:
            message = "created_at must be an aware datetime"
            raise ValueError(message)

    @property
    def mark(self) -> str:
        """Return the words that stand on every page of what is not real, or nothing."""
        marks = ["OEFENING"] if self.exercise else []
        marks += ["Demonstratie met fictieve gegevens"] if self.demo else []
        return " · ".join(marks)


def metadata_of(document: Document) -> Attachment:
    """Return the XML that tells a machine what the PDF is, who made it, when, and of which text."""
    root = ET.Element("document", {"xmlns": NAMESPACE})
    facts = {
        "identificatie": document.identifier,
        "titel": document.title,
        "kenmerk": document.reference,
        "datum": document.created_at.isoformat(timespec="seconds"),
        "opsteller": document.author,
        "taal": document.language,
        "sha256VanTekst": hashlib.sha256(document.text.encode()).hexdigest(),
    }
    for name, value in facts.items():
        ET.SubElement(root, name).text = value
    if document.mark:
        ET.SubElement(root, "aanduiding").text = document.mark
    ET.indent(root)
    return Attachment(
        name="metadata.xml",
        description="Metagegevens van dit document",
        data=ET.tostring(root, encoding="utf-8", xml_declaration=True),
        relationship="Data",
    )
