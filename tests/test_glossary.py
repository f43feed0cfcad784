"""The glossary names things as the code does, and each of them once."""

import re
from pathlib import Path

PROJECT = Path(__file__).parents[1]
SOURCES = ("mit_waakstand", "signals", "afwegingskader", "draaiboek", "experts", "aanspreekpunt")
NO_NAME = "\N{EN DASH}"


def glossary_rows() -> list[list[str]]:
    """Return the cells of every row: term, meaning, names in the code."""
    lines = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"
    ]
    return [row for row in rows if row[0] != "begrip" and set(row[0]) != {"-"}]


def words_of_the_code() -> set[str]:
    """Return every word in our Python files, and the names of files and directories."""
    files = [path for top in SOURCES for path in (PROJECT / top).rglob("*.py")]
    texts = (path.read_text(encoding="utf-8") for path in files)
    parts = {part for path in files for part in path.relative_to(PROJECT).with_suffix("").parts}
    return parts.union(*(re.findall(r"\w+", text) for text in texts))


def test_every_name_in_the_glossary_is_a_name_in_the_code() -> None:
    names = {name for row in glossary_rows() for name in re.findall(r"`([^`]+)`", row[2])}
    known = words_of_the_code()

    unknown = {name for name in names if not set(name.split(".")) <= known}

    assert len(names) > 50
    assert unknown == set()


def test_every_term_stands_in_the_glossary_once() -> None:
    terms = [row[0].lower() for row in glossary_rows()]

    twice = {term for term in terms if terms.count(term) > 1}

    assert twice == set()


def test_every_row_of_the_glossary_has_a_term_a_meaning_and_a_name_or_a_dash() -> None:
    rows = glossary_rows()

    odd = [row for row in rows if len(row) != 3 or not (row[2] == NO_NAME or "`" in row[2])]

    assert odd == []
