"""Private files: kept under the checksum of their bytes, whole or absent."""

import hashlib
import re
from pathlib import Path

import pytest
from pytest_django import Settings

from mit_waakstand import vault

PROJECT = Path(__file__).parents[2]


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


def test_who_may_see_an_altered_file_does_not_get_it_either() -> None:
    checksum = vault.store(b"%PDF-brief")
    whole = vault.pdf_answer(checksum, "brief.pdf").getvalue()
    vault.path_of(checksum).write_bytes(b"%PDF-vals ")

    with pytest.raises(vault.DamagedFileError):
        vault.pdf_answer(checksum, "brief.pdf")

    assert whole == b"%PDF-brief"


def test_every_private_file_leaves_through_one_door() -> None:
    apps = ("mit_waakstand", "signals", "afwegingskader", "draaiboek", "experts", "aanspreekpunt")
    views = [path for app in apps for path in Path(PROJECT, app).rglob("*views*")]
    files = {file for path in views for file in ([path] if path.is_file() else path.rglob("*.py"))}
    texts = {file: file.read_text(encoding="utf-8") for file in files if file.suffix == ".py"}

    sent = [f for f, text in texts.items() if re.search(r"\b(pdf_answer|answer_with)\(", text)]
    beside = [f for f, text in texts.items() if re.search(r"vault\.(read|path_of|check)\b", text)]

    assert len(sent) >= 8
    assert beside == []


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
    assert path.stat().st_mode & 0o027 == 0
    assert path.parent.stat().st_mode & 0o027 == 0
