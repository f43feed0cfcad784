"""What meetings tell the house: Paraatheid, the yearly account, calendars and the search."""

from datetime import date, timedelta

import pytest
import time_machine
from asking import signed_in
from building_meetings import HOUR, a_meeting, an_action, some_minutes, the_expert_of
from django.core import mail
from django.utils import timezone
from django.utils.timezone import localdate

from building import amsterdam, person
from draaiboek.meeting_chapter import meetings_in
from draaiboek.meeting_readiness import yearly_meeting
from draaiboek.states.actions import ActionState
from draaiboek.states.meetings import MeetingState
from draaiboek.states.minutes import MinutesState
from draaiboek.workflow import outcomes, replying
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.calendar_feed.appointments import appointments_of
from mit_waakstand.outbox import doing
from mit_waakstand.readiness import Status
from mit_waakstand.workflow import NotAllowedError

pytestmark = pytest.mark.django_db

IN_OCTOBER = amsterdam(2026, 10, 6, 10)
IN_DECEMBER = date(2026, 12, 1)


def test_paraatheid_goes_from_attention_to_in_order_by_holding_the_meeting() -> None:
    before = yearly_meeting(IN_DECEMBER)
    with time_machine.travel(IN_OCTOBER + 3 * HOUR, tick=False):
        meeting = a_meeting(MeetingState.HELD, starts_at=IN_OCTOBER)
        without = yearly_meeting(IN_DECEMBER)
        some_minutes(meeting=meeting)

    after = yearly_meeting(IN_DECEMBER)

    assert (before.status, before.act and before.act.url) == (
        Status.ATTENTION,
        "/werk/vergaderingen/plannen/",
    )
    assert without.reason == "De laatste vergadering telt nog niet: er is geen verslag."
    assert without.act is not None
    assert without.act.url == meeting.get_absolute_url()
    assert (after.status, [link.url for link in after.evidence]) == (
        Status.IN_ORDER,
        [meeting.get_absolute_url()],
    )


def test_a_year_that_passed_without_a_meeting_is_not_in_order() -> None:
    assert yearly_meeting(date(2027, 1, 2)).status == Status.NOT_IN_ORDER
    assert yearly_meeting(date(2026, 9, 30)).status == Status.IN_ORDER


def test_the_yearly_account_counts_real_meetings_and_names_nobody() -> None:
    with time_machine.travel(IN_OCTOBER + 3 * HOUR, tick=False):
        some_minutes(meeting=a_meeting(MeetingState.HELD, starts_at=IN_OCTOBER))
        a_meeting(MeetingState.HELD, is_exercise=True)

    chapter = meetings_in(2026, IN_DECEMBER)

    assert [(line.label, line.value) for line in chapter.lines] == [
        ("Gehouden vergaderingen", "1"),
        ("Minstens één keer per jaar (R-029)", "ja"),
        ("Acties uit vergaderingen", "0"),
    ]
    assert chapter.lines[0].details == (
        "jaarvergadering op 6 oktober 2026, op locatie, 3 aanwezig",
    )


def test_a_meeting_stands_in_the_calendar_of_who_was_invited(expert: User) -> None:
    meeting = a_meeting()
    found = appointments_of(expert, localdate())

    assert [(one.title, one.starts) for one in found] == [
        (f"Vergadering {meeting.pk}", meeting.starts_at)
    ]
    assert appointments_of(person(Role.SG_OFFICE), localdate()) == []


@pytest.mark.parametrize(
    ("role", "finds"),
    [(Role.SECRETARY, True), (Role.EXPERT, False), (Role.SG_OFFICE, False)],
)
def test_a_draft_of_minutes_is_found_by_who_writes_it_only(role: Role, *, finds: bool) -> None:
    minutes = some_minutes()
    assert "voorzitter" in minutes.text

    page = signed_in(person(role)).get("/werk/zoeken/?q=voorzitter")

    assert (minutes.get_absolute_url() in page.content.decode()) == finds


def test_an_invited_expert_finds_adopted_minutes(expert: User) -> None:
    minutes = some_minutes(MinutesState.ADOPTED)

    page = signed_in(expert).get("/werk/zoeken/?q=voorzitter")

    assert minutes.get_absolute_url() in page.content.decode()


def test_an_overdue_action_is_mailed_once_a_week_until_it_is_ticked_off(secretary: User) -> None:
    action = an_action()
    doing.sweep(timezone.now())
    mail.outbox.clear()

    for days in (1, 2, 8):
        with time_machine.travel(
            timezone.localtime().replace(hour=10) + timedelta(days=7 + days), tick=False
        ):
            doing.sweep(timezone.now())
    action = outcomes.finish(action, by=secretary, at=timezone.now())

    subjects = [message.subject for message in mail.outbox if "Actie" in message.subject]
    assert subjects == [f"Actie {action.pk} had klaar moeten zijn"] * 2
    assert (action.state, action.finished_by) == (ActionState.DONE, secretary)


def test_only_the_owner_and_the_office_tick_an_action_off(expert: User) -> None:
    action = an_action()

    with pytest.raises(NotAllowedError):
        outcomes.finish(action, by=expert, at=timezone.now())

    action.refresh_from_db()
    assert action.state == ActionState.OPEN


def test_who_did_not_answer_is_reminded_twice_and_who_did_is_not(secretary: User) -> None:
    meeting = a_meeting(starts_at=timezone.now() + timedelta(days=20))
    doing.sweep(timezone.now())
    replying.record_reply(
        meeting,
        invitation=the_expert_of(meeting),
        reply="ja",
        by=secretary,
        at=timezone.now(),
    )
    mail.outbox.clear()

    for days in (14, 15, 18, 19):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            doing.sweep(timezone.localtime().replace(hour=9, minute=30))

    asked = [m.to[0] for m in mail.outbox if "wij horen graag" in m.subject]
    assert sorted(asked) == sorted([person(Role.CPO).email, secretary.email] * 2)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_meetings_and_actions_ask_as_little_for_three_as_for_one(
    count: int, secretary: User, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        an_action()
        outcomes.finish(an_action(), by=secretary, at=timezone.now())
    browser = signed_in(secretary)
    browser.get("/werk/vergaderingen/")

    for address, questions in (
        ("/werk/vergaderingen/", 5),
        ("/werk/acties/", 5),
        ("/werk/acties/?stand=klaar", 5),
    ):
        with django_assert_num_queries(questions):  # type: ignore[operator]
            browser.get(address)
