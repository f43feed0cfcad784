"""Files that people send in: checked, scanned, kept byte for byte, and cleaned for the public.

What is refused leaves nothing behind, and the message says what to do (robustness 35).
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar, NoReturn

import pikepdf
import structlog
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from mit_waakstand import clamav, unpacking

log = structlog.get_logger()

MOST_BYTES = 20_000_000
# Names of the whole document: scripts, attachments and forms hang from them.
OF_THE_DOCUMENT = ("/Names", "/JavaScript", "/AcroForm", "/Collection")
# Wherever it stands: scripts, attachments, who made it with what, and small old pictures.
HIDDEN = {
    *("/OpenAction", "/AA", "/PA", "/JS", "/AF", "/EF"),
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb"),
}
SAFE_ACTIONS = ("/URI", "/GoTo")


class UploadRefusedError(Exception):
    """The file cannot be taken; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Upload:
    """A checked file: its name for people, the bytes as sent, and a copy fit for the public."""

    name: str
    original: bytes
    cleaned: bytes


@dataclass(frozen=True)
class Held:
    """A file that the scanner did not let pass: at which field, and what it is, not its bytes.

    Without a ``finding`` the scanner did not answer.
    """

    field: str
    finding: str
    checksum: str
    size: int


_held: ContextVar[list[Held] | None] = ContextVar("held", default=None)


@contextmanager
def noting_held() -> Generator[list[Held], None, None]:
    """Yield the list to which every file is added that the scanner does not let pass meanwhile."""
    noted: list[Held] = []
    token = _held.set(noted)
    try:
        yield noted
    finally:
        _held.reset(token)


def read_pdf(file: UploadedFile) -> Upload:
    """Return the checked upload; raises UploadRefusedError with the reason."""
    original = file.read()
    if not original.startswith(b"%PDF-"):
        _refuse("Dit is geen pdf-bestand, ook al heet het zo. Maak er opnieuw een pdf van.")
    _check_that_it_is_nothing_else(original)
    try:
        unpacking.check(original)
    except unpacking.TooLargeError:
        _refuse("Deze pdf wordt bij het openen veel te groot. Maak hem opnieuw, of kleiner.")
    return Upload(safe_name(file.name or ""), original, clean_copy(original))


class CappedUpload(TemporaryFileUploadHandler):
    """Takes a file as it streams in; of one that is too large nothing is kept.

    The rest is read and thrown away, so that the browser gets the page that says why; a body that
    no form of ours can be is not read at all (``middleware.BodyLimit``).
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start counting."""
        super().new_file(*args, **kwargs)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the bytes until there are too many; then throw away what was kept."""
        self._received += len(raw_data)
        if self._received <= MOST_BYTES:
            super().receive_data_chunk(raw_data, start)
        else:
            self.file.close()  # which deletes it
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Return the file; one that was too large is empty and knows how large it was."""
        if self._received <= MOST_BYTES:
            return super().file_complete(file_size)
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, self._received)


