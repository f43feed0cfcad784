"""Files that people send in: checked, scanned, kept byte for byte, and cleaned for the public.

What is refused leaves nothing behind, and the message says what to do (robustness 35).
"""

import hashlib
import io
import re
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar

import structlog
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from mit_waakstand import clamav, unpacking
from mit_waakstand.cleaning import (
    UploadRefusedError,
    check_that_it_is_nothing_else,
    fit_for_the_public,
    refuse,
)

log = structlog.get_logger()

MOST_BYTES = 20_000_000


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
        refuse("Dit is geen pdf-bestand, ook al heet het zo. Maak er opnieuw een pdf van.")
    check_that_it_is_nothing_else(original)
    try:
        unpacking.check(original)
    except unpacking.TooLargeError:
        refuse("Deze pdf wordt bij het openen veel te groot. Maak hem opnieuw, of kleiner.")
    return Upload(safe_name(file.name or ""), original, fit_for_the_public(original))


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
            refuse(self.WRONG_ENDING)
        if (file.size or 0) > MOST_BYTES:
            refuse("Dit bestand is te groot. Het mag hoogstens 20 MB zijn.")
        if settings.CLAMAV:
            self._scan(file)

    def _scan(self, file: UploadedFile) -> None:
        """Let the scanner read the file first; without its word nothing passes."""
        try:
            finding = clamav.scan(file.chunks())
        except clamav.SilentError as silence:
            log.error("scanner_silent", why=str(silence))  # noqa: TRY400  (no trace of ours)
            self._note(file, "")
            refuse(
                "De virusscanner antwoordt nu niet. Daarom is dit bestand niet aangenomen. "
                "Probeer het over een paar minuten opnieuw. De beheerder krijgt bericht."
            )
        file.seek(0)
        if finding:
            self._note(file, finding)
            refuse(
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
