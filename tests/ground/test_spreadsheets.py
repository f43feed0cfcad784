"""Files for a spreadsheet: no cell is a formula, whatever people typed (robustness 34)."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from mit_waakstand.spreadsheets import answer_with, lines, safe_cell

FORMULAS = [
    '=HYPERLINK("http://x","klik")',
    "+31 70 123",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "\u3000=1",
    "\u200b=1",
    "\ufeff=1",
    "\x00=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "\u22121",
]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_begins_like_a_formula_becomes_text(typed: str) -> None:
    cell = safe_cell(typed)

    assert cell.startswith("'")


@pytest.mark.parametrize(
    "typed", ["griep", "a = b", "1-9-2026", "'s-Gravenhage", "", "MIW-2026-01"]
)
def test_what_is_text_stays_as_it_is(typed: str) -> None:
    assert safe_cell(typed) == typed


def test_dates_are_iso_and_moments_are_days_in_amsterdam() -> None:
    moment = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)

    cells = [safe_cell(value) for value in (date(2026, 9, 1), moment, None, True, False, -3)]

    assert cells == ["2026-09-01", "2026-09-01", "", "ja", "nee", "-3"]


def test_separators_quotes_and_lines_stay_inside_their_cell() -> None:
    rows = [["a;b", 'zij zei "nee"', "twee\nregels"], ["x\r\n=1", ";=1", "\x00"]]

    file = "".join(lines(["een", "twee", "drie"], rows))

    assert file.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(file[1:], newline=""), delimiter=";"))
    assert read == [
        ["een", "twee", "drie"],
        ["a;b", 'zij zei "nee"', "twee\nregels"],
        ["x\r\n=1", ";=1", ""],
    ]


def test_the_file_is_a_download_that_is_sent_while_it_is_made() -> None:
    taken = []

    def rows():  # noqa: ANN202
        for number in range(3):
            taken.append(number)
            yield [number]

    answer = answer_with("lijst-2026-09-01", ["nummer"], rows())

    assert answer.streaming
    assert taken == []
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lijst-2026-09-01.csv"'
    assert b"".join(answer) == '\ufeff"nummer"\r\n"0"\r\n"1"\r\n"2"\r\n'.encode()
