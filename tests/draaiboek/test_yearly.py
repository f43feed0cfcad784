"""The MIT in waakstand meets at least once a year (R-029; decided in domain §6 and §3.5)."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from asking import main_text, signed_in
from building_meetings import HOUR, a_meeting, some_minutes
from django.utils import timezone

from building import a_suspension, acts_for_the_cpo, amsterdam, person
from draaiboek import yearly
from draaiboek.models import Attendance, Meeting, MeetingKind
from draaiboek.states.meetings import MeetingState
from draaiboek.workflow import meetings
from draaiboek.workflow import minutes as writing
from draaiboek.yearly import Duty
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role

pytestmark = pytest.mark.django_db

IN_OCTOBER = amsterdam(2026, 10, 6, 10)


def held(at: datetime = IN_OCTOBER, **changes: object) -> Meeting:
    """Return a meeting that was held at this moment, with minutes."""
    with time_machine.travel(at + 3 * HOUR, tick=False):
        meeting = a_meeting(MeetingState.HELD, starts_at=at, **changes)  # type: ignore[arg-type]
        some_minutes(meeting=meeting)
    return meeting


def duty(day: date, year: int = 2026) -> Duty:
    return yearly.duty_of(year, day).duty


@pytest.mark.parametrize("form", Attendance.values)
def test_a_meeting_with_cpo_expert_and_minutes_counts_in_every_form(form: str) -> None:
    meeting = held(form=form)

    found = yearly.duty_of(2026, date(2026, 12, 31))

    assert (found.duty, found.proof) == (Duty.MET, (meeting,))


def test_an_exercise_does_not_count() -> None:
    held(is_exercise=True)

    assert duty(date(2026, 12, 1)) == Duty.DUE


def test_a_meeting_without_minutes_does_not_count_yet() -> None:
    with time_machine.travel(IN_OCTOBER + 3 * HOUR, tick=False):
        meeting = a_meeting(MeetingState.HELD, starts_at=IN_OCTOBER)
        without = duty(date(2026, 10, 7))
        empty = writing.draft(meeting, text="", by=person(Role.SECRETARY), at=timezone.now())
        still_empty = duty(date(2026, 10, 7))
        writing.edit(empty, text="Wij begonnen.", by=person(Role.SECRETARY), at=timezone.now())

    assert (without, still_empty, duty(date(2026, 10, 7))) == (Duty.DUE, Duty.DUE, Duty.MET)


def test_a_meeting_without_an_expert_or_without_the_cpo_does_not_count(secretary: User) -> None:
    held(with_expert=False)
    meeting = held(IN_OCTOBER + timedelta(days=7))
    without_cpo = meeting.invitations.exclude(user=person(Role.CPO))
    meetings.correct_attendance(meeting, attended=without_cpo, by=secretary, at=timezone.now())

    found = yearly.duty_of(2026, date(2026, 12, 1))

    assert found.duty == Duty.DUE
    assert found.lacking == yearly.Held(meeting, "de (waarnemend) CPO was er niet")


def test_the_acting_cpo_counts_as_cpo(secretary: User) -> None:
    with time_machine.travel(IN_OCTOBER - timedelta(days=1), tick=False):
        acts_for_the_cpo(secretary)
    with time_machine.travel(IN_OCTOBER + 3 * HOUR, tick=False):
        meeting = a_meeting(starts_at=IN_OCTOBER)
        there = meeting.invitations.exclude(user=person(Role.CPO))
        meeting = meetings.hold(meeting, attended=there, by=secretary, at=timezone.now())
        some_minutes(meeting=meeting)

    assert duty(date(2026, 12, 1)) == Duty.MET


def test_2026_begins_on_the_first_of_september() -> None:
    held(amsterdam(2026, 8, 31, 20))
    before = duty(date(2026, 12, 1))
    held(amsterdam(2026, 9, 1, 9))

    assert (before, duty(date(2026, 12, 1))) == (Duty.DUE, Duty.MET)
    assert duty(date(2025, 12, 31), 2025) == Duty.NOT_OWED


def test_a_year_is_a_calendar_year_in_amsterdam() -> None:
    held(amsterdam(2027, 12, 31, 23))

    assert duty(date(2028, 1, 1), 2027) == Duty.MET
    assert duty(date(2028, 10, 1), 2028) == Duty.DUE


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 9, 30), Duty.THERE_IS_TIME),
        (date(2027, 10, 1), Duty.DUE),
        (date(2027, 12, 31), Duty.DUE),
        (date(2028, 1, 1), Duty.MISSED),
    ],
)
def test_it_warns_from_the_first_of_october(day: date, expected: Duty) -> None:
    assert duty(day, 2027) == expected


def test_it_is_not_owed_during_a_suspension() -> None:
    before = duty(date(2026, 12, 1))
    with time_machine.travel(amsterdam(2026, 11, 22), tick=False):
        a_suspension()

    assert (before, duty(date(2026, 12, 1))) == (Duty.DUE, Duty.NOT_OWED)


def test_a_weighing_that_people_met_for_counts_too() -> None:
    meeting = held(kind=MeetingKind.WEIGHING)

    assert yearly.duty_of(2026, date(2026, 12, 1)).proof == (meeting,)


def test_nu_te_doen_asks_for_it_from_october(secretary: User) -> None:
    browser = signed_in(secretary)
    with time_machine.travel(amsterdam(2026, 9, 30, 10), tick=False):
        quiet = main_text(browser.get("/werk/"))

    with time_machine.travel(amsterdam(2026, 10, 1, 9), tick=False):
        asked = main_text(browser.get("/werk/"))

    assert "Vergadering van 2026" not in quiet
    assert "Plan de vergadering van dit jaar" in asked
