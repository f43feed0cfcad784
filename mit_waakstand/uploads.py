"""Files that people send in: checked, kept byte for byte, and cleaned for the public.

Only PDF is taken. What is refused leaves nothing behind, and the message says what to do
(robustness 35).
"""

import io
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import NoReturn

import pikepdf
from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 20_000_000
NAMES = ("/OpenAction", "/AA", "/Names", "/JavaScript", "/AcroForm", "/Metadata", "/PieceInfo")
SAFE_ACTIONS = ("/URI", "/GoTo")


class UploadRefusedError(Exception):
    """The file cannot be taken; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Upload:
    """A checked file: its name for people, the bytes as sent, and a copy fit for the public."""

    name: str
    original: bytes
    cleaned: bytes


def read_pdf(file: UploadedFile) -> Upload:
    """Return the checked upload; raises UploadRefusedError with the reason."""
    name = safe_name(file.name or "")
    if not name.lower().endswith(".pdf"):
        _refuse("Kies een pdf-bestand (de naam eindigt op .pdf).")
    if not file.size:
        _refuse("Dit bestand is leeg. Kies een ander bestand.")
    if file.size > MOST_BYTES:
        _refuse("Dit bestand is te groot. Het mag hoogstens 20 MB zijn.")
    original = file.read()
    if not original.startswith(b"%PDF-"):
        _refuse("Dit is geen pdf-bestand, ook al heet het zo. Maak er opnieuw een pdf van.")
    return Upload(name, original, clean_copy(original))


def safe_name(name: str) -> str:
    """Return the last part of a file name, with only letters, digits, dots, dashes and spaces."""
    last = PurePath(name.replace("\\", "/")).name
    return re.sub(r"[^\w.\- ]", "_", last)[-150:].strip() or "bestand.pdf"


def clean_copy(original: bytes) -> bytes:
    """Return the PDF without author, metadata, scripts, attachments, forms and actions.

    The same bytes in give the same bytes out. Raises UploadRefusedError when it cannot be read
    or is protected.
    """
    try:
        with pikepdf.open(io.BytesIO(original)) as document:
            if not document.pages:
                _refuse("Deze pdf heeft geen pagina's.")
            _strip(document)
            target = io.BytesIO()
            document.save(target, deterministic_id=True)
    except pikepdf.PasswordError:
        _refuse("Deze pdf is beveiligd met een wachtwoord. Sla hem op zonder wachtwoord.")
    except pikepdf.PdfError:
        _refuse("Deze pdf is beschadigd en niet te lezen. Maak hem opnieuw.")
    return target.getvalue()


def _strip(document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        _refuse("Deze pdf is beveiligd. Sla hem op zonder beveiliging.")
    for name in NAMES:
        if name in document.Root:
            del document.Root[name]
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for page in document.pages:
        for name in ("/AA", "/Metadata", "/PieceInfo"):
            if name in page:
                del page[name]
        if "/Annots" in page:
            page.Annots = pikepdf.Array([a for a in page.Annots if _is_harmless(a)])
    document.remove_unreferenced_resources()


def _is_harmless(annotation: pikepdf.Object) -> bool:
    """Return whether it is a plain link: comments, forms and embedded files do not go public."""
    if annotation.get("/Subtype") != "/Link" or "/AA" in annotation:
        return False
    action = annotation.get("/A")
    return action is None or action.get("/S") in SAFE_ACTIONS


def _refuse(message: str) -> NoReturn:
    raise UploadRefusedError(message)
