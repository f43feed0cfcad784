"""Who is told what, by mail that is work of its own per recipient (robustness 7, 8, 12, 28)."""

import re
from collections.abc import Generator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from post_office import PostOffice, post_office
from pytest_django import Settings

from building import a_signal, a_weighing, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from signals import deadlines, notifications
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db

ISSUED_AT = amsterdam(2026, 9, 1, hour=16)
SECRETS = ("Stel een commissie MIT in", "pandemisch potentieel", "zilverkoorts", "Proef")


@pytest.fixture(autouse=True)
def office(settings: Settings) -> Generator[PostOffice, None, None]:
    with post_office() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.OFFICE_URL = "https://kantoor.voorbeeld.invalid/"
        settings.SG_ADDRESS = "postbus-sg@voorbeeld.invalid"
        yield running


def _send_what_is_due() -> None:
    """Do what the sweep does, without the letters (they take longer)."""
    for work in Work.objects.due(timezone.now()).filter(kind__startswith="mail_"):
        doing.do(work.pk)


def _mail_work(kind: str = "mail_issued") -> dict[str, Work]:
    return {work.details["recipient"]: work for work in Work.objects.filter(kind=kind)}


def test_bureau_sg_is_told_of_a_signal_with_its_number_and_term(
    office: PostOffice, sg_office: User
) -> None:
    signal = a_signal(SignalState.ISSUED, at=ISSUED_AT)

    _send_what_is_due()

    told = [m for m in office.arrived if m["X-Delivered-To"] == sg_office.email]
    (message,) = told
    assert (
        message["Subject"]
        == "Signaal MIW-2026-01: reactie uiterlijk di 15 september (nog 14 dagen)"
    )
    text = message.get_content()
    assert "tot en met dinsdag 15 september 2026" in text
    assert re.findall(r"https?://\S+", text) == [
        f"https://kantoor.voorbeeld.invalid/werk/signalen/{signal.pk}/"
    ]


def test_a_signal_goes_to_the_address_of_bureau_sg_and_to_each_account(
    office: PostOffice, sg_office: User
) -> None:
    colleague = person(Role.SG_OFFICE, "collega")
    a_signal(SignalState.ISSUED)

    _send_what_is_due()

    signal_mail = [m["X-Delivered-To"] for m in office.arrived if "Signaal" in m["Subject"]]
    assert sorted(signal_mail) == sorted(
        [sg_office.email, colleague.email, "postbus-sg@voorbeeld.invalid"]
    )


def test_without_an_address_of_bureau_sg_only_the_accounts_are_told(
    office: PostOffice, sg_office: User, settings: Settings
) -> None:
    settings.SG_ADDRESS = ""
    a_signal(SignalState.ISSUED)

    _send_what_is_due()

    signal_mail = [m["X-Delivered-To"] for m in office.arrived if "Signaal" in m["Subject"]]
    assert signal_mail == [sg_office.email]


def test_cpo_and_secretaris_are_told_of_the_response(
    office: PostOffice, cpo: User, secretary: User
) -> None:
    signal = a_signal(SignalState.ANSWERED, at=ISSUED_AT)

    _send_what_is_due()

    answered = [m for m in office.arrived if "reactie van de SG" in m["Subject"]]
    assert {str(m["X-Delivered-To"]) for m in answered} == {cpo.email, secretary.email}
    assert answered[0]["Subject"] == "Signaal MIW-2026-01: reactie van de SG vastgelegd"
    assert "streef naar twee werkdagen" in answered[0].get_content()
    assert notifications.link_to(signal) in answered[0].get_content()


def test_an_expert_is_invited_to_a_weighing(office: PostOffice, expert: User) -> None:
    weighing = a_weighing(at=timezone.now())

    _send_what_is_due()

    (message,) = office.arrived
    said = message.get_body(("plain",))
    day = deadlines.in_dutch(weighing.held_on, weekday="long")
    assert said is not None
    assert message["X-Delivered-To"] == expert.email
    assert message["Subject"] == f"Weging {weighing.pk}: uitnodiging"
    assert f"Datum: {day}." in said.get_content()
    assert "/persoonlijk/" in said.get_content()


