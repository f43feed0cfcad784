"""The two-week term: worked examples, what always holds, and the words."""

import csv
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.deadlines import (
    AMSTERDAM,
    EQUATED_BY_ROYAL_DECREE,
    Rule,
    days_left,
    days_off_from,
    explain,
    holidays,
    in_dutch,
    is_overdue,
    last_working_day_before,
    local_date,
    overdue_from,
    response_due_on,
    term_in_words,
    why_not_a_working_day,
)

PROJECT = Path(__file__).parents[2]
OUR_VECTORS = PROJECT / "tests" / "fixtures" / "termijnen.csv"
SHARED_VECTORS = PROJECT.parent / "shared" / "deadline_vectors.csv"
TWO_WEEKS = timedelta(days=14)

dates = st.dates(min_value=date(2014, 1, 1), max_value=date(2199, 12, 1))
moments = st.datetimes(
    min_value=datetime(2014, 1, 2),  # noqa: DTZ001 - the strategy adds the time zone
    max_value=datetime(2199, 12, 1),  # noqa: DTZ001 - idem
    timezones=st.timezones(),
)


@dataclass(frozen=True)
class Vector:
    """One worked example."""

    number: int
    issued_at: datetime
    strict: date
    overdue_from: datetime
    atw: date
    reason: str


