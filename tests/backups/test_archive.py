"""The archive itself: whole and true, or refused."""

import io
import tarfile
from pathlib import Path

import pyrage
import pytest
from backups.archives import FACTS, an_archive, with_member, without

from mit_waakstand.backups.archive import CONTENTS, Facts, unpack
from mit_waakstand.backups.errors import BackupError
from mit_waakstand.backups.sealing import identities, opened, recipients, sealed


@pytest.fixture
def archive(tmp_path: Path) -> bytes:
    (tmp_path / "bron").mkdir()
    return an_archive(tmp_path / "bron")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "uit").mkdir()
    return tmp_path / "uit"


def test_what_is_unpacked_is_what_was_put_in(archive: bytes, room: Path) -> None:
    facts = unpack(io.BytesIO(archive), room)

    assert Facts(**{**facts.__dict__, "migrations": tuple(facts.migrations)}) == FACTS
    assert (room / "besloten/ab/abc").read_bytes() == b"prive/ab/abc" * 900
    assert (room / "openbaar/index.html").read_bytes() == b"web/index.html" * 900
    assert (room / "database.dump").stat().st_size == 40_005


def test_one_changed_byte_anywhere_in_a_file_is_found(archive: bytes, room: Path) -> None:
    changed = bytearray(archive)
    changed[20_000] ^= 1

    with pytest.raises(BackupError, match=r"klopt niet met haar eigen lijst: database\.dump"):
        unpack(io.BytesIO(bytes(changed)), room)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.96])
def test_an_archive_that_was_cut_off_is_refused(archive: bytes, room: Path, share: float) -> None:
    cut = archive[: int(len(archive) * share)]

    with pytest.raises(BackupError, match=r"afgebroken|niet afgemaakt|niet te lezen"):
        unpack(io.BytesIO(cut), room)


def test_an_archive_without_a_file_of_its_list_is_refused(archive: bytes, room: Path) -> None:
    with pytest.raises(BackupError, match="besloten/ab/abc"):
        unpack(io.BytesIO(without(archive, "besloten/ab/abc")), room)


def test_an_archive_without_a_list_is_refused(archive: bytes, room: Path) -> None:
    with pytest.raises(BackupError, match="niet afgemaakt"):
        unpack(io.BytesIO(without(archive, CONTENTS)), room)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("/etc/cron.d/x", tarfile.REGTYPE),
        ("besloten/../../x", tarfile.REGTYPE),
        ("elders/x", tarfile.REGTYPE),
        ("besloten/x", tarfile.SYMTYPE),
        ("besloten/x", tarfile.LNKTYPE),
        ("besloten/x", tarfile.CHRTYPE),
        ("openbaar", tarfile.DIRTYPE),
    ],
)
def test_nothing_is_written_where_it_does_not_belong(
    archive: bytes, room: Path, name: str, kind: bytes
) -> None:
    with pytest.raises(BackupError, match="hoort niet in een reservekopie"):
        unpack(io.BytesIO(with_member(archive, name, kind=kind)), room)

    assert list(room.parent.rglob("x")) == []


def test_a_file_that_is_added_to_an_archive_is_not_on_its_list(archive: bytes, room: Path) -> None:
    with pytest.raises(BackupError, match="klopt niet met haar eigen lijst: besloten/ab/def"):
        unpack(io.BytesIO(with_member(archive, "besloten/ab/def")), room)


@pytest.fixture
def key(tmp_path: Path) -> tuple[str, Path]:
    """Return a public key, and the file with its private one, as age-keygen writes it."""
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "sleutel"
    file.write_text(f"# public key: {identity.to_public()}\n{identity}\n", encoding="ascii")
    return str(identity.to_public()), file


def seal(data: bytes, key: str) -> bytes:
    out = io.BytesIO()
    with sealed(out, [key]) as writing:
        writing.write(data)
    return out.getvalue()


def test_a_sealed_archive_opens_with_the_private_key_only(
    archive: bytes, room: Path, key: tuple[str, Path], tmp_path: Path
) -> None:
    public, private = key
    other = tmp_path / "andere"
    other.write_text(str(pyrage.x25519.Identity.generate()), encoding="ascii")

    closed = seal(archive, public)

    assert b"PGDMP" not in closed
    with opened(io.BytesIO(closed), private) as reading:
        assert unpack(reading, room).trail == FACTS.trail
    with (
        pytest.raises(BackupError, match="past niet"),
        opened(io.BytesIO(closed), other) as reading,
    ):
        unpack(reading, tmp_path / "niets")


def test_a_sealed_archive_that_was_changed_is_refused(
    archive: bytes, room: Path, key: tuple[str, Path]
) -> None:
    closed = bytearray(seal(archive, key[0]))
    closed[-20_000] ^= 1

    with (
        pytest.raises(BackupError, match="afgebroken of beschadigd"),
        opened(io.BytesIO(bytes(closed)), key[1]) as reading,
    ):
        unpack(reading, room)


def test_a_refused_archive_says_why_although_it_was_sealed(
    archive: bytes, room: Path, key: tuple[str, Path]
) -> None:
    closed = seal(with_member(archive, "elders/x") + b"\0" * 3_000_000, key[0])

    with (
        pytest.raises(BackupError, match="hoort niet in een reservekopie"),
        opened(io.BytesIO(closed), key[1]) as reading,
    ):
        unpack(reading, room)


def test_a_full_disk_is_said_by_what_seals(key: tuple[str, Path]) -> None:
    with (
        pytest.raises(BackupError, match="No space left"),
        Path("/dev/full").open("wb", buffering=0) as full,
        sealed(full, [key[0]]) as writing,
    ):
        writing.write(b"x" * 5_000_000)


def test_a_text_that_is_no_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sleutel"
    file.write_text("AGE-SECRET-KEY-1ONZIN", encoding="ascii")

    with pytest.raises(BackupError, match="geen openbare sleutel"):
        recipients(["age1onzin"])
    with pytest.raises(BackupError, match="geen geheime sleutel"):
        identities(file)