class CheckedFileField(forms.FileField):
    """A file in a form: of the kind that is asked for, and let through by the virus scanner.

    Every file that people send in comes through such a field; a test holds that. ``read`` makes
    of it what the form gives.
    """

    ENDINGS: ClassVar[tuple[str, ...]] = ()
    WRONG_ENDING: ClassVar[str] = ""
    default_error_messages: ClassVar = {"empty": "Dit bestand is leeg. Kies een ander bestand."}

    def clean(self, data: UploadedFile | None, initial: object = None) -> Any:
        """Return what was read; ValidationError says at the field why it cannot be taken."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            self._check(file)
            return self.read(file)
        except UploadRefusedError as refusal:
            log.warning("upload_refused", why=str(refusal))
            raise forms.ValidationError(str(refusal)) from refusal

    def read(self, file: UploadedFile) -> Any:
        """Return what the file holds; raises UploadRefusedError or ValidationError."""
        return file

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser offer files of this kind first."""
        return {**super().widget_attrs(widget), "accept": ",".join(self.ENDINGS)}

    def _check(self, file: UploadedFile) -> None:
        if not safe_name(file.name or "").lower().endswith(self.ENDINGS):
            _refuse(self.WRONG_ENDING)
        if (file.size or 0) > MOST_BYTES:
            _refuse("Dit bestand is te groot. Het mag hoogstens 20 MB zijn.")
        if settings.CLAMAV:
            self._scan(file)

    def _scan(self, file: UploadedFile) -> None:
        """Let the scanner read the file first; without its word nothing passes."""
        try:
            finding = clamav.scan(file.chunks())
        except clamav.SilentError as silence:
            log.error("scanner_silent", why=str(silence))  # noqa: TRY400  (no trace of ours)
            self._note(file, "")
            _refuse(
                "De virusscanner antwoordt nu niet. Daarom is dit bestand niet aangenomen. "
                "Probeer het over een paar minuten opnieuw. De beheerder krijgt bericht."
            )
        file.seek(0)
        if finding:
            self._note(file, finding)
            _refuse(
                "De virusscanner houdt dit bestand tegen. Het is niet bewaard. Stuur een ander "
                "bestand, en laat uw computer nakijken. De beheerder krijgt bericht."
            )

    def _note(self, file: UploadedFile, finding: str) -> None:
        noted = _held.get()
        if noted is not None:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            held = Held(str(self.label), finding, digest.hexdigest(), file.size or 0)
            noted.append(held)


class PdfField(CheckedFileField):
    """A PDF in a form: gives the checked upload, or None when nothing was chosen."""

    ENDINGS = (".pdf",)
    WRONG_ENDING = "Kies een pdf-bestand (de naam eindigt op .pdf)."

    def read(self, file: UploadedFile) -> Upload:
        """Return the checked upload; raises UploadRefusedError with the reason."""
        return read_pdf(file)


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
    for name in OF_THE_DOCUMENT:
        if name in document.Root:
            del document.Root[name]
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for page in document.pages:
        notes = page.obj.get("/Annots", ())
        if isinstance(notes, pikepdf.Array):
            page.obj.Annots = pikepdf.Array([note for note in notes if _is_plain_link(note)])
    for thing in document.objects:
        _clean(thing)
    document.remove_unreferenced_resources()


def _check_that_it_is_nothing_else(original: bytes) -> None:
    """Refuse a polyglot: a file that is a PDF to one program and something else to another."""
    _, end, rest = original.rpartition(b"%%EOF")
    if zipfile.is_zipfile(io.BytesIO(original)) or (end and rest.strip(b"\0 \t\r\n")):
        _refuse("Deze pdf bevat nog een ander bestand. Maak er opnieuw een pdf van.")


def _is_plain_link(annotation: pikepdf.Object) -> bool:
    """Return whether it is a link: comments, forms and embedded files do not go public."""
    is_dictionary = isinstance(annotation, pikepdf.Dictionary)
    return is_dictionary and annotation.get("/Subtype") == "/Link"


def _clean(thing: pikepdf.Object) -> None:
    """Take what is hidden out of an object, and out of all that stands directly in it."""
    waiting = [thing]
    while waiting:
        current = waiting.pop()
        if isinstance(current, (pikepdf.Dictionary, pikepdf.Stream)):
            for name in HIDDEN.intersection(current.keys()):
                del current[name]
            _disarm(current)
            parts = [current[name] for name in current.keys()]  # noqa: SIM118  (no plain dict)
        elif isinstance(current, pikepdf.Array):
            parts = list(current)
        else:
            continue
        waiting += [p for p in parts if isinstance(p, pikepdf.Object) and not p.is_indirect]


def _disarm(holder: pikepdf.Object) -> None:
    """Leave an action only when it opens an address or turns to a page, and nothing after it."""
    action = holder.get("/A")
    if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
        return
    if action.S not in SAFE_ACTIONS:
        del holder["/A"]
    elif "/Next" in action:
        del action["/Next"]


def _refuse(message: str) -> NoReturn:
    raise UploadRefusedError(message)