def test_mail_carries_numbers_and_no_content_or_names(office: PostOffice) -> None:
    a_signal(SignalState.ANSWERED)

    _send_what_is_due()

    assert len(office.arrived) == 4  # an invitation to a weighing of days ago goes out no more
    everything = "\n".join(
        f"{message['Subject']}\n{message.get_content()}" for message in office.arrived
    )
    assert [secret for secret in SECRETS if secret in everything] == []


def test_mail_of_an_exercise_stays_inside_and_is_marked(
    office: PostOffice, cpo: User, secretary: User, sg_office: User
) -> None:
    outsider = person(Role.SG_OFFICE, "buitenstaander")
    a_signal(SignalState.ANSWERED, is_exercise=True)

    _send_what_is_due()

    inside = {user.email for user in (cpo, secretary, sg_office)}
    assert set(office.recipients()) == inside
    assert outsider.email not in inside
    assert all(message["Subject"].startswith("OEFENING: ") for message in office.arrived)
    lines = [line for m in office.arrived for line in m.get_content().splitlines()]
    spoken = [line for line in lines if line and not line.startswith(("http", "-- ", "MIT in"))]
    assert all(line.startswith("OEFENING | ") for line in spoken)
    assert not any("gepubliceerd" in line for line in lines)


def test_who_lost_the_account_meanwhile_gets_nothing(office: PostOffice, sg_office: User) -> None:
    a_signal(SignalState.ISSUED)
    sg_office.is_active = False
    sg_office.save()

    _send_what_is_due()

    assert sg_office.email not in office.recipients()
    row = _mail_work()[f"user:{sg_office.pk}"]
    assert row.outcome == "niet verstuurd: het account is niet meer actief"


def test_one_refused_recipient_keeps_nobody_waiting_and_the_row_says_why(
    office: PostOffice, sg_office: User
) -> None:
    a_signal(SignalState.ISSUED)
    office.refuses["postbus-sg@voorbeeld.invalid"] = "550 Deze postbus bestaat niet"

    with time_machine.travel(ISSUED_AT.replace(year=2027), tick=False):
        _send_what_is_due()
        now = timezone.now()

    rows = _mail_work()
    assert sg_office.email in office.recipients()
    assert rows[f"user:{sg_office.pk}"].outcome == "verstuurd"
    refused = rows["bureau_sg"]
    assert (refused.done_at, refused.attempts) == (None, 1)
    assert "Deze postbus bestaat niet" in refused.outcome
    assert refused.next_try_at == now + timedelta(minutes=1)


def test_after_a_refusal_the_mail_is_sent_once_as_soon_as_the_server_takes_it(
    office: PostOffice, sg_office: User
) -> None:
    a_signal(SignalState.ISSUED)
    office.refuses[sg_office.email] = "451 Nu even niet"

    for minutes, refuses in [(0, True), (1, True), (3, False), (60, False)]:
        if not refuses:
            office.refuses.clear()
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
            _send_what_is_due()

    row = _mail_work()[f"user:{sg_office.pk}"]
    assert (row.attempts, row.outcome) == (3, "verstuurd")
    assert office.recipients().count(sg_office.email) == 1


def test_with_the_mail_server_away_no_mail_is_lost(
    office: PostOffice, sg_office: User, settings: Settings
) -> None:
    a_signal(SignalState.ISSUED)
    settings.EMAIL_PORT = 1
    _send_what_is_due()
    assert {work.done_at for work in _mail_work().values()} == {None}

    settings.EMAIL_PORT = office.port
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        _send_what_is_due()

    assert {work.outcome for work in _mail_work().values()} == {"verstuurd"}
    assert office.recipients().count(sg_office.email) == 1


def test_there_is_no_mail_about_a_signal_that_was_not_issued() -> None:
    draft = a_signal(SignalState.DRAFT)

    with pytest.raises(ValueError, match="was not issued"):
        notifications.issued_letter(Signal.objects.get(pk=draft.pk), "sg@voorbeeld.invalid", "x")

    assert Work.objects.filter(kind="mail_issued").count() == 0
