"""The build of style sheet, script and fonts."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from mit_waakstand.embedded import assets


@pytest.fixture(scope="module")
def built() -> Path:
    """Where the result of one real build stands."""
    assets.build()
    return assets.TARGET


def test_a_second_build_finds_nothing_to_do(built: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in built.rglob("*")}

    again = assets.build()

    assert again is False
    assert {file: file.stat().st_mtime_ns for file in built.rglob("*")} == before


def test_the_build_yields_what_pages_and_letters_ask_for(built: Path) -> None:
    fonts = ["latin-400", "latin-700", "latin-ext-400", "latin-ext-700"]

    names = sorted(str(file.relative_to(built)) for file in built.rglob("*.*") if file.is_file())

    assert names == sorted(
        [
            ".inputs.sha256",
            "beheer.css",
            "enhance.js",
            "icon.svg",
            "security_key.js",
            "signed_in.js",
            "site.css",
            *(f"fonts/fira-sans-{font}.ttf" for font in fonts),
            *(f"fonts/fira-sans-{font}-normal.woff2" for font in fonts),
        ]
    )


def test_the_style_sheet_fetches_only_our_own_fonts(built: Path) -> None:
    text = (built / "site.css").read_text(encoding="utf-8")

    fetched = {part.split(")")[0].strip("\"'") for part in text.split("url(")[1:]}

    assert fetched == {f"./fonts/{file.name}" for file in (built / "fonts").glob("*.woff2")}


def test_the_script_stays_small(built: Path) -> None:
    size = (built / "enhance.js").stat().st_size

    assert size < 2_000


def test_the_fonts_for_letters_hold_dutch_and_polish_letters(built: Path) -> None:
    latin = TTFont(built / "fonts/fira-sans-latin-400.ttf").getBestCmap()
    extended = TTFont(built / "fonts/fira-sans-latin-ext-400.ttf").getBestCmap()

    missing = [letter for letter in "ëïéŁőż€" if ord(letter) not in latin | extended]

    assert missing == []


def test_a_changed_input_gives_another_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "site.css"
    file.write_text("a{}")
    before = assets.fingerprint([file])

    file.write_text("b{}")

    assert assets.fingerprint([file]) != before


def test_a_build_that_fails_says_why_and_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], built: Path
) -> None:
    broken = tmp_path / "src"
    broken.mkdir()
    (broken / "site.css").write_text('@import "./is-er-niet.css";')
    (broken / "enhance.js").write_text("")
    monkeypatch.setattr(assets, "SOURCE", broken)
    before = (built / "site.css").read_bytes()

    code = assets.main()

    assert code == 1
    assert "is-er-niet.css" in capsys.readouterr().err
    assert (built / "site.css").read_bytes() == before


def test_files_that_are_no_longer_made_disappear(tmp_path: Path) -> None:
    fresh, target = tmp_path / "fresh", tmp_path / "target"
    (fresh / "fonts").mkdir(parents=True)
    (fresh / "fonts" / "new.ttf").write_text("new")
    target.mkdir()
    (target / "old.css").write_text("old")

    assets._move_into_place(fresh, target)  # noqa: SLF001 - the step itself is the subject

    assert [file.name for file in target.rglob("*.*")] == ["new.ttf"]


def test_main_says_that_there_was_nothing_to_do(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = assets.main()

    assert built.is_dir()
    assert (code, capsys.readouterr().out) == (0, "De opmaak is al gebouwd.\n")
