"""Who is reminded when of a signal without a response (R-054, domain §4; robustness 20-28)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from clock_of_the_house import sweep_at
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from building import a_signal, amsterdam, person, respond
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import asking, doing, schedules
from mit_waakstand.outbox.models import Schedule, Work
from signals import deadlines
from signals.models import Signal
from signals.proof import proofs
from signals.reminders import rows
from signals.reminders import term as reminders
from signals.states import SignalState
from signals.workflow.delivery import confirm_receipt

pytestmark = pytest.mark.django_db

ISSUED = amsterdam(2026, 9, 1, hour=16)
DUE = date(2026, 9, 15)
EQUATED = deadlines.EQUATED_BY_ROYAL_DECREE
POSTBUS = "postbus-sg@voorbeeld.invalid"


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.SG_ADDRESS = POSTBUS


def sweep_each_day(first: date, last: date, hour: int = 9, minute: int = 1) -> None:
    day = first
    while day <= last:
        sweep_at(amsterdam(day.year, day.month, day.day, hour, minute))
        day += timedelta(days=1)


def reminded_on(signal: Signal, recipient: str = "bureau_sg") -> list[str]:
    """Return the days of the reminders that were sent to this recipient."""
    sent = Work.objects.about(signal).filter(kind="mail_reminder", outcome="verstuurd")
    return [work.details["moment"][5:] for work in sent.filter(details__recipient=recipient)]


def about_the_term(mailoutbox: list[EmailMessage], to: str = POSTBUS) -> list[str]:
    return [mail.subject for mail in mailoutbox if mail.to == [to]]


def a_received_signal(at: datetime) -> Signal:
    """Return a signal that was issued at that moment, and confirmed by Bureau SG at once."""
    signal = a_signal(SignalState.ISSUED, at=at)
    return confirm_receipt(signal, by=person(Role.SG_OFFICE), at=at)


@pytest.fixture
def signal() -> Signal:
    """A signal of Tuesday 1 September 2026; its mail of that day was sent."""
    for role in (Role.SG_OFFICE, Role.CPO, Role.SECRETARY):
        person(role)
    signal = a_received_signal(ISSUED)
    sweep_at(ISSUED)
    return signal


# --- The schedule ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2026, 9, 3), None),
        (date(2026, 9, 4), date(2026, 9, 4)),
        (date(2026, 9, 7), date(2026, 9, 4)),
        (date(2026, 9, 8), date(2026, 9, 8)),
        (date(2026, 9, 15), DUE),
        (date(2026, 9, 16), date(2026, 9, 16)),
        (date(2026, 9, 22), date(2026, 9, 16)),
        (date(2026, 9, 23), date(2026, 9, 23)),
        (date(2027, 1, 1), date(2026, 12, 30)),
    ],
)
def test_the_latest_reminder_is_found_by_day(until: date, expected: date | None) -> None:
    found = reminders.latest_day(DUE, until, equated_days=EQUATED)

    assert found == expected


def test_only_the_reminder_of_the_last_day_is_pulled_forward() -> None:
    whit_monday = date(2027, 5, 17)

    days = {
        reminders.latest_day(whit_monday, whit_monday + timedelta(days=n), equated_days=EQUATED)
        for n in range(-11, 2)
    }

    # Friday 14 May (pulled forward) and Saturday, Sunday (-2, -1) and Tuesday; none on the Monday.
    assert sorted(day for day in days if day) == [
        date(2027, 5, 6),
        date(2027, 5, 10),
        date(2027, 5, 13),
        date(2027, 5, 14),
        date(2027, 5, 15),
        date(2027, 5, 16),
        date(2027, 5, 18),
    ]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (amsterdam(2026, 9, 4, 8, 59), amsterdam(2026, 9, 3, 9)),
        (amsterdam(2026, 9, 4, 9), amsterdam(2026, 9, 4, 9)),
        (amsterdam(2026, 10, 25, 9), amsterdam(2026, 10, 25, 9)),  # the day of 25 hours
        (amsterdam(2026, 10, 26, 8, 59), amsterdam(2026, 10, 25, 9)),
        (amsterdam(2027, 3, 28, 8, 59), amsterdam(2027, 3, 27, 9)),  # the day of 23 hours
        (amsterdam(2027, 3, 28, 9), amsterdam(2027, 3, 28, 9)),
        (amsterdam(2027, 1, 1, 0), amsterdam(2026, 12, 31, 9)),
        (amsterdam(2028, 2, 29, 23, 59), amsterdam(2028, 2, 29, 9)),
    ],
)
def test_reminders_go_at_nine_in_amsterdam(now: datetime, expected: datetime) -> None:
    assert rows.latest_nine(now) == expected


# --- Who, when, how often -------------------------------------------------------------------


def test_the_whole_schedule_goes_by_once_per_recipient(signal: Signal) -> None:
    sweep_each_day(date(2026, 9, 2), date(2026, 9, 30))

    expected = ["09-04", "09-08", "09-11", "09-13", "09-14", "09-15", "09-16", "09-23", "09-30"]
    for recipient in ("bureau_sg", *(f"user:{person(role).pk}" for role in reminders.REMINDED)):
        assert reminded_on(signal, recipient) == expected


def test_bureau_sg_cpo_and_secretaris_are_reminded_and_nobody_else(
    signal: Signal, mailoutbox: list[EmailMessage]
) -> None:
    gone = person(Role.SG_OFFICE, "vertrokken")
    gone.is_active = False
    gone.save()
    mailoutbox.clear()

    sweep_at(amsterdam(2026, 9, 4, 9))

    people = [person(role).email for role in (Role.CPO, Role.SECRETARY, Role.SG_OFFICE)]
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([POSTBUS, *people])
    assert person(Role.EXPERT).email not in people
    assert signal.number


def test_nobody_is_reminded_before_nine(signal: Signal) -> None:
    sweep_at(amsterdam(2026, 9, 4, 8, 59))
    before = reminded_on(signal)
    sweep_at(amsterdam(2026, 9, 4, 9))

    assert (before, reminded_on(signal)) == ([], ["09-04"])


def test_however_often_the_engine_runs_a_reminder_is_sent_once(signal: Signal) -> None:
    for minute in range(5):
        sweep_at(amsterdam(2026, 9, 8, 9, minute))

    assert reminded_on(signal) == ["09-08"]


def test_a_clock_that_jumps_back_an_hour_repeats_and_loses_nothing(signal: Signal) -> None:
    sweep_at(amsterdam(2026, 9, 8, 9, 5))
    sweep_at(amsterdam(2026, 9, 8, 8, 5))
    sweep_at(amsterdam(2026, 9, 8, 9, 5))
    sweep_each_day(date(2026, 9, 9), date(2026, 9, 11))

    assert reminded_on(signal) == ["09-08", "09-11"]


def test_a_clock_that_was_a_year_ahead_stops_no_reminder(signal: Signal) -> None:
    sweep_at(amsterdam(2027, 9, 8, 9))
    Work.objects.filter(kind="mail_reminder").update(outcome="te vroeg")

    sweep_each_day(date(2026, 9, 8), date(2026, 9, 11))

    assert reminded_on(signal) == ["09-08", "09-11"]


def test_after_an_outage_there_is_one_mail_with_the_present_state(
    signal: Signal, mailoutbox: list[EmailMessage]
) -> None:
    mailoutbox.clear()

    sweep_at(amsterdam(2026, 9, 14, 21))

    assert about_the_term(mailoutbox) == [
        "Signaal MIW-2026-01: reactie uiterlijk di 15 september (nog 1 dag)"
    ]
    assert reminded_on(signal) == ["09-14"]


def test_a_sweep_that_breaks_halfway_puts_nothing_and_the_next_one_everything(
    signal: Signal, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, put_all, calls = a_received_signal(ISSUED), rows.put_all, []

    def break_at_the_second(works: object) -> object:
        calls.append(works)
        if len(calls) == 2:
            raise MemoryError
        return put_all(works)

    monkeypatch.setattr(rows, "put_all", break_at_the_second)
    sweep_at(amsterdam(2026, 9, 8, 9))
    after_the_break = Work.objects.filter(kind="mail_reminder").count()
    sweep_at(amsterdam(2026, 9, 8, 9, 1))

    assert after_the_break == 0
    assert reminded_on(signal) == reminded_on(other) == ["09-08"]
    assert Work.objects.filter(kind="mail_reminder", outcome="verstuurd").count() == 8


def test_a_last_day_without_work_is_announced_on_the_last_working_day_as_one_mail(
    mailoutbox: list[EmailMessage],
) -> None:
    sunday = amsterdam(2026, 9, 6)  # 14 days on is a Sunday too; Friday is day -2 as well
    signal = a_received_signal(sunday)
    sweep_at(sunday)

    sweep_each_day(date(2026, 9, 7), date(2026, 9, 21))

    assert reminded_on(signal) == ["09-09", "09-13", "09-16", "09-18", "09-19", "09-21"]
    friday = next(mail for mail in mailoutbox if "(nog 2 dagen)" in mail.subject)
    assert "er moet dan iemand dienst hebben" in friday.body


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        # Over the clock change of 25 October 2026, over New Year, over 28 March 2027, over 29 Feb.
        (amsterdam(2026, 10, 20), ["10-23", "10-27", "10-30", "11-01", "11-02", "11-03", "11-04"]),
        (amsterdam(2026, 12, 29), ["01-01", "01-05", "01-08", "01-10", "01-11", "01-12", "01-13"]),
        (amsterdam(2027, 3, 23), ["03-26", "03-30", "04-02", "04-04", "04-05", "04-06", "04-07"]),
        (amsterdam(2028, 2, 22), ["02-25", "02-29", "03-03", "03-05", "03-06", "03-07", "03-08"]),
        # Twenty past midnight in Amsterdam, the day before in UTC.
        (
            amsterdam(2026, 9, 2, 0, 20),
            ["09-05", "09-09", "09-12", "09-14", "09-15", "09-16", "09-17"],
        ),
    ],
)
def test_the_calendar_moves_no_reminder(issued: datetime, expected: list[str]) -> None:
    signal = a_received_signal(issued)
    sweep_at(issued)

    day = issued.date()
    sweep_each_day(day, day + timedelta(days=15), hour=9, minute=0)

    assert reminded_on(signal) == expected


# --- Until receipt is confirmed -------------------------------------------------------------


@pytest.fixture
def unreceived() -> Signal:
    for role in (Role.SG_OFFICE, Role.CPO, Role.SECRETARY):
        person(role)
    return a_signal(SignalState.ISSUED, at=ISSUED)


def test_the_next_morning_everybody_is_reminded_when_receipt_was_not_confirmed(
    unreceived: Signal, mailoutbox: list[EmailMessage]
) -> None:
    sweep_each_day(date(2026, 9, 2), date(2026, 9, 4))

    assert reminded_on(unreceived) == ["09-02", "09-04"]
    reminder = next(mail for mail in mailoutbox if "nog 13 dagen" in mail.subject)
    assert "De ontvangst is nog niet bevestigd." in reminder.body


def test_after_receipt_there_is_no_reminder_the_next_morning(signal: Signal) -> None:
    sweep_each_day(date(2026, 9, 2), date(2026, 9, 3))

    assert reminded_on(signal) == []


def test_at_ten_the_next_morning_cpo_and_secretaris_are_told_to_call_once(
    unreceived: Signal, mailoutbox: list[EmailMessage]
) -> None:
    subject = f"Signaal {unreceived.number}: ontvangst niet bevestigd"
    told = []
    for moment in (
        amsterdam(2026, 9, 1, 23),
        amsterdam(2026, 9, 2, 9, 59),
        amsterdam(2026, 9, 2, 10),
        amsterdam(2026, 9, 2, 9, 30),
        amsterdam(2026, 9, 2, 11),
        amsterdam(2026, 9, 3, 11),
    ):
        sweep_at(moment)
        told.append(sorted(mail.to[0] for mail in mailoutbox if mail.subject == subject))

    both = sorted(person(role).email for role in (Role.CPO, Role.SECRETARY))
    assert told == [[], [], both, both, both, both]
    call = next(mail for mail in mailoutbox if mail.subject == subject)
    assert "Bel Bureau SG, en leg hier vast wie de ontvangst bevestigt en wanneer:" in call.body
    assert call.body.count("http") == 1


def test_a_receipt_that_came_in_time_is_not_escalated(
    unreceived: Signal, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(doing, "do", lambda _: False)  # the workers are away
        sweep_at(amsterdam(2026, 9, 2, 10))
    confirm_receipt(unreceived, by=person(Role.SG_OFFICE), at=amsterdam(2026, 9, 2, 10))

    sweep_at(amsterdam(2026, 9, 2, 11))

    assert [mail for mail in mailoutbox if "ontvangst niet" in mail.subject] == []
    outcomes = Work.objects.filter(kind="mail_unreceived").values_list("outcome", flat=True)
    assert set(outcomes) == {"niet verstuurd: de ontvangst is bevestigd of er is een reactie"}


def test_the_proof_says_to_which_role_and_at_which_attempt(unreceived: Signal) -> None:
    sweep_at(amsterdam(2026, 9, 2, 9))
    Work.objects.filter(kind="mail_reminder", details__role=Role.CPO).update(attempts=3)

    lines = [(proof.what, proof.outcome) for proof in proofs(unreceived) if "Her" in proof.what]

    assert lines == [
        ("Herinnering aan het adres van Bureau SG", "verstuurd"),
        *(
            (f"Herinnering aan {user.get_role_display()}", sent)
            for user in User.objects.with_role(*reminders.REMINDED)
            for sent in ["verstuurd, bij poging 3" if user.role == Role.CPO else "verstuurd"]
        ),
    ]


# --- Not any more ---------------------------------------------------------------------------


def test_after_the_response_nobody_is_reminded(signal: Signal) -> None:
    sweep_at(amsterdam(2026, 9, 4, 9))
    respond(signal, on=amsterdam(2026, 9, 7))

    sweep_each_day(date(2026, 9, 8), date(2026, 9, 20))

    assert reminded_on(signal) == ["09-04"]


def test_a_reminder_that_waited_while_the_response_came_is_not_sent(
    signal: Signal, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(doing, "do", lambda _: False)  # the workers are away
        sweep_at(amsterdam(2026, 9, 8, 9))
    respond(signal, on=amsterdam(2026, 9, 8, 9, 30))
    mailoutbox.clear()

    sweep_at(amsterdam(2026, 9, 8, 10))

    outcomes = Work.objects.filter(kind="mail_reminder").values_list("outcome", flat=True)
    assert set(outcomes) == {"niet verstuurd: er is een reactie"}
    assert about_the_term(mailoutbox) == []


def test_of_reminders_that_waited_behind_a_dead_mail_server_only_the_newest_is_sent(
    signal: Signal, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(doing, "do", lambda _: False)
        sweep_each_day(date(2026, 9, 2), date(2026, 9, 14))
    mailoutbox.clear()

    sweep_at(amsterdam(2026, 9, 14, 12))

    rows = Work.objects.about(signal).filter(kind="mail_reminder", details__recipient="bureau_sg")
    expired = "vervallen: een latere herinnering komt ervoor in de plaats"
    assert [row.outcome for row in rows] == [expired] * 4 + ["verstuurd"]
    assert len(about_the_term(mailoutbox)) == 1


# --- Exercises ------------------------------------------------------------------------------


def test_in_an_exercise_only_participants_are_reminded_and_every_line_says_so(
    mailoutbox: list[EmailMessage],
) -> None:
    outsiders = [person(role, f"andere-{role}").email for role in reminders.REMINDED]
    a_signal(SignalState.ISSUED, is_exercise=True, at=ISSUED)

    sweep_at(amsterdam(2026, 9, 8, 9))

    reminded = [mail for mail in mailoutbox if "nog 7 dagen" in mail.subject]
    inside = [person(role).email for role in reminders.REMINDED]
    assert sorted(mail.to[0] for mail in reminded) == sorted(inside)
    assert {mail.to[0] for mail in mailoutbox}.isdisjoint([*outsiders, POSTBUS])
    for mail in reminded:
        lines = mail.body[: mail.body.index("http")].splitlines()
        assert mail.subject.startswith("OEFENING: Signaal OEF-2026-01: ")
        assert all(line.startswith("OEFENING | ") for line in lines if line)


# --- The words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "subject", "line"),
    [
        (
            date(2026, 9, 10),
            "reactie uiterlijk di 15 september (nog 5 dagen)",
            "De termijn loopt tot en met dinsdag 15 september 2026. Dat is nog 5 dagen.",
        ),
        (
            date(2026, 9, 14),
            "reactie uiterlijk di 15 september (nog 1 dag)",
            "De termijn loopt tot en met dinsdag 15 september 2026. Dat is nog 1 dag.",
        ),
        (
            date(2026, 9, 15),
            "reactie uiterlijk di 15 september (vandaag is de laatste dag)",
            "Vandaag is de laatste dag van de termijn: dinsdag 15 september 2026, tot 24.00 uur.",
        ),
        (
            date(2026, 9, 17),
            "2 dagen buiten de termijn",
            "Het signaal is 2 dagen buiten de termijn van twee weken.",
        ),
    ],
)
def test_the_mail_says_where_the_term_stands_today(
    signal: Signal, mailoutbox: list[EmailMessage], day: date, subject: str, line: str
) -> None:
    mailoutbox.clear()

    sweep_at(amsterdam(day.year, day.month, day.day, 10))

    (message,) = [mail for mail in mailoutbox if mail.to == [POSTBUS]]
    assert message.subject == f"Signaal MIW-2026-01: {subject}"
    assert line in message.body.splitlines()
    assert message.body.count("http") == 1
    assert len(message.body.split()) < 70
    assert signal.title not in message.body


# --- The machine ----------------------------------------------------------------------------


def queries_of(moment: datetime) -> int:
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        reminders.remind(moment)
    return len(queries)


@pytest.mark.parametrize("number", [1, 3])
def test_when_nothing_is_due_a_fixed_number_of_questions_is_asked(number: int) -> None:
    for _ in range(number):
        a_received_signal(ISSUED)
    sweep_at(amsterdam(2026, 9, 2, 9))

    in_the_afternoon = queries_of(amsterdam(2026, 9, 2, 15))
    next_morning = queries_of(amsterdam(2026, 9, 3, 9))

    assert (in_the_afternoon, next_morning) == (3, 11)


@pytest.fixture
def broken_schedule(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A schedule that cannot put its work, asked before all others."""

    def breaks(_: datetime) -> None:
        message = "de agenda is zoek"
        raise ValueError(message)

    list(schedules)
    with monkeypatch.context() as patched:
        patched.setitem(schedules._table, "aaa", breaks)  # noqa: SLF001
        yield


@pytest.mark.usefixtures("broken_schedule")
def test_a_schedule_that_fails_keeps_nobody_waiting_and_says_why(signal: Signal) -> None:
    sweep_at(amsterdam(2026, 9, 4, 9))

    (trouble,) = Schedule.objects.in_trouble()
    assert reminded_on(signal) == ["09-04"]
    assert (str(trouble), trouble.trouble) == ("aaa", "ValueError: de agenda is zoek")
    assert trouble.troubled_at == amsterdam(2026, 9, 4, 9)


def test_a_schedule_that_works_again_is_in_trouble_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = amsterdam(2026, 9, 4, 9)
    list(schedules)
    Schedule.objects.create(name="aaa", troubled_at=now, trouble="ValueError: kapot")
    monkeypatch.setitem(schedules._table, "aaa", lambda _: None)  # noqa: SLF001

    asking.ask(now)

    assert list(Schedule.objects.in_trouble()) == []
