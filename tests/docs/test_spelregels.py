"""The rules that are ours stand in one list, and the list points to the places in the code."""

import csv
import importlib
import re
from collections import Counter
from functools import reduce
from pathlib import Path
from string import ascii_lowercase
from typing import NamedTuple

import pytest

PROJECT = Path(__file__).parents[2]
DOMAIN = PROJECT.parent / "shared" / "domain.md"
FOLLOWS = "volgt"
SOURCE = r"R-\d{3}(, R-\d{3})*|eigen keuze( bij R-\d{3}(, R-\d{3})*)?"


class Rule(NamedTuple):
    """A row of the list."""

    number: str
    rule: str
    source: str
    code: str
    article: str

    @property
    def decision(self) -> str:
        """The decision that it is, or of which it is a part: "3.3/2a" is part of "3.3/2"."""
        return self.number.rstrip(ascii_lowercase)


def rules() -> list[Rule]:
    """Return the rows of docs/spelregels.md."""
    lines = (PROJECT / "docs" / "spelregels.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines if line[:2] == "| "]
    heading = ["nr", "regel", "bron", "in de code", "artikel"]
    assert rows[0] == heading
    return [Rule(*row) for row in rows if row != heading and set(row) != {"---"}]


def decisions_by_section() -> dict[str, int]:
    """Return how many decisions of our own the domain has in each section."""
    text = (PROJECT / "tests" / "fixtures" / "spelregels.csv").read_text(encoding="utf-8")
    return {row["paragraaf"]: int(row["besluiten"]) for row in csv.DictReader(text.splitlines())}


def resolve(place: str) -> object:
    """Return what stands at ``module:name``; raises when there is nothing."""
    module, _, name = place.partition(":")
    return reduce(getattr, name.split("."), importlib.import_module(module))


def test_every_place_in_the_code_exists() -> None:
    places = [re.findall(r"`([^`]+)`", rule.code) for rule in rules() if rule.code != FOLLOWS]

    found = [resolve(place) for group in places for place in group]

    assert len(found) > 10
    assert all(places)
    assert all(":" in place for group in places for place in group)


def test_every_decision_has_its_row() -> None:
    listed = {rule.decision for rule in rules() if not rule.number.startswith(("R-", "E-"))}

    numbers = {
        f"{section}/{number}"
        for section, count in decisions_by_section().items()
        for number in range(1, count + 1)
    }

    assert listed == numbers


def test_every_row_has_a_number_of_its_own_and_says_whose_choice_it_is() -> None:
    found = rules()

    twice = [number for number, times in Counter(r.number for r in found).items() if times > 1]
    odd = [rule.number for rule in found if not re.fullmatch(SOURCE, rule.source) or not rule.rule]

    assert twice == []
    assert odd == []


def test_the_column_for_the_article_waits_for_whoever_has_read_the_agreements() -> None:
    filled_in = [rule.number for rule in rules() if rule.article]

    assert filled_in == []


@pytest.mark.skipif(not DOMAIN.exists(), reason="../shared/domain.md is not here to compare with")
def test_the_domain_marks_as_many_decisions_as_we_count() -> None:
    counted: Counter[str] = Counter()
    section = ""

    for line in DOMAIN.read_text(encoding="utf-8").splitlines():
        heading = re.match(r"#+ (\d+(?:\.\d+)?)", line)
        section = heading[1] if heading else section
        counted[section] += len(re.findall(r"\*\(?Decided\)?\*", line))
    counted[""] = 0  # above the first section the mark itself is explained

    assert dict(+counted) == decisions_by_section()
