"""The handleiding says what stands on the screen: its bold words, its pictures and its links."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from mit_waakstand.office import diagrams

PROJECT = Path(__file__).parents[2]
HANDBOOK = PROJECT / "docs" / "handleiding"
TOPS = ("mit_waakstand", "signals", "afwegingskader", "draaiboek", "experts", "aanspreekpunt")
PARTS = ("README", "beheerder", "bureau-sg", "cpo", "invalkaart", "paraatheid", "secretaris")
# A screen full is about 400 words; the card is one A4.
MOST_WORDS = {"README": 350, "beheerder": 560, "invalkaart": 400, "paraatheid": 1600}
MOST_WORDS_OF_A_ROLE = 850
LARGEST_PICTURE = 150_000  # bytes


def text_of(part: str) -> str:
    return (HANDBOOK / f"{part}.md").read_text(encoding="utf-8")


@cache
def said_on_screen() -> set[str]:
    """Return the labels of the tables and forms, and what templates say between their tags."""
    steps = {row.label for record in diagrams.records() for row in record.STEPS}
    return {words.strip() for words in steps | _in_templates() | _in_code()}


def _in_templates() -> set[str]:
    found: set[str] = set()
    for file in (PROJECT / "templates").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r'(?:label|title|submit_label)="([^"]+)"', text))
        found |= set(re.findall(r">([^<>{}]+)<", text))
        found |= set(re.findall(r"block title %}([^{]+)", text))
    return found


def _in_code() -> set[str]:
    trees = [
        ast.parse(file.read_text(encoding="utf-8"))
        for top in TOPS
        for file in (PROJECT / top).rglob("*.py")
    ]
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def bold_in(text: str) -> list[str]:
    """Return the bold words; those of a question ("… the SG is silent?") are no label."""
    found = [" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text)]
    return [words.rstrip(".") for words in found if not words.startswith("…")]


def test_the_handleiding_has_a_part_for_each_who_works_with_it() -> None:
    parts = sorted(file.stem for file in HANDBOOK.glob("*.md"))

    assert tuple(parts) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_every_bold_word_stands_on_a_screen(part: str) -> None:
    quoted = bold_in(text_of(part))

    unknown = set(quoted) - said_on_screen()

    assert len(quoted) >= 3
    assert unknown == set()


@pytest.mark.parametrize("part", PARTS)
def test_every_link_leads_to_a_file(part: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text_of(part))

    broken = [link for link in links if not (HANDBOOK / link).exists()]

    assert broken == []


def test_every_picture_is_shown_small_and_made_by_a_test() -> None:
    shown = {
        name
        for part in PARTS
        for name in re.findall(r"!\[.+\]\(\.\./beeld/(.+)\.png\)", text_of(part))
    }
    tests = (PROJECT / "tests" / "browser" / "test_pictures.py").read_text(encoding="utf-8")

    made = set(re.findall(r'name="([a-z-]+)"', tests))

    assert 6 <= len(shown) <= 8
    assert shown == made
    pictures = {name: PROJECT / "docs" / "beeld" / f"{name}.png" for name in shown}
    too_large = {n for n, file in pictures.items() if file.stat().st_size > LARGEST_PICTURE}
    assert too_large == set()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_short(part: str) -> None:
    words = text_of(part).split()

    assert len(words) <= MOST_WORDS.get(part, MOST_WORDS_OF_A_ROLE)


@pytest.mark.parametrize("part", ["beheerder", "bureau-sg", "cpo", "secretaris"])
def test_every_role_reads_what_cannot_be_undone_and_what_if(part: str) -> None:
    headings = re.findall(r"^## (.+)$", text_of(part), flags=re.MULTILINE)

    assert {"Wat u niet kunt terugdraaien", "Wat als …"} <= set(headings)
