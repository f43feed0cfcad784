"""The archive: a tar with the database, the files, and at the end a list of all of it. No Django.

Every entry of the list has a SHA-256. The list stands last because it is known last; an archive
without it was cut off and is refused. The tar is read and written as a stream, in one direction,
so that it can be sealed on its way and needs no room beside itself.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, Self

from mit_waakstand.backups.errors import BackupError

FORMAT: Final = 1
DATABASE: Final = "database.dump"  # the custom format of pg_dump
CONTENTS: Final = "inhoud.json"
PRIVATE: Final = "besloten"
PUBLIC: Final = "openbaar"
CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One file in the archive: its name there, its size in bytes, and its SHA-256 (hex)."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Facts:
    """What the database said of itself, in the same moment that was dumped.

    ``made_at`` is ISO 8601 in UTC; ``trail`` and ``register`` are the newest heads of the two
    chains; ``counts`` has the number of rows of every table that was dumped with its rows, and
    ``migrations`` names the changes that its tables had seen.
    """

    made_at: str
    trail: str
    register: str
    counts: Mapping[str, int]
    migrations: Sequence[str] = ()

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Facts":
        """Return the facts of a list; raises BackupError for a list of another format."""
        if told.get("formaat") != FORMAT:
            message = f"Deze reservekopie heeft formaat {told.get('formaat')}, niet {FORMAT}."
            raise BackupError(message)
        return cls(**told["feiten"])


class Writer:
    """Writes an archive, entry by entry, in a ``with`` block; ``finish`` makes it whole."""

    def __init__(self, out: IO[bytes]) -> None:
        """Write to ``out``, which need not be able to seek."""
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self._entries: list[Entry] = []

    def __enter__(self) -> Self:
        """Return the writer itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let go of the tar; what was not finished is worth nothing, so nothing is said of it."""
        with suppress(OSError):
            self._tar.close()

    def add(self, name: str, path: Path) -> None:
        """Add one file under a name; raises OSError, also when the disk is full."""
        with path.open("rb") as source:
            told = self._tar.gettarinfo(arcname=name, fileobj=source)
            told.uid = told.gid = 0
            told.uname = told.gname = ""
            reading = _Hashing(source)
            self._tar.addfile(told, reading)
        self._entries.append(Entry(name, told.size, reading.hash.hexdigest()))

    def add_directory(self, name: str, root: Path, *, skip: Iterable[str] = ()) -> None:
        """Add every file below ``root``, but none whose name begins with a prefix in ``skip``.

        Links are not followed. A file that goes away meanwhile was erased, and stays away.
        """
        prefixes = tuple(skip)
        for path in sorted(root.rglob("*")):
            if path.is_symlink() or path.name.startswith(prefixes):
                continue
            try:
                if path.is_file():
                    self.add(f"{name}/{path.relative_to(root).as_posix()}", path)
            except FileNotFoundError:
                continue

    def finish(self, facts: Facts) -> int:
        """Write the list and close the tar; returns the number of files in it."""
        told = {
            "formaat": FORMAT,
            "feiten": asdict(facts),
            "bestanden": [asdict(entry) for entry in self._entries],
        }
        data = json.dumps(told, ensure_ascii=False, indent=1).encode()
        header = tarfile.TarInfo(CONTENTS)
        header.size, header.mode = len(data), 0o600
        self._tar.addfile(header, io.BytesIO(data))
        self._tar.close()
        return len(self._entries)


def unpack(source: IO[bytes], into: Path) -> Facts:
    """Write every file of an archive below ``into``, and return what the archive says of itself.

    Raises BackupError when anything is missing, altered, doubled or out of place; what was
    written so far then remains, for the caller to throw away.
    """
    found: dict[str, Entry] = {}
    told: dict[str, Any] | None = None
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for member in tar:
                if told is not None:
                    message = "Na de lijst staat nog iets in deze reservekopie."
                    raise BackupError(message)
                if member.name == CONTENTS:
                    told = _read_list(tar, member)
                else:
                    entry = _write_out(tar, member, into)
                    if found.setdefault(entry.name, entry) is not entry:
                        message = f"{entry.name} staat er twee keer in."
                        raise BackupError(message)
    except (tarfile.TarError, EOFError) as error:
        message = "Deze reservekopie is afgebroken of beschadigd."
        raise BackupError(message) from error
    if told is None:
        message = "In deze reservekopie ontbreekt de lijst: zij is niet afgemaakt."
        raise BackupError(message)
    _compare(found, told)
    return Facts.read(told)


def _write_out(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> Entry:
    """Write one file where it belongs, never outside ``into``."""
    path = PurePosixPath(member.name)
    known = member.name == DATABASE or path.parts[0] in {PRIVATE, PUBLIC}
    source = tar.extractfile(member) if member.isreg() else None
    if source is None or not known or path.is_absolute() or ".." in path.parts:
        message = f"{member.name!r} hoort niet in een reservekopie."
        raise BackupError(message)
    target = into / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    reading = _Hashing(source)
    with target.open("xb") as out:
        os.fchmod(out.fileno(), member.mode & 0o755)
        while chunk := reading.read(CHUNK):
            out.write(chunk)
    return Entry(member.name, member.size, reading.hash.hexdigest())


def _read_list(tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    source = tar.extractfile(member)
    try:
        return dict(json.loads(source.read() if source else b""))
    except ValueError as error:
        message = "De lijst in deze reservekopie is niet te lezen."
        raise BackupError(message) from error


def _compare(found: dict[str, Entry], told: Mapping[str, Any]) -> None:
    wanted = {entry["name"]: Entry(**entry) for entry in told.get("bestanden", ())}
    wrong = sorted(name for name in found | wanted if found.get(name) != wanted.get(name))
    if wrong:
        message = f"Deze reservekopie klopt niet met haar eigen lijst: {', '.join(wrong[:5])}"
        raise BackupError(message)


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.hash.update(data)
        return data
