"""The private files: kept under the SHA-256 of their bytes, never changed, never public.

A record keeps the checksum; whoever may see the record may see the file. Nothing in here is
served from a public root (robustness 4).
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from mit_waakstand.headers import SANDBOXED

Written = TypeVar("Written")
CHECKSUM = re.compile(r"[0-9a-f]{64}")
PDF = "application/pdf"
# Where nginx has the vault: an address that only an answer of ours leads to, never a visitor.
INSIDE = "/-kluis/"
# The group reads along: in production that is nginx. Nobody else, and nobody writes but we.
DIRECTORY, FILE = 0o750, 0o640


class DamagedFileError(Exception):
    """The bytes on disk are not the bytes that were stored."""


def store(data: bytes) -> str:
    """Return the SHA-256 (hex) under which the bytes are now safely on disk.

    The file is complete or absent, also after a power cut: temporary file, fsync, rename.
    """
    checksum = checksum_of(data)
    target = path_of(checksum)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=DIRECTORY)
        _write(target, data)
    return checksum


def store_written(write: Callable[[BinaryIO], Written]) -> tuple[str, Written]:
    """Return the SHA-256 of what ``write`` wrote, kept as ``store`` does, and what it returned.

    For a file that is too large to hold in memory. When writing fails nothing stays behind.
    """
    root = Path(settings.PRIVATE_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=DIRECTORY)
    handle, temporary = tempfile.mkstemp(dir=root, prefix=".new-")
    try:
        with os.fdopen(handle, "w+b") as file:
            written = write(file)
            _finish(file)
            file.seek(0)
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        target = path_of(checksum)
        target.parent.mkdir(parents=True, exist_ok=True, mode=DIRECTORY)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_directory(target.parent)
    return checksum, written


def clear_away(checksum: str) -> None:
    """Delete a file that was only kept for a while; what a record rests on is never deleted."""
    path_of(checksum).unlink(missing_ok=True)


def checksum_of(data: bytes) -> str:
    """Return the SHA-256 (hex) under which these bytes are, or would be, stored."""
    return hashlib.sha256(data).hexdigest()


def read(checksum: str) -> bytes:
    """Return the bytes; raises FileNotFoundError, or DamagedFileError when they were altered."""
    data = path_of(checksum).read_bytes()
    if checksum_of(data) != checksum:
        raise DamagedFileError(checksum)
    return data


def check(checksum: str) -> Path:
    """Return where a file stands whose bytes are still those that were stored.

    It is read in parts. Raises FileNotFoundError, or DamagedFileError when it was altered.
    """
    path = path_of(checksum)
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != checksum:
            raise DamagedFileError(checksum)
    return path


def path_of(checksum: str) -> Path:
    """Return where a file stands; raises ValueError for anything that is not a checksum."""
    if not CHECKSUM.fullmatch(checksum):
        message = f"{checksum!r} is not a SHA-256"
        raise ValueError(message)
    return Path(settings.PRIVATE_ROOT) / checksum[:2] / checksum


def _write(target: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            _finish(file)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_directory(target.parent)


def _finish(file: BinaryIO) -> None:
    file.flush()
    os.fchmod(file.fileno(), FILE)
    os.fsync(file.fileno())


def sync_directory(directory: Path) -> None:
    """Return once the names in a directory are safely on disk, such as that of a new file."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def pdf_answer(checksum: str, name: str) -> HttpResponseBase:
    """Return a PDF of the vault under this name, to be shown; raises as ``check``."""
    return answer_with(checksum, name, content_type=PDF)


def answer_with(
    checksum: str, name: str, *, content_type: str, as_attachment: bool = False
) -> HttpResponseBase:
    """Return a file of the vault under this name: as it is kept, and unable to do anything.

    The caller has asked whether this person may see it. Where nginx stands in front (MIT_X_ACCEL)
    it sends the bytes; without it they stream from here. Raises as ``check``.
    """
    path = check(checksum)
    answer: HttpResponseBase
    if settings.X_ACCEL:
        answer = HttpResponse(content_type=content_type)
        answer["X-Accel-Redirect"] = f"{INSIDE}{path.relative_to(settings.PRIVATE_ROOT)}"
    else:
        answer = FileResponse(path.open("rb"), content_type=content_type)
    shown_as = content_disposition_header(as_attachment=as_attachment, filename=name)
    answer["Content-Disposition"] = shown_as or "inline"
    answer["Content-Security-Policy"] = SANDBOXED
    return answer
