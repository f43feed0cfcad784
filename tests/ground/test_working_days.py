"""Working days, counted with the holidays that everybody knows and those that were recorded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mit_waakstand.days_off import known_equated_days
from mit_waakstand.working_days import (
    EQUATED_BY_ROYAL_DECREE,
    ONE_DAY,
    why_not_a_working_day,
    working_day_after,
)
from signals.models import EquatedDay


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 9, 1), 0, date(2026, 9, 1)),
        (date(2026, 9, 1), 2, date(2026, 9, 3)),
        (date(2026, 9, 4), 1, date(2026, 9, 7)),  # Friday: the weekend does not count
        (date(2026, 9, 5), 1, date(2026, 9, 7)),  # nor does it when one starts in it
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # both Christmas days, and a Sunday
        (date(2027, 5, 4), 2, date(2027, 5, 11)),  # 5 mei, Hemelvaartsdag, a decree, a weekend
    ],
)
def test_working_days_are_counted_from_the_day_after(start: date, number: int, end: date) -> None:
    assert working_day_after(start, number) == end


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(1, 15))
def test_exactly_so_many_working_days_lie_behind_the_start(start: date, number: int) -> None:
    end = working_day_after(start, number)

    between = [start + n * ONE_DAY for n in range(1, (end - start).days + 1)]
    assert sum(why_not_a_working_day(day) is None for day in between) == number


@pytest.mark.django_db
def test_a_day_that_the_beheerder_recorded_is_known_everywhere() -> None:
    EquatedDay.objects.create(day=date(2031, 5, 23), reference="Stcrt. 2030, 1")

    assert known_equated_days() - EQUATED_BY_ROYAL_DECREE == {date(2031, 5, 23)}
