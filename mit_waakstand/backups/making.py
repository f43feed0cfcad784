"""Making an archive, while everybody works on: one moment of the database, then the files.

Files that a row names are on disk before that row is, and never change. So what is copied after
the dump holds every file that the dump knows; what came in between is there too, and does no harm.
"""

import os
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.db import connection, transaction

from mit_waakstand import vault
from mit_waakstand.backups import contents, postgres
from mit_waakstand.backups.archive import DATABASE, PRIVATE, PUBLIC, Facts, Writer
from mit_waakstand.backups.errors import BackupError
from mit_waakstand.backups.sealing import SUFFIX, sealed

UNFINISHED: Final = ".new-"  # so begin the names of files that nobody has finished writing
PATTERN: Final = "mit-waakstand-*.tar*"


@dataclass(frozen=True)
class Made:
    """A finished archive: where it is, its size in bytes, and how many files it holds."""

    path: Path
    size: int
    files: int
    facts: Facts


def make(directory: Path, *, at: datetime, keys: Sequence[str]) -> Made:
    """Return the archive that now stands in ``directory``, named after ``at`` in UTC.

    It is complete or absent: an unfinished one has another name and is removed. With ``keys``
    (public keys of age) it is sealed. Raises BackupError, also when the disk is full.
    """
    _refuse_a_place_inside(directory)
    name = f"mit-waakstand-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar{SUFFIX if keys else ''}"
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _finished_or_absent(directory / name) as out:
            with sealed(out, keys) as unsealed, Writer(unsealed) as writer:
                files, facts = _write(writer, at=at)
            size = out.tell()
    except OSError as error:
        message = f"De reservekopie is niet gemaakt: {error.strerror} ({error.filename or name})."
        raise BackupError(message) from error
    return Made(directory / name, size, files, facts)


def forget_older_than(days: int, directory: Path, *, at: datetime) -> int:
    """Delete archives in ``directory`` that are older; returns how many. The newest one stays."""
    oldest = (at - timedelta(days=days)).timestamp()
    archives = sorted(directory.glob(PATTERN), key=lambda path: path.stat().st_mtime)
    too_old = [path for path in archives[:-1] if path.stat().st_mtime < oldest]
    for path in too_old:
        path.unlink()
    return len(too_old)


@contextmanager
def workroom() -> Generator[Path, None, None]:
    """Give a directory beside the private files, where no backup looks; it is thrown away."""
    private = Path(settings.PRIVATE_ROOT)
    private.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=private, prefix=UNFINISHED) as name:
        yield Path(name)


def _write(writer: Writer, *, at: datetime) -> tuple[int, Facts]:
    """Write everything into the archive; returns the number of files, and the facts."""
    with workroom() as room:
        dumped = room / DATABASE
        facts = _dump(dumped, at=at)
        writer.add(DATABASE, dumped)
    writer.add_directory(PRIVATE, Path(settings.PRIVATE_ROOT), skip=[UNFINISHED])
    writer.add_directory(PUBLIC, Path(settings.PUBLIC_ROOT), skip=[UNFINISHED])
    return writer.finish(facts), facts


def _dump(target: Path, *, at: datetime) -> Facts:
    """Dump one moment of the database, and return what it says of itself in that moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        postgres.dump(target, snapshot=cursor.fetchone()[0])
        return contents.facts(at=at)


@contextmanager
def _finished_or_absent(target: Path) -> Generator[IO[bytes], None, None]:
    """Give a file that has its name only once all of it is safely on disk."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    vault.sync_directory(target.parent)


def _refuse_a_place_inside(directory: Path) -> None:
    for root in (settings.PRIVATE_ROOT, settings.PUBLIC_ROOT):
        if directory.resolve().is_relative_to(Path(root).resolve()):
            message = f"Een reservekopie kan niet in {root} staan: kies een map daarbuiten."
            raise BackupError(message)
