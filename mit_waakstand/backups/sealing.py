"""Sealing an archive for whoever holds the private key (age); this machine needs only the public.

Both directions are a stream: what is written or read passes through a pipe, and another thread
does the sealing at its other end. Nothing unsealed is written beside the archive.
"""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Final

import pyrage

from mit_waakstand.backups.errors import BackupError

SUFFIX: Final = ".age"
CHUNK: Final = 1 << 16


def recipients(keys: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """Return the public keys; raises BackupError for a text that is not one."""
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        message = "MIT_BACKUP_KEYS: dit is geen openbare sleutel van age (age1…)."
        raise BackupError(message) from error


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """Return the private keys in a file that ``age-keygen`` made; raises BackupError."""
    try:
        lines = path.read_text(encoding="ascii").split()
        return [pyrage.x25519.Identity.from_str(one) for one in lines if one.startswith("AGE-")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        message = f"In {path} staat geen geheime sleutel van age (AGE-SECRET-KEY-…)."
        raise BackupError(message) from error


@contextmanager
def sealed(out: IO[bytes], keys: Sequence[str]) -> Generator[IO[bytes], None, None]:
    """Give a file to write to; what is written arrives in ``out``, sealed for these public keys.

    Without keys that is ``out`` itself. Raises BackupError, also when ``out`` cannot be written.
    """
    if not keys:
        yield out
        return
    known = recipients(keys)
    with _pipe() as (reading, writing):
        yield from _with_other_end(writing, reading, lambda: _seal(reading, out, known))


@contextmanager
def opened(source: IO[bytes], identity: Path | None) -> Generator[IO[bytes], None, None]:
    """Give a file to read from: what was sealed in ``source``, with the private keys of a file.

    Without a file of keys that is ``source`` itself. Raises BackupError when none of them fits, or
    when what was sealed is damaged.
    """
    if identity is None:
        yield source
        return
    known = identities(identity)
    with _pipe() as (reading, writing):
        yield from _with_other_end(reading, writing, lambda: _open(source, writing, known))


def _seal(reading: IO[bytes], out: IO[bytes], known: Sequence[pyrage.x25519.Recipient]) -> None:
    try:
        pyrage.encrypt_io(reading, out, known)
    except (pyrage.EncryptError, OSError) as error:
        message = f"De reservekopie is niet te schrijven: {error}"
        raise BackupError(message) from error


def _open(source: IO[bytes], writing: IO[bytes], known: Sequence[pyrage.x25519.Identity]) -> None:
    try:
        pyrage.decrypt_io(source, writing, known)
    except pyrage.DecryptError as error:
        message = "Deze sleutel past niet op deze reservekopie, of zij is niet versleuteld."
        raise BackupError(message) from error
    except OSError as error:
        message = "Deze reservekopie is afgebroken of beschadigd."
        raise BackupError(message) from error


@contextmanager
def _pipe() -> Generator[tuple[IO[bytes], IO[bytes]], None, None]:
    """Give both ends of a pipe, and close what is still open afterwards."""
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb") as reading, os.fdopen(write_end, "wb") as writing:
        yield reading, writing


def _with_other_end(
    ours: IO[bytes], theirs: IO[bytes], work: Callable[[], None]
) -> Generator[IO[bytes], None, None]:
    """Give our end of a pipe while another thread works at its own end, which it then closes.

    What fails there is raised rather than what followed from it here; but once we stopped first,
    what happens there follows from that.
    """
    failures: list[Exception] = []

    def work_and_close() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001  (raised below, in the thread that waits)
            failures.append(error)
        with suppress(OSError):
            theirs.close()

    thread = Thread(target=work_and_close)
    thread.start()
    try:
        yield ours
        if ours.readable():
            while ours.read(CHUNK):  # what stands behind the end of a tar
                pass
        ours.close()
    except Exception:
        if failures:
            raise failures[0] from None
        raise
    finally:
        with suppress(OSError):
            ours.close()
        thread.join()
    if failures:
        raise failures[0]
