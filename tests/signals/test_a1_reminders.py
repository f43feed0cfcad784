"""An A1 status is weighed within 24 hours; CPO and secretaris are reminded until it is (R-043)."""

from datetime import datetime, timedelta

import pytest
import time_machine
from clock_of_the_house import sweep_at
from django.core.mail import EmailMessage

from building import (
    a_situation,
    a_suspension,
    a_trigger,
    amsterdam,
    an_expert,
    person,
    weegvragen_in_force,
)
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from signals.models import Trigger
from signals.reminders import a1
from signals.states import Route
from signals.workflow import triggers

pytestmark = pytest.mark.django_db

FRIDAY_NIGHT = amsterdam(2026, 9, 4, 23)


def sweep_each_hour(hours: int, *, start: datetime = FRIDAY_NIGHT) -> None:
    for hour in range(hours):
        sweep_at(start + timedelta(hours=hour))


def sent_to(mailoutbox: list[EmailMessage], role: Role) -> list[str]:
    return [mail.subject for mail in mailoutbox if mail.to == [person(role).email]]


@pytest.fixture
def trigger() -> Trigger:
    person(Role.CPO)
    return a_trigger(Route.A1_STATUS, at=FRIDAY_NIGHT)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (amsterdam(2026, 9, 4, 23), FRIDAY_NIGHT),
        (amsterdam(2026, 9, 5, 10, 59), FRIDAY_NIGHT),
        (amsterdam(2026, 9, 5, 11), amsterdam(2026, 9, 5, 11)),
        (amsterdam(2026, 9, 5, 23), amsterdam(2026, 9, 5, 23)),
        (amsterdam(2026, 9, 6, 8, 59), amsterdam(2026, 9, 5, 23)),
        (amsterdam(2026, 9, 6, 9), amsterdam(2026, 9, 6, 9)),
        (amsterdam(2026, 9, 11, 8), amsterdam(2026, 9, 10, 9)),
    ],
)
def test_the_latest_moment_is_at_once_after_12_and_24_hours_and_then_daily_at_nine(
    now: datetime, expected: datetime
) -> None:
    assert a1.latest_moment(FRIDAY_NIGHT, now) == expected


def test_hours_are_hours_that_pass_also_when_the_clock_changes() -> None:
    saturday_night = amsterdam(2026, 10, 24, 23)

    moment = a1.latest_moment(saturday_night, amsterdam(2026, 10, 25, 12))

    assert moment == amsterdam(2026, 10, 25, 10)  # 12 hours on, in a night of one hour more


def test_cpo_and_secretaris_are_reminded_until_it_is_weighed(
    trigger: Trigger, mailoutbox: list[EmailMessage]
) -> None:
    sweep_each_hour(60)
    weegvragen_in_force()
    triggers.weigh(
        trigger, experts=[an_expert()], by=person(Role.CPO), at=amsterdam(2026, 9, 7, 12)
    )
    reminded = {role: sent_to(mailoutbox, role) for role in Role}
    sweep_each_hour(48, start=amsterdam(2026, 9, 7, 13))

    expected = [
        f"Aanleiding {trigger.pk}: weeg deze A1-status",
        f"Aanleiding {trigger.pk}: weeg deze A1-status",
        f"Aanleiding {trigger.pk}: A1-status na 24 uur nog niet gewogen",
        f"Aanleiding {trigger.pk}: A1-status na 34 uur nog niet gewogen",
        f"Aanleiding {trigger.pk}: A1-status na 58 uur nog niet gewogen",
    ]
    assert {role: subjects for role, subjects in reminded.items() if subjects} == {
        Role.CPO: expected,
        Role.SECRETARY: expected,
    }
    after = [subject for subject in sent_to(mailoutbox, Role.CPO) if "A1-status" in subject]
    assert after == expected


def test_the_mail_tells_in_a_glance_what_to_do(
    trigger: Trigger, mailoutbox: list[EmailMessage]
) -> None:
    sweep_at(FRIDAY_NIGHT)

    message = mailoutbox[0]
    assert message.body.splitlines()[:5] == [
        f"Aanleiding {trigger.pk} is een A1-status die nog niet is gewogen.",
        "Zij is vastgelegd op vrijdag 4 september 2026 om 23.00 uur.",
        "Een A1-status moet worden gewogen. Wij doen dat binnen 24 uur.",
        "",
        "Open de weging op deze pagina:",
    ]
    assert message.body.count("http") == 1
    assert f"/werk/aanleidingen/{trigger.pk}/" in message.body
    assert trigger.situation.disease not in message.subject + message.body


def test_after_an_outage_of_three_days_there_is_one_mail(
    trigger: Trigger, mailoutbox: list[EmailMessage]
) -> None:
    sweep_at(FRIDAY_NIGHT + timedelta(days=3))

    assert sent_to(mailoutbox, Role.CPO) == [
        f"Aanleiding {trigger.pk}: A1-status na 72 uur nog niet gewogen"
    ]


@pytest.mark.usefixtures("trigger")
def test_a_clock_that_jumps_back_repeats_nothing(mailoutbox: list[EmailMessage]) -> None:
    after_24_hours = FRIDAY_NIGHT + timedelta(hours=24, minutes=5)

    for minutes in (0, -60, 0, 60):
        sweep_at(after_24_hours + timedelta(minutes=minutes))

    assert len(sent_to(mailoutbox, Role.CPO)) == 1


def test_during_a_suspension_nobody_is_reminded_to_weigh(
    trigger: Trigger, mailoutbox: list[EmailMessage]
) -> None:
    monday = amsterdam(2026, 9, 7, 12)
    sweep_at(FRIDAY_NIGHT)
    with time_machine.travel(monday, tick=False):
        a_suspension(at=monday)
    sweep_at(amsterdam(2026, 9, 8, 9))
    while_suspended = sent_to(mailoutbox, Role.CPO)

    assert while_suspended == [f"Aanleiding {trigger.pk}: weeg deze A1-status"]


def test_in_an_exercise_participants_are_reminded_and_every_line_says_so(
    mailoutbox: list[EmailMessage],
) -> None:
    outsiders = [person(role, f"andere-{role}").email for role in a1.REMINDED]
    a_trigger(Route.A1_STATUS, situation=a_situation(is_exercise=True), at=FRIDAY_NIGHT)

    sweep_at(FRIDAY_NIGHT)

    inside = sorted(person(role).email for role in a1.REMINDED)
    assert sorted(mail.to[0] for mail in mailoutbox) == inside
    assert set(inside).isdisjoint(outsiders)
    for mail in mailoutbox:
        lines = mail.body[: mail.body.index("http")].splitlines()
        assert mail.subject.startswith("OEFENING: Aanleiding ")
        assert all(line.startswith("OEFENING | ") for line in lines if line)


def test_what_waited_while_it_was_weighed_is_not_sent(
    trigger: Trigger, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(doing, "do", lambda _: False)  # the workers are away
        sweep_at(FRIDAY_NIGHT)
    weegvragen_in_force()
    triggers.weigh(trigger, experts=[an_expert()], by=person(Role.CPO), at=FRIDAY_NIGHT)

    sweep_at(FRIDAY_NIGHT + timedelta(minutes=1))

    assert [subject for subject in sent_to(mailoutbox, Role.CPO) if "A1" in subject] == []
    outcomes = Work.objects.filter(kind="mail_a1").values_list("outcome", flat=True)
    assert set(outcomes) == {"niet verstuurd: de aanleiding wacht niet meer op een weging"}
