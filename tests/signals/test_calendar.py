"""Days equated by royal decree: a table, a yearly check, and no stored date that moves."""

from datetime import date

import pytest
import time_machine
from asking import BUTTON_ONLY, main_text, signed_in
from asking_today import rows_for
from clock_of_the_house import sweep_at
from django.core.mail import EmailMessage
from django.db import ProgrammingError, transaction
from django.urls import reverse
from pytest_django import Settings

from building import a_signal, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, NotAllowedError
from signals import deadlines
from signals.models import CalendarCheck, EquatedDay, Signal
from signals.models.calendar import equated_days, is_check_due
from signals.reminders import term
from signals.states import SignalState
from signals.views.terms import term_of
from signals.workflow.calendar import confirm_calendar, load_equated_days

pytestmark = pytest.mark.django_db

OCTOBER = amsterdam(2026, 10, 1, 9)
ISSUED = amsterdam(2026, 9, 1)
LAST_DAY = date(2026, 9, 15)


def asked_of(user: User, today: date) -> list[str]:
    return [row.action for row in rows_for(user, today) if "feestdagen" in row.action]


# --- The table ------------------------------------------------------------------------------


def test_the_starting_list_is_loaded_once() -> None:
    for _ in range(2):
        load_equated_days()

    days = list(EquatedDay.objects.values_list("day", flat=True))
    assert days == sorted(deadlines.EQUATED_BY_ROYAL_DECREE)


def test_what_is_built_in_counts_also_while_the_table_is_empty() -> None:
    assert equated_days() == deadlines.EQUATED_BY_ROYAL_DECREE


def test_a_new_day_counts_for_what_is_issued_after_it(settings: Settings) -> None:
    settings.DEADLINE_RULE = "atw"
    EquatedDay.objects.create(day=LAST_DAY, reference="Stcrt. 2026, 1")

    signal = a_signal(SignalState.ISSUED, at=ISSUED)

    assert signal.response_due_on == date(2026, 9, 16)


def test_a_day_added_later_moves_no_stored_date_and_the_page_says_so(settings: Settings) -> None:
    settings.DEADLINE_RULE = "atw"
    signal = a_signal(SignalState.ISSUED, at=ISSUED)

    EquatedDay.objects.create(day=LAST_DAY, reference="Stcrt. 2026, 1")

    signal = Signal.objects.get(pk=signal.pk)
    explanation = str(term_of(signal)["explanation"])
    assert signal.response_due_on == LAST_DAY
    assert "di 15 september 2026 is bij koninklijk besluit gelijkgesteld" in explanation
    assert "wat bij het uitbrengen is vastgelegd blijft gelden: di 15 september" in explanation


def test_a_day_added_later_pulls_the_reminder_of_the_last_day_forward() -> None:
    day = EquatedDay.objects.create(day=LAST_DAY, reference="Stcrt. 2026, 1")
    assert str(day) == "15 september 2026"

    found = term.latest_day(LAST_DAY, LAST_DAY, equated_days=equated_days())

    assert found == date(2026, 9, 14)


def test_the_beheerder_adds_a_day_in_the_admin_and_the_trail_says_so(administrator: User) -> None:
    address = reverse("admin:signals_equatedday_add")

    answer = signed_in(administrator).post(
        address, {"day": "07-05-2029", "reference": "Stcrt. 2028, 5"}
    )

    assert answer.status_code == 302
    assert EquatedDay.objects.get().day == date(2029, 5, 7)
    assert Event.objects.get(subject="signals.equatedday").verb == "add"


# --- The yearly check -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_the_check_is_asked_from_october_to_the_end_of_the_year(
    today: date, *, expected: bool
) -> None:
    assert is_check_due(today) is expected


def test_the_beheerder_is_asked_until_he_confirms(administrator: User) -> None:
    today = OCTOBER.date()
    before = asked_of(administrator, today)

    confirm_calendar(by=administrator, at=OCTOBER)

    assert before == ["Controleer de feestdagen van 2027 en later"]
    assert asked_of(administrator, today) == []
    assert asked_of(administrator, date(2027, 10, 1)) == [
        "Controleer de feestdagen van 2028 en later"
    ]
    assert asked_of(person(Role.SECRETARY), today) == []


def test_he_gets_one_mail_a_year(administrator: User, mailoutbox: list[EmailMessage]) -> None:
    for month, day in [(9, 30), (10, 1), (10, 2), (11, 15)]:
        sweep_at(amsterdam(2026, month, day, 9))
    sweep_at(amsterdam(2027, 10, 5, 12))

    mails = [mail for mail in mailoutbox if "gelijkgestelde dagen" in mail.subject]
    assert [(mail.to, mail.subject) for mail in mails] == [
        ([administrator.email], f"Controleer de gelijkgestelde dagen van {year} en later")
        for year in (2027, 2028)
    ]
    assert mails[0].body.count("http") == 1
    assert "/werk/feestdagen/" in mails[0].body


def test_after_the_check_there_is_no_mail(
    administrator: User, mailoutbox: list[EmailMessage]
) -> None:
    confirm_calendar(by=administrator, at=OCTOBER)

    sweep_at(amsterdam(2026, 11, 1))

    assert mailoutbox == []


def test_a_mail_that_waited_while_he_confirmed_is_not_sent(
    administrator: User, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(doing, "do", lambda _: False)  # the workers are away
        sweep_at(OCTOBER)
    confirm_calendar(by=administrator, at=OCTOBER)

    sweep_at(amsterdam(2026, 10, 1, 10))

    assert mailoutbox == []


def test_the_check_is_recorded_once_with_who_and_when(administrator: User) -> None:
    check = confirm_calendar(by=administrator, at=OCTOBER)

    with pytest.raises(ConflictError, match="al gecontroleerd"):
        confirm_calendar(by=administrator, at=OCTOBER)

    event = Event.objects.get(verb="confirm_calendar")
    assert (str(check), check.confirmed_by, event.by) == (
        "controle van 2026",
        administrator,
        administrator,
    )


def test_only_the_beheerder_checks(secretary: User) -> None:
    with pytest.raises(NotAllowedError):
        confirm_calendar(by=secretary, at=OCTOBER)

    assert list(CalendarCheck.objects.all()) == []


def test_a_check_is_never_changed(administrator: User) -> None:
    check = confirm_calendar(by=administrator, at=OCTOBER)

    with pytest.raises(ProgrammingError, match="liggen vast"), transaction.atomic():
        CalendarCheck.objects.filter(pk=check.pk).update(year=2030)

    assert CalendarCheck.objects.get().year == 2026


def test_the_page_shows_the_days_and_takes_the_check(administrator: User) -> None:
    load_equated_days()
    client, address = signed_in(administrator), reverse("signals:calendar")

    with time_machine.travel(OCTOBER, tick=False):
        before = main_text(client.get(address))
        client.post(address, BUTTON_ONLY)
        after = main_text(client.get(address))
        again = main_text(client.post(address, BUTTON_ONLY, follow=True))

    assert "vrijdag 7 mei 2027" in before
    assert "Nog niet gecontroleerd dit jaar" in before
    assert "De lijst is hier nog nooit gecontroleerd." in before
    assert "Voor het laatst gecontroleerd op 1 oktober 2026 door Eva Proef." in after
    assert "Ik heb de dagen van 2027" not in after
    assert CalendarCheck.objects.count() == 1
    assert again
