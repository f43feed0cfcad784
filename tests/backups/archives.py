"""Archives for tests: whole ones, and ones that somebody changed."""

import io
import tarfile
from pathlib import Path

from mit_waakstand.backups.archive import DATABASE, PRIVATE, PUBLIC, Facts, Writer

FACTS = Facts(
    made_at="2026-11-22T01:00:00+00:00",
    trail="a" * 64,
    register="b" * 64,
    counts={"signals_signal": 3},
    migrations=("signals.0001_initial",),
)


def an_archive(room: Path) -> bytes:
    """Return an archive of a database of a few bytes, a private file and a page."""
    dump = room / "dump"
    dump.write_bytes(b"PGDMP" + b"\x00" * 40_000)
    for name in ("prive/ab/abc", "web/index.html"):
        (room / name).parent.mkdir(parents=True)
        (room / name).write_bytes(name.encode() * 900)
    out = io.BytesIO()
    with Writer(out) as writer:
        writer.add(DATABASE, dump)
        writer.add_directory(PRIVATE, room / "prive")
        writer.add_directory(PUBLIC, room / "web")
        writer.finish(FACTS)
    return out.getvalue()


def with_member(archive: bytes, name: str, *, kind: bytes = tarfile.REGTYPE) -> bytes:
    """Return the archive with one more member in front."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as old,
        tarfile.open(fileobj=out, mode="w") as new,
    ):
        extra = tarfile.TarInfo(name)
        extra.type, extra.linkname, extra.size = kind, "/etc/passwd", 0
        new.addfile(extra)
        for member in old:
            new.addfile(member, old.extractfile(member))
    return out.getvalue()


def without(archive: bytes, name: str) -> bytes:
    """Return the archive without one member."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as old,
        tarfile.open(fileobj=out, mode="w") as new,
    ):
        for member in old:
            if member.name != name:
                new.addfile(member, old.extractfile(member))
    return out.getvalue()
