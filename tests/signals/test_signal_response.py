"""The response of the SG: who records it, its dates, and that it is final (domain §3.3)."""

from datetime import date, timedelta

import pytest
from asking import (
    buttons,
    main_text,
    refusal_of_sql,
    refusal_of_the_database,
    signed_in,
    told,
)
from django.utils import timezone
from signal_forms import LATER, NOW, a_response, act_url, fresh, with_files

from building import (
    a_signal,
    person,
    respond,
)
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.models import Work
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError
from signals.models import Response
from signals.states import SignalState
from signals.workflow import signals
from signals.workflow.signals import ResponseDates

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.SG_OFFICE, Role.SECRETARY])
def test_the_response_is_recorded_by_bureau_sg_or_the_secretary(role: Role) -> None:
    signal, recorder = a_signal(SignalState.ISSUED), person(role)
    today = timezone.localdate()

    answer = signed_in(recorder).post(
        act_url(signal, "respond"), a_response(reference="2026-0000123")
    )

    signal = fresh(signal)
    response = signal.response
    assert answer.headers["Location"] == signal.get_absolute_url()
    assert signal.state == SignalState.ANSWERED
    assert signal.answered_by == recorder
    assert signal.answered_at is not None
    assert (response.dated_on, response.sent_on, response.received_on) == (today, today, today)
    assert (response.signed_by, response.reference) == ("De SG", "2026-0000123")
    assert told(signal)[-1] == ("respond", recorder.pk)


def test_a_response_puts_its_pdf_and_mail_to_cpo_and_secretary(cpo: User, secretary: User) -> None:
    signal = a_signal(SignalState.ANSWERED)

    mails = {w.details["recipient"] for w in Work.objects.filter(kind="mail_answered")}
    pdf = Work.objects.about(signal.response).get()

    assert mails == {f"user:{cpo.pk}", f"user:{secretary.pk}"}
    assert pdf.kind == "make_response_pdf"


@pytest.mark.parametrize(
    ("sent_after", "days", "in_time"), [(0, 0, True), (14, 14, True), (15, 15, False)]
)
def test_the_day_of_sending_decides_whether_it_was_in_time(
    sent_after: int, days: int, *, in_time: bool
) -> None:
    signal = a_signal(SignalState.ISSUED, at=NOW)

    signal = respond(signal, on=NOW + timedelta(days=sent_after))

    assert (signal.days_used(), signal.was_answered_in_time()) == (days, in_time)


def test_without_a_response_nothing_was_in_time_and_no_days_are_used() -> None:
    signal = a_signal(SignalState.ISSUED)

    assert (signal.days_used(), signal.was_answered_in_time()) == (None, False)


def test_a_secretary_records_a_letter_that_came_later(secretary: User) -> None:
    signal = a_signal(SignalState.ISSUED, at=NOW)

    signals.respond(
        signal,
        text="Akkoord.",
        signed_by="plv. SG",
        dates=ResponseDates(
            dated_on=date(2026, 9, 3), sent_on=date(2026, 9, 4), received_on=date(2026, 9, 8)
        ),
        by=secretary,
        at=LATER,
    )

    response = Response.objects.get()
    assert response.received_on == date(2026, 9, 8)
    assert fresh(signal).days_used() == 3


@pytest.mark.parametrize("role", [Role.CPO, Role.EXPERT, Role.ADMINISTRATOR])
def test_nobody_else_records_a_response(role: Role) -> None:
    signal = a_signal(SignalState.ISSUED)

    with pytest.raises(NotAllowedError):
        respond(signal, on=timezone.now(), by=person(role))

    assert not Response.objects.exists()


DATES = {
    # case: (dated, sent, received, field, words); issued on 1 September, recorded on 10 September
    "sent before the issue": (
        (8, 31),
        (8, 31),
        (9, 2),
        "sent_on",
        "De reactie kan niet verzonden zijn voordat het signaal is uitgebracht.",
    ),
    "dated in the future": ((9, 11), (9, 11), (9, 11), "dated_on", "ligt in de toekomst"),
    "sent in the future": ((9, 9), (9, 11), (9, 11), "sent_on", "ligt in de toekomst"),
    "received in the future": ((9, 9), (9, 10), (9, 11), "received_on", "ligt in de toekomst"),
    "sent before it was dated": (
        (9, 9),
        (9, 8),
        (9, 9),
        "",
        "De dagtekening kan niet na de verzending liggen.",
    ),
    "received before it was sent": (
        (9, 7),
        (9, 8),
        (9, 7),
        "",
        "De ontvangst kan niet voor de verzending liggen.",
    ),
}


