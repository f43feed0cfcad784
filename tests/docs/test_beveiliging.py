"""The page about safety judges every requirement, and names only tests that are there."""

import re
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs" / "beveiliging.md"
VERDICTS = ("voldoet", "deels", "niet", "niet van toepassing")
# ASVS 5.0.0: how many requirements of level 1 and 2 each section has; they come first in it.
SECTIONS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2
2.1:3 2.2:3 2.3:4 2.4:1
3.2:2 3.3:4 3.4:6 3.5:5 3.7:2
4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3
6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4
7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
8.1:2 8.2:3 8.3:1 8.4:1
9.1:3 9.2:4
10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3
11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1
12.1:3 12.2:2 12.3:4
13.1:1 13.2:5 13.3:2 13.4:5
14.1:2 14.2:4 14.3:3
15.1:3 15.2:3 15.3:7
16.1:1 16.2:5 16.3:4 16.4:3 16.5:3
17.1:1 17.2:4 17.3:2
"""


def rows() -> list[list[str]]:
    """Return number, subject, verdict, place and test or reason of each requirement."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines)
    return [row for row in cells if row and re.fullmatch(r"\d+\.\d+\.\d+", row[0])]


def test_every_requirement_has_one_row() -> None:
    sections = [section.split(":") for section in SECTIONS.split()]
    asked = [f"{part}.{nr}" for part, most in sections for nr in range(1, int(most) + 1)]

    assert [row[0] for row in rows()] == asked
    assert len(asked) == 253


def test_every_verdict_says_where_or_why() -> None:
    judged = {(row[0], row[2]): row[3:] for row in rows()}

    assert {verdict for _, verdict in judged} == set(VERDICTS)
    assert [key for key, (_, proof) in judged.items() if not proof] == []
    assert [key for key, (where, _) in judged.items() if key[1] == "voldoet" and not where] == []


def test_the_count_is_that_of_the_rows() -> None:
    counted = Counter(row[2] for row in rows())

    total = re.search(r"\| \*\*samen\*\* \| (.+) \|", PAGE.read_text(encoding="utf-8"))

    assert total is not None
    assert [int(part) for part in total[1].split("|")] == [counted[one] for one in VERDICTS]


def test_every_test_on_the_page_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text(encoding="utf-8")))

    files = (PROJECT / "tests").rglob("test_*.py")
    there = {
        name
        for file in files
        for name in re.findall(r"def (test_\w+)\(", file.read_text(encoding="utf-8"))
    }

    assert len(named) > 100
    assert named - there == set()
