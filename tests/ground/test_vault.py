"""Private files: kept under the checksum of their bytes, whole or absent."""

import hashlib
from pathlib import Path

import pytest
from pytest_django import Settings

from mit_waakstand import vault


def _files(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


def test_what_is_stored_is_read_back_byte_for_byte() -> None:
    data = bytes(range(256))

    checksum = vault.store(data)

    assert checksum == hashlib.sha256(data).hexdigest()
    assert vault.read(checksum) == data


def test_the_same_bytes_are_stored_once(settings: Settings) -> None:
    checksum = vault.store(b"brief")

    again = vault.store(b"brief")

    assert again == checksum
    assert _files(settings) == [vault.path_of(checksum)]


def test_a_file_that_was_altered_on_disk_is_not_given_out() -> None:
    checksum = vault.store(b"brief")
    vault.path_of(checksum).write_bytes(b"andere brief")

    with pytest.raises(vault.DamagedFileError):
        vault.read(checksum)


def test_a_file_that_was_never_stored_is_not_found() -> None:
    checksum = hashlib.sha256(b"nooit").hexdigest()

    with pytest.raises(FileNotFoundError):
        vault.read(checksum)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_checksum_is_an_address(name: str) -> None:
    with pytest.raises(ValueError, match="is not a SHA-256"):
        vault.read(name)


def test_a_write_that_fails_leaves_nothing_behind(settings: Settings) -> None:
    checksum = hashlib.sha256(b"brief").hexdigest()
    in_the_way = vault.path_of(checksum)
    in_the_way.mkdir(parents=True)
    (in_the_way / "iets").write_bytes(b"")
    whole_directory = in_the_way.parent

    with pytest.raises(OSError, match="directory"):
        vault._write(in_the_way, b"brief")  # noqa: SLF001  (the moment of renaming)

    assert list(whole_directory.iterdir()) == [in_the_way]
    assert len(_files(settings)) == 1


def test_private_files_stand_outside_the_public_root(settings: Settings) -> None:
    checksum = vault.store(b"brief")

    path = vault.path_of(checksum)

    assert not path.is_relative_to(settings.PUBLIC_ROOT)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