def vectors(path: Path, columns: str) -> list[Vector]:
    """Return the worked examples in this file; ``columns`` in the order of ``Vector``."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[row[column] for column in columns.split()] for row in csv.DictReader(file)]
    return [
        Vector(
            number=int(number),
            issued_at=datetime.fromisoformat(issued_at),
            strict=date.fromisoformat(strict),
            overdue_from=datetime.fromisoformat(late),
            atw=date.fromisoformat(atw),
            reason=reason,
        )
        for number, issued_at, strict, late, atw, reason in rows
    ]


VECTORS = vectors(
    OUR_VECTORS,
    "nummer uitgebracht uiterlijk_strict te_laat_vanaf_utc uiterlijk_atw reden_atw",
)
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector.number))


def test_our_examples_are_the_shared_ones() -> None:
    if not SHARED_VECTORS.exists():
        pytest.skip("the shared examples are not beside this project; ours are tested all the same")
    columns = "id sent_at strict_deadline strict_overdue_from_utc atw_deadline atw_reason"

    shared = vectors(SHARED_VECTORS, columns)

    assert shared == VECTORS


# --- The worked examples --------------------------------------------------------------------


@every_vector
def test_the_strict_term_of_an_example(vector: Vector) -> None:
    due = response_due_on(local_date(vector.issued_at), rule=Rule.STRICT)

    assert due == vector.strict


@every_vector
def test_the_strict_term_of_an_example_is_over_at_this_moment_in_utc(vector: Vector) -> None:
    moment = overdue_from(vector.strict)

    assert moment.astimezone(UTC) == vector.overdue_from
    assert moment.utcoffset() == vector.overdue_from.astimezone(AMSTERDAM).utcoffset()


@every_vector
def test_the_term_of_an_example_under_the_atw(vector: Vector) -> None:
    due = response_due_on(local_date(vector.issued_at), rule=Rule.ATW)

    assert due == vector.atw


@every_vector
def test_the_reason_of_an_extension_under_the_atw(vector: Vector) -> None:
    days_off = days_off_from(vector.strict)

    assert " + ".join(days_off.values()) == vector.reason


@every_vector
def test_an_example_is_the_same_when_its_moment_is_written_in_utc(vector: Vector) -> None:
    in_utc = vector.issued_at.astimezone(UTC)

    assert explain(in_utc, Rule.ATW) == explain(vector.issued_at, Rule.ATW)


# --- What always holds ----------------------------------------------------------------------


@given(issued=dates)
def test_the_strict_term_ends_two_weeks_later_on_the_same_weekday(issued: date) -> None:
    due = response_due_on(issued, rule=Rule.STRICT)

    assert due - issued == TWO_WEEKS
    assert due.weekday() == issued.weekday()


@given(issued=dates)
def test_the_atw_never_shortens_the_term(issued: date) -> None:
    strict = response_due_on(issued, rule=Rule.STRICT)

    atw = response_due_on(issued, rule=Rule.ATW)

    assert strict <= atw <= strict + timedelta(days=5)


@given(issued=dates)
def test_the_atw_ends_a_term_on_the_first_working_day_from_day_14(issued: date) -> None:
    strict = response_due_on(issued, rule=Rule.STRICT)

    atw = response_due_on(issued, rule=Rule.ATW)

    skipped = [strict + timedelta(days=n) for n in range((atw - strict).days)]
    assert why_not_a_working_day(atw) is None
    assert list(days_off_from(strict)) == skipped
    assert last_working_day_before(atw) < strict


@given(moment=moments, hours=st.integers(min_value=-14, max_value=14))
def test_moments_on_one_date_in_amsterdam_have_one_due_date(moment: datetime, hours: int) -> None:
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))

    assert local_date(elsewhere) == local_date(moment)
    assert local_date(moment) == moment.astimezone(AMSTERDAM).date()


@given(due=dates, distance=st.integers(min_value=-400, max_value=400))
def test_late_days_left_and_the_first_late_moment_tell_one_story(due: date, distance: int) -> None:
    today = due + timedelta(days=distance)

    late = is_overdue(due, today)

    noon = datetime(today.year, today.month, today.day, 12, tzinfo=AMSTERDAM)
    assert late == (days_left(due, today) < 0)
    assert late == (noon >= overdue_from(due))


@given(day=dates)
def test_the_last_working_day_before_a_day_has_only_days_off_after_it(day: date) -> None:
    before = last_working_day_before(day)

    between = [before + timedelta(days=n) for n in range(1, (day - before).days)]
    assert before < day
    assert why_not_a_working_day(before) is None
    assert all(why_not_a_working_day(day_between) for day_between in between)


# --- Day 0, midnight and the clock ----------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-09-01T21:59:59+00:00", date(2026, 9, 1)),
        ("2026-09-01T22:00:00+00:00", date(2026, 9, 2)),
        ("2026-09-02T02:10:00+02:00", date(2026, 9, 2)),
        ("2026-12-31T22:59:59+00:00", date(2026, 12, 31)),
        ("2026-12-31T23:00:00+00:00", date(2027, 1, 1)),
        ("2026-10-25T02:30:00+02:00", date(2026, 10, 25)),
        ("2026-10-25T02:30:00+01:00", date(2026, 10, 25)),
        ("2027-03-28T00:59:59+00:00", date(2027, 3, 28)),
        ("2028-02-28T23:00:00+00:00", date(2028, 2, 29)),
        ("2026-09-01T18:00:00-10:00", date(2026, 9, 2)),
    ],
)
def test_day_0_is_the_date_in_amsterdam(moment: str, expected: date) -> None:
    day_0 = local_date(datetime.fromisoformat(moment))

    assert day_0 == expected


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 9, 1, 9)  # noqa: DTZ001 - the subject of this test

    with pytest.raises(ValueError, match="2026-09-01T09:00:00 has no time zone"):
        local_date(naive)


def test_a_term_does_not_count_from_a_moment() -> None:
    moment = datetime(2026, 9, 1, 23, tzinfo=UTC)

    with pytest.raises(TypeError, match="take local_date"):
        response_due_on(moment, rule=Rule.STRICT)


@pytest.mark.parametrize(
    ("issued_at", "hours"),
    [
        (datetime(2026, 9, 1, tzinfo=AMSTERDAM), 15 * 24),
        (datetime(2026, 10, 16, tzinfo=AMSTERDAM), 15 * 24 + 1),
        (datetime(2026, 10, 11, tzinfo=AMSTERDAM), 15 * 24 + 1),
        (datetime(2027, 3, 14, tzinfo=AMSTERDAM), 15 * 24 - 1),
    ],
    ids=["ordinary", "summer time ends", "summer time ends on the last day", "summer time starts"],
)
def test_a_change_of_the_clock_moves_hours_but_not_days(issued_at: datetime, hours: int) -> None:
    due = response_due_on(local_date(issued_at), rule=Rule.STRICT)

    length = overdue_from(due).astimezone(UTC) - issued_at.astimezone(UTC)
    assert length == timedelta(hours=hours)


def test_a_term_over_29_february_counts_that_day() -> None:
    leap_year = response_due_on(date(2028, 2, 15), rule=Rule.STRICT)
    ordinary_year = response_due_on(date(2027, 2, 15), rule=Rule.STRICT)

    assert (leap_year, ordinary_year) == (date(2028, 2, 29), date(2027, 3, 1))


def test_the_last_day_is_in_time_and_the_next_is_late() -> None:
    due = date(2026, 9, 15)

    answers = [is_overdue(due, date(2026, 9, day)) for day in (14, 15, 16)]

    assert answers == [False, False, True]


# --- Holidays -------------------------------------------------------------------------------


def test_the_holidays_of_2026_are_these() -> None:
    days = holidays(2026)

    assert list(days.items()) == [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 1, 2), "gelijkgesteld bij KB"),
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2026, 4, 6), "Tweede Paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 5), "5 mei"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 15), "gelijkgesteld bij KB"),
        (date(2026, 5, 25), "Tweede Pinksterdag"),
        (date(2026, 12, 25), "Eerste Kerstdag"),
        (date(2026, 12, 26), "Tweede Kerstdag"),
    ]


@pytest.mark.parametrize(
    "easter_monday",
    [
        date(1818, 3, 23),  # the earliest there can be
        date(1954, 4, 19),  # full moon brought back from 19 to 18 April
        date(1981, 4, 20),  # idem
        date(2000, 4, 24),
        date(2008, 3, 24),
        date(2024, 4, 1),
        date(2025, 4, 21),
        date(2027, 3, 29),
        date(2028, 4, 17),
        date(2038, 4, 26),  # the latest there can be
        date(2049, 4, 19),  # full moon brought back from 18 to 17 April
        date(2076, 4, 20),
        date(2100, 3, 29),  # not a leap year
    ],
    ids=str,
)
def test_easter_monday_of_an_ordinary_and_of_a_rare_year(easter_monday: date) -> None:
    days = holidays(easter_monday.year)

    assert days[easter_monday] == "Tweede Paasdag"
    assert list(days.values()).count("Tweede Paasdag") == 1


@given(year=st.integers(min_value=2014, max_value=4000))
def test_the_holidays_round_easter_keep_their_distance_and_weekday(year: int) -> None:
    by_name = {name: day for day, name in holidays(year).items()}

    easter = by_name["Tweede Paasdag"] - timedelta(days=1)
    assert easter.isoweekday() == 7
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)
    assert by_name["Goede Vrijdag"] == easter - timedelta(days=2)
    assert by_name["Hemelvaartsdag"] == easter + timedelta(days=39)
    assert by_name["Tweede Pinksterdag"] == easter + timedelta(days=50)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2025, date(2025, 4, 26)), (2026, date(2026, 4, 27)), (2031, date(2031, 4, 26))],
)
def test_koningsdag_gives_way_to_a_sunday(year: int, expected: date) -> None:
    days = [day for day, name in holidays(year).items() if name == "Koningsdag"]

    assert days == [expected]


@given(year=st.integers(min_value=2014, max_value=4000))
def test_5_mei_is_a_holiday_every_year(year: int) -> None:
    name = holidays(year)[date(year, 5, 5)]

    assert name in {"5 mei", "Hemelvaartsdag"}


def test_the_days_equated_by_royal_decree_are_these_five() -> None:
    found = {
        day
        for year in range(2014, 2051)
        for day, name in holidays(year).items()
        if name == "gelijkgesteld bij KB"
    }

    assert found == EQUATED_BY_ROYAL_DECREE
    assert sorted(day.isoformat() for day in found) == [
        "2026-01-02",
        "2026-05-15",
        "2027-05-07",
        "2028-04-28",
        "2028-05-26",
    ]


def test_a_later_royal_decree_extends_the_term_under_the_atw() -> None:
    decreed = {date(2029, 5, 11)}

    without = response_due_on(date(2029, 4, 27), rule=Rule.ATW)
    extended = response_due_on(date(2029, 4, 27), rule=Rule.ATW, equated_days=decreed)

    assert (without, extended) == (date(2029, 5, 11), date(2029, 5, 14))
    assert last_working_day_before(date(2029, 5, 12), equated_days=decreed) == date(2029, 5, 9)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 9, 15), None),
        (date(2026, 9, 19), "zaterdag"),
        (date(2026, 9, 20), "zondag"),
        (date(2026, 12, 26), "Tweede Kerstdag"),
        (date(2027, 3, 28), "zondag"),
        (date(2027, 5, 7), "gelijkgesteld bij KB"),
    ],
)
def test_a_day_off_has_a_reason_and_a_working_day_has_none(day: date, reason: str | None) -> None:
    answer = why_not_a_working_day(day)

    assert answer == reason


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 16), date(2026, 9, 15)),
        (date(2026, 9, 19), date(2026, 9, 18)),
        (date(2026, 9, 21), date(2026, 9, 18)),
        (date(2026, 12, 27), date(2026, 12, 24)),
        (date(2026, 1, 4), date(2025, 12, 31)),
        (date(2027, 3, 30), date(2027, 3, 25)),
    ],
)
def test_the_last_working_day_before_a_day_skips_days_off(day: date, expected: date) -> None:
    answer = last_working_day_before(day)

    assert answer == expected


# --- Words ----------------------------------------------------------------------------------


def test_a_date_reads_as_dutch_people_write_it() -> None:
    day = date(2026, 9, 15)

    texts = [
        in_dutch(day),
        in_dutch(day, weekday="long"),
        in_dutch(day, weekday="short"),
        in_dutch(day, weekday="short", year=False),
        in_dutch(date(2027, 3, 1), weekday="long"),
    ]

    assert texts == [
        "15 september 2026",
        "dinsdag 15 september 2026",
        "di 15 september 2026",
        "di 15 september",
        "maandag 1 maart 2027",
    ]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 9, 1), "nog 14 dagen (uiterlijk dinsdag 15 september 2026)"),
        (date(2026, 9, 10), "nog 5 dagen (uiterlijk dinsdag 15 september 2026)"),
        (date(2026, 9, 14), "nog 1 dag (uiterlijk dinsdag 15 september 2026)"),
        (date(2026, 9, 15), "vandaag is de laatste dag (dinsdag 15 september 2026)"),
        (date(2026, 9, 16), "1 dag buiten de termijn"),
        (date(2026, 9, 17), "2 dagen buiten de termijn"),
    ],
)
def test_the_term_in_words_on_its_way_to_too_late(today: date, words: str) -> None:
    text = term_in_words(date(2026, 9, 15), today)

    assert text == words


def test_the_explanation_of_an_ordinary_term() -> None:
    lines = explain(datetime(2026, 9, 1, 9, tzinfo=AMSTERDAM), Rule.STRICT)

    assert lines == [
        "uitgebracht di 1 september 2026 + 14 dagen = di 15 september 2026, 24:00",
        "de dag van uitbrengen is dag 0 en dag 14 telt helemaal mee, in Nederlandse tijd",
        (
            "de termijn is altijd 14 dagen, ook als de laatste dag in een weekend of op een "
            "feestdag valt"
        ),
        "buiten de termijn vanaf wo 16 september 2026, 00:00",
    ]


@pytest.mark.parametrize(
    ("issued_at", "remark"),
    [
        (
            datetime(2026, 9, 5, 11, tzinfo=AMSTERDAM),
            "za 19 september 2026 valt op een zaterdag: er moet iemand dienst hebben",
        ),
        (
            datetime(2026, 12, 11, 16, tzinfo=AMSTERDAM),
            "vr 25 december 2026 is een feestdag (Eerste Kerstdag): er moet iemand dienst hebben",
        ),
        (
            datetime(2025, 12, 19, 9, tzinfo=AMSTERDAM),
            (
                "vr 2 januari 2026 is bij koninklijk besluit gelijkgesteld met een feestdag: "
                "er moet iemand dienst hebben"
            ),
        ),
    ],
    ids=["weekend", "holiday", "royal decree"],
)
def test_a_strict_term_that_ends_on_a_day_off_says_so(issued_at: datetime, remark: str) -> None:
    lines = explain(issued_at, Rule.STRICT)

    assert lines[3:-1] == [remark]


def test_the_explanation_of_an_extension_goes_day_by_day() -> None:
    lines = explain(datetime(2027, 4, 22, 9, tzinfo=AMSTERDAM), Rule.ATW)

    assert lines == [
        "uitgebracht do 22 april 2027 + 14 dagen = do 6 mei 2027, 24:00",
        "de dag van uitbrengen is dag 0 en dag 14 telt helemaal mee, in Nederlandse tijd",
        "valt de laatste dag in een weekend of op een feestdag, dan schuift hij op",
        "do 6 mei 2027 is een feestdag (Hemelvaartsdag): één dag later",
        "vr 7 mei 2027 is bij koninklijk besluit gelijkgesteld met een feestdag: één dag later",
        "za 8 mei 2027 valt op een zaterdag: één dag later",
        "zo 9 mei 2027 valt op een zondag: één dag later",
        (
            "verlengd (Hemelvaartsdag + gelijkgesteld bij KB + zaterdag + zondag) "
            "tot en met ma 10 mei 2027, 24:00"
        ),
        "buiten de termijn vanaf di 11 mei 2027, 00:00",
    ]


def test_the_atw_says_so_when_nothing_is_extended() -> None:
    lines = explain(datetime(2026, 9, 1, 9, tzinfo=AMSTERDAM), Rule.ATW)

    assert lines[3:] == [
        "geen verlenging: di 15 september 2026 is een werkdag",
        "buiten de termijn vanaf wo 16 september 2026, 00:00",
    ]


def test_an_explanation_knows_a_later_royal_decree() -> None:
    issued_at = datetime(2029, 4, 27, 9, tzinfo=AMSTERDAM)

    lines = explain(issued_at, Rule.ATW, equated_days={date(2029, 5, 11)})

    assert lines[-2] == (
        "verlengd (gelijkgesteld bij KB + zaterdag + zondag) tot en met ma 14 mei 2029, 24:00"
    )


# --- The place of this module ---------------------------------------------------------------


def test_the_module_needs_neither_django_nor_celery() -> None:
    question = (
        "import sys, signals.deadlines; print(sorted({'django', 'celery'} & sys.modules.keys()))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    assert answer.stdout == "[]\n"
