"""Reminders over a real SMTP conversation: what arrives, and what a bad mail server does to it."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from ground.post_office import PostOffice, post_office
from pytest_django import Settings

from building import a_signal, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import asking, doing
from mit_waakstand.outbox.models import Work
from signals.models import Signal
from signals.states import SignalState

ISSUED = amsterdam(2026, 9, 1, hour=16)
DAY_7 = amsterdam(2026, 9, 8, hour=9)
POSTBUS = "postbus-sg@voorbeeld.invalid"


@pytest.fixture(autouse=True)
def office(settings: Settings) -> Generator[PostOffice, None, None]:
    with post_office() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.OFFICE_URL = "https://kantoor.voorbeeld.invalid/"
        settings.SG_ADDRESS = POSTBUS
        yield running


def do_reminders(moment: datetime) -> None:
    """Do what a sweep does, for the reminders only."""
    with time_machine.travel(moment, tick=False):
        asking.ask(moment)
        for pk in (
            Work.objects.due(moment).filter(kind="mail_reminder").values_list("pk", flat=True)
        ):
            doing.do(pk)


def outcomes() -> dict[str, str]:
    rows = Work.objects.filter(kind="mail_reminder").order_by("pk")
    return {row.details["recipient"]: row.outcome for row in rows}


@pytest.fixture
def signal() -> Signal:
    for role in (Role.SG_OFFICE, Role.CPO, Role.SECRETARY):
        person(role)
    return a_signal(SignalState.ISSUED, at=ISSUED)


@pytest.mark.django_db
def test_bureau_sg_reads_in_twenty_seconds_what_is_asked(
    signal: Signal, office: PostOffice
) -> None:
    do_reminders(DAY_7)

    (message,) = [m for m in office.arrived if m["X-Delivered-To"] == POSTBUS]
    assert message["Subject"] == (
        "Signaal MIW-2026-01: reactie uiterlijk di 15 september (nog 7 dagen)"
    )
    assert message.get_content().splitlines() == [
        "Er is nog geen reactie van de SG van SZW op signaal MIW-2026-01.",
        "De termijn loopt tot en met dinsdag 15 september 2026. Dat is nog 7 dagen.",
        "De ontvangst is nog niet bevestigd.",
        "",
        "Wat vragen wij? Een reactie, zo snel mogelijk.",
        "",
        "Lees het signaal en leg de reactie vast op deze pagina:",
        "",
        f"https://kantoor.voorbeeld.invalid/werk/signalen/{signal.pk}/",
        "",
        "-- ",
        "MIT in waakstand",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("signal")
def test_of_several_recipients_the_refused_one_fails_at_once_and_the_others_get_it(
    office: PostOffice, cpo: User
) -> None:
    office.refuses[cpo.email] = "550 Deze postbus bestaat niet"

    do_reminders(DAY_7)

    refused = Work.objects.failed().get()
    others = [person(Role.SECRETARY).email, person(Role.SG_OFFICE).email]
    assert office.recipients() == sorted([POSTBUS, *others])
    assert (refused.details["recipient"], refused.attempts) == (f"user:{cpo.pk}", 1)
    assert refused.outcome == "de mailserver weigert deze mail: 550 Deze postbus bestaat niet"


@pytest.mark.django_db
@pytest.mark.usefixtures("signal")
def test_a_server_that_was_away_for_days_gets_only_the_newest_mail_for_each(
    office: PostOffice, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    for days in (0, 3, 5):
        do_reminders(DAY_7 + timedelta(days=days))
    while_away = set(outcomes().values())

    settings.EMAIL_PORT = office.port
    do_reminders(DAY_7 + timedelta(days=5, hours=2))

    assert all("niet bereikbaar" in outcome for outcome in while_away)
    assert len(office.recipients()) == len(set(office.recipients())) == 4
    assert {str(message["Subject"]) for message in office.arrived} == {
        "Signaal MIW-2026-01: reactie uiterlijk di 15 september (nog 2 dagen)"
    }
    assert not Work.objects.failed().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("signal")
def test_two_sweeps_at_nine_o_clock_remind_everybody_once(office: PostOffice) -> None:
    together = Barrier(2)

    def sweep(_: int) -> None:
        try:
            connection.ensure_connection()
            together.wait(timeout=10)
            doing.sweep(DAY_7)
        finally:
            connection.close()

    with time_machine.travel(DAY_7, tick=False), ThreadPoolExecutor(2) as pool:
        list(pool.map(sweep, range(2)))

    reminded = [m["X-Delivered-To"] for m in office.arrived if "nog 7 dagen" in m["Subject"]]
    people = [person(role).email for role in (Role.SG_OFFICE, Role.CPO, Role.SECRETARY)]
    assert sorted(reminded) == sorted([POSTBUS, *people])
