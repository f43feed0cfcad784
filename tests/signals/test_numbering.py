"""Numbers: one series a year for signals and one for exercises, without gaps (robustness 5, 19)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connections

from building import TEXT, a_signal, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.verification import problems
from mit_waakstand.workflow import RefusedError
from signals.models import Signal
from signals.models.numbering import NumberSeries
from signals.states import SignalState
from signals.workflow import signals

AT_ONCE = 20


def adopted_signals(many: int) -> list[Signal]:
    """Return signals under one weighing, ready to be issued."""
    first = a_signal(SignalState.ADOPTED)
    cpo, at = person(Role.CPO), amsterdam(2026, 9, 1)
    drafts = [signals.draft(first.weighing, title="x", by=cpo, at=at) for _ in range(many - 1)]
    texts = [signals.edit(draft, by=cpo, at=at, **TEXT) for draft in drafts]
    return [first, *(signals.adopt(text, by=cpo, at=at) for text in texts)]


def issue(signal: Signal, at: datetime) -> str:
    return str(signals.issue(signal, by=person(Role.CPO), at=at).number)


@pytest.mark.django_db
def test_signals_and_exercises_count_apart() -> None:
    at = amsterdam(2026, 9, 1)
    order = [False, True, False, True, False]

    numbers = [
        issue(a_signal(SignalState.ADOPTED, is_exercise=is_exercise), at) for is_exercise in order
    ]

    assert numbers == ["MIW-2026-01", "OEF-2026-01", "MIW-2026-02", "OEF-2026-02", "MIW-2026-03"]


@pytest.mark.django_db
def test_the_year_is_that_of_the_moment_in_amsterdam() -> None:
    moments = [
        datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC),  # 23:59:59 in Amsterdam
        datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC),  # 1 January, 00:00
        datetime(2027, 1, 1, 0, 0, 0, tzinfo=UTC),
    ]

    numbers = [issue(a_signal(SignalState.ADOPTED), at) for at in moments]

    assert numbers == ["MIW-2026-01", "MIW-2027-01", "MIW-2027-02"]


@pytest.mark.django_db
def test_the_hundredth_number_has_three_digits() -> None:
    NumberSeries.objects.create(year=2026, is_exercise=False, last=98)
    at = amsterdam(2026, 9, 1)

    numbers = [issue(a_signal(SignalState.ADOPTED), at) for _ in range(2)]

    assert numbers == ["MIW-2026-99", "MIW-2026-100"]
    assert str(NumberSeries.objects.get()) == "MIW-2026"


@pytest.mark.django_db
def test_a_refused_issue_uses_no_number(cpo: User, secretary: User) -> None:
    signal = a_signal(SignalState.ADOPTED)
    at = amsterdam(2026, 9, 1)

    with pytest.raises(RefusedError):
        signals.issue(signal, by=secretary, at=at)

    assert signals.issue(signal, by=cpo, at=at).number == "MIW-2026-01"


@pytest.mark.django_db(transaction=True)
def test_signals_issued_at_one_moment_get_numbers_without_gap_or_double() -> None:
    adopted = adopted_signals(AT_ONCE)
    at, start, cpo = amsterdam(2026, 9, 1), Barrier(AT_ONCE), person(Role.CPO)

    def issue_one(signal: Signal) -> str:
        start.wait()
        try:
            return str(signals.issue(signal, by=cpo, at=at).number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        numbers = sorted(pool.map(issue_one, adopted))

    assert numbers == [f"MIW-2026-{number:02d}" for number in range(1, AT_ONCE + 1)]
    assert NumberSeries.objects.get().last == AT_ONCE
    assert list(problems()) == []


@pytest.mark.django_db(transaction=True)
def test_real_signals_and_exercises_issued_together_each_keep_their_own_series() -> None:
    real = adopted_signals(6)
    exercises = [a_signal(SignalState.ADOPTED, is_exercise=True) for _ in range(4)]
    mixed = [*real, *exercises]
    at, start = amsterdam(2026, 9, 1), Barrier(len(mixed))

    def issue_one(signal: Signal) -> str:
        start.wait()
        try:
            return issue(signal, at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(mixed)) as pool:
        numbers = sorted(pool.map(issue_one, mixed))

    assert numbers == [
        *(f"MIW-2026-{number:02d}" for number in range(1, 7)),
        *(f"OEF-2026-{number:02d}" for number in range(1, 5)),
    ]