@pytest.mark.parametrize("case", DATES)
def test_impossible_dates_are_refused_at_their_field(case: str, sg_office: User) -> None:
    *days, field, words = DATES[case]
    dated_on, sent_on, received_on = (date(2026, *day) for day in days)
    signal = a_signal(SignalState.ISSUED, at=NOW)

    with pytest.raises(RefusedError) as refusal:
        signals.respond(
            signal,
            text="Akkoord.",
            signed_by="De SG",
            dates=ResponseDates(dated_on=dated_on, sent_on=sent_on, received_on=received_on),
            by=sg_office,
            at=LATER,
        )

    assert refusal.value.field == field
    assert words in refusal.value.message
    assert fresh(signal).state == SignalState.ISSUED
    assert not Response.objects.exists()


def test_the_page_says_so_when_dates_are_out_of_order(sg_office: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    yesterday = (timezone.localdate() - timedelta(days=1)).strftime("%d-%m-%Y")

    answer = signed_in(sg_office).post(
        act_url(signal, "respond"), a_response(sent_on=yesterday, text="Een lang verhaal.")
    )

    assert answer.status_code == 422
    assert "De dagtekening kan niet na de verzending liggen." in main_text(answer)
    assert "Een lang verhaal." in main_text(answer)


def test_the_database_knows_the_order_of_the_dates_too() -> None:
    statement = (
        "INSERT INTO signals_response (signal_id, text, dated_on, sent_on, received_on, signed_by,"
        " reference, original_name, original_sha256, copy_sha256, pdf_sha256, public_name,"
        " public_sha256, grounds) VALUES (%s, 'x', %s, %s, %s, 'SG', '', '', %s, '', '', '', '',"
        " '')"
    )
    signal = a_signal(SignalState.ISSUED, at=NOW)
    early, late = date(2026, 9, 2), date(2026, 9, 3)

    refusals = [
        refusal_of_sql(statement, [signal.pk, late, early, late, ""]),
        refusal_of_sql(statement, [signal.pk, early, late, early, ""]),
        refusal_of_sql(statement, [signal.pk, early, early, early, "a" * 64]),
    ]

    assert "response_is_dated_before_it_is_sent" in refusals[0]
    assert "response_is_sent_before_it_is_received" in refusals[1]
    assert "original_response_has_a_public_copy" in refusals[2]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "🦠"),
        ("text", ""),
        ("text", "\u202eomgekeerd"),
        ("signed_by", "De SG 🦠"),
        ("reference", "漢"),
        ("dated_on", "31-02-2026"),
    ],
)
def test_a_response_that_cannot_be_printed_is_refused(
    field: str, value: str, sg_office: User
) -> None:
    signal = a_signal(SignalState.ISSUED)

    answer = signed_in(sg_office).post(act_url(signal, "respond"), a_response(**{field: value}))

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize("state", [SignalState.DRAFT, SignalState.ADOPTED])
def test_before_issue_there_is_no_response(state: SignalState, secretary: User) -> None:
    signal = a_signal(state)
    client = signed_in(secretary)

    page = client.get(signal.get_absolute_url())
    sent = client.post(act_url(signal, "respond"), a_response())
    refusal = refusal_of_the_database(signal, state="reactie_ontvangen")

    assert "Reactie vastleggen" not in buttons(page)
    assert sent.status_code == 409
    assert refusal != ""
    assert not Response.objects.exists()


def test_a_second_response_is_a_readable_conflict(sg_office: User) -> None:
    signal = a_signal(SignalState.ANSWERED)

    answer = signed_in(sg_office).post(
        act_url(signal, "respond"), a_response(text="Mijn tweede reactie.")
    )

    assert answer.status_code == 409
    assert "De stand is nu “reactie ontvangen”" in main_text(answer)
    assert "Mijn tweede reactie." in main_text(answer)
    assert Response.objects.count() == 1


def test_an_answered_signal_does_not_go_back(cpo: User) -> None:
    signal = a_signal(SignalState.ANSWERED)

    with pytest.raises(ConflictError):
        signals.issue(signal, by=cpo, at=NOW)

    refusal = refusal_of_the_database(signal, state="uitgebracht")
    assert "Deze stap bestaat niet voor een signaal." in refusal


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "Toch anders."),
        ("sent_on", date(2020, 1, 1)),
        ("signed_by", "Een ander"),
        ("original_sha256", "0" * 64),
    ],
)
def test_a_recorded_response_does_not_change(column: str, value: object) -> None:
    response = a_signal(SignalState.ANSWERED).response

    refusal = refusal_of_the_database(response, **{column: value})

    assert "Een vastgelegde reactie verandert niet meer." in refusal


def test_files_are_made_once() -> None:
    signal = with_files(a_signal(SignalState.ANSWERED))

    refusals = [
        refusal_of_the_database(signal, letter_sha256="0" * 64),
        refusal_of_the_database(signal.response, pdf_sha256="0" * 64),
    ]

    assert "De brief is al gemaakt" in refusals[0]
    assert "De pdf van de reactie is al gemaakt" in refusals[1]
