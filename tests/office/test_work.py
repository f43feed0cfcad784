"""The page of the beheerder: does mail go out, and do the schedules work."""

from collections.abc import Generator
from datetime import timedelta
from ipaddress import ip_network

import pytest
import time_machine
from asking import BUTTON_ONLY, main_text, signed_in
from building_readiness import a_proof
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from ground.post_office import PostOffice, post_office
from ground.proving import some_work
from pytest_django import Settings

from building import a_signal, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties.models import ProofKind
from mit_waakstand.office import schedule_words
from mit_waakstand.office.schedule_words import TIMETABLES
from mit_waakstand.outbox import doing, kinds, schedules
from mit_waakstand.outbox.models import Schedule, Work
from mit_waakstand.trail.models import Event
from mit_waakstand.work_words import WORK_IN_WORDS
from signals.states import SignalState

pytestmark = pytest.mark.django_db

PAGE = "office:work"


@pytest.fixture(autouse=True)
def office(settings: Settings) -> Generator[PostOffice, None, None]:
    with post_office() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.OFFICE_URL = "https://kantoor.voorbeeld.invalid/"
        yield running


def ask_for_a_trial_mail(user: User) -> str:
    """Return the page after the button was pressed."""
    client = signed_in(user)
    return main_text(client.post(reverse("office:work-trial-mail"), BUTTON_ONLY, follow=True))


def do_the_trial_mail() -> None:
    for work in Work.objects.filter(kind="mail_trial"):
        doing.do(work.pk)


def page_of(user: User) -> str:
    return main_text(signed_in(user).get(reverse(PAGE)))


def test_every_kind_of_work_has_a_name_that_the_beheerder_knows(administrator: User) -> None:
    person(Role.SG_OFFICE)
    a_signal(SignalState.ISSUED)

    page = page_of(administrator)

    assert "Mail over het signaal (werk" in page
    # our own names stand behind those words, for the log
    assert set(kinds) - set(WORK_IN_WORDS) == set()


def test_a_trial_mail_waits_and_is_then_sent_to_who_asked_for_it(
    administrator: User, office: PostOffice
) -> None:
    before = ask_for_a_trial_mail(administrator)
    do_the_trial_mail()

    after = page_of(administrator)
    (message,) = office.arrived
    assert "De proefmail staat klaar." in before
    assert ": wacht" in before
    assert ": verstuurd op" in after
    assert message["X-Delivered-To"] == administrator.email
    assert message["Subject"] == "Proefmail van het MIT in waakstand"
    assert "https://kantoor.voorbeeld.invalid/werk/werk/" in message.get_content()


def test_a_refused_trial_mail_says_why_at_once(administrator: User, office: PostOffice) -> None:
    office.refuses[administrator.email] = "550 Deze postbus bestaat niet"
    ask_for_a_trial_mail(administrator)
    do_the_trial_mail()

    page = page_of(administrator)

    assert "de mailserver weigert deze mail: 550 Deze postbus bestaat niet" in page
    assert ": mislukt op" in page


def test_while_the_mail_server_is_away_the_page_says_when_it_is_tried_again(
    administrator: User, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    ask_for_a_trial_mail(administrator)
    do_the_trial_mail()

    page = page_of(administrator)

    assert "nog niet gelukt, de mailserver is niet bereikbaar" in page
    assert "Volgende poging:" in page


def test_who_asked_for_a_trial_mail_is_recorded(administrator: User) -> None:
    ask_for_a_trial_mail(administrator)

    event = Event.objects.get(verb="send_trial_mail")
    assert (event.by, event.sentence) == (administrator, "heeft een proefmail gevraagd")


def test_each_sees_his_own_trial_mails(administrator: User) -> None:
    ask_for_a_trial_mail(administrator)

    other = page_of(person(Role.ADMINISTRATOR, "andere-beheerder"))

    assert "Gevraagd op" in page_of(administrator)
    assert "Gevraagd op" not in other


def test_an_account_that_was_closed_gets_no_trial_mail(
    administrator: User, office: PostOffice
) -> None:
    ask_for_a_trial_mail(administrator)
    administrator.is_active = False
    administrator.save()

    do_the_trial_mail()

    assert office.arrived == []
    assert Work.objects.get().outcome == "niet verstuurd: het account is niet meer actief"


def test_a_schedule_in_trouble_is_told(administrator: User) -> None:
    before = page_of(administrator)
    Schedule.objects.create(name="proef", troubled_at=timezone.now(), trouble="ValueError: kapot")

    after = page_of(administrator)

    assert "Een schema geeft een fout" not in before
    assert "Een schema geeft een fout ValueError: kapot Het gaat om proef" in after


def test_an_engine_that_is_dead_for_two_days_is_told_to_the_office_and_to_the_watch(
    secretary: User, settings: Settings
) -> None:
    settings.MONITORS = [ip_network("127.0.0.1")]
    doing.sweep(timezone.now())
    client = signed_in(secretary)
    alive = main_text(client.get(reverse("office:worklist")))
    is_ready = client.get("/-/gereed").status_code

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        client = signed_in(secretary)
        dead = main_text(client.get(reverse("office:worklist")))
        readiness = client.get("/-/gereed")

    assert ("staan stil" in alive, is_ready) == (False, 200)
    assert ("staan stil" in dead, readiness.status_code) == (True, 503)
    assert readiness.json()["controles"]["hartslag"] is False


def test_the_page_says_how_mail_publications_and_copies_stand(administrator: User) -> None:
    before = page_of(administrator)
    with time_machine.travel(amsterdam(2026, 11, 2), tick=False):
        a_proof(ProofKind.BACKUP, done_on=timezone.localdate(), at=timezone.now())
        signal = a_signal(SignalState.PUBLISHED, at=amsterdam(2026, 9, 1))
        failed = Work.objects.about(signal).filter(kind="mail_issued").first()
        assert failed is not None
        failed.done_at, failed.failed_at = None, timezone.now()
        failed.save()
        doing._beat(timezone.now())  # noqa: SLF001
        after = page_of(administrator)

    assert "Laatste ronde nog nooit" in before
    assert "Publicaties er is nog niets gepubliceerd" in before
    assert "Reservekopie nog nooit vastgelegd" in before
    assert "Laatste ronde 2 november 2026, 12.00 uur" in after
    assert "de laatste ging uit op" in after
    assert "; 1 mislukt" in after
    assert "Publicaties de laatste is van 10 september 2026" in after
    assert "Reservekopie 2 november 2026: gelukt" in after


def test_every_schedule_has_words_and_the_moment_at_which_it_puts_its_work() -> None:
    """A schedule that keeps how far it came does so at the time that the page says."""
    with time_machine.travel(amsterdam(2026, 11, 4, hour=11), tick=False):
        doing.sweep(timezone.now())
        lines = {line.name: line for line in schedule_words.lines(timezone.now())}
    kept = {row.name: localtime(row.reached) for row in Schedule.objects.exclude(reached=None)}

    assert set(TIMETABLES) == set(schedules)
    timed = {name for name, table in TIMETABLES.items() if table.next_after(timezone.now())}
    assert set(kept) == timed
    for name, reached in kept.items():
        each = timedelta(hours=1) if TIMETABLES[name].each_hour else timedelta(days=1)
        assert (name, lines[name].next) == (name, reached + each)


def test_work_that_broke_off_waits_and_says_so(administrator: User) -> None:
    some_work("ongezien")
    Work.objects.update(attempts=1, begun_at=timezone.now())

    assert "brak af" in page_of(administrator)


def test_everything_that_failed_is_tried_again_at_once(administrator: User) -> None:
    for number in range(3):
        some_work(f"stuk {number}")
    Work.objects.update(failed_at=timezone.now(), attempts=8, outcome="de drukker is op")
    client = signed_in(administrator)

    before = main_text(client.get(reverse(PAGE)))
    client.post(reverse("office:work-retry-all"), BUTTON_ONLY)
    after = main_text(client.get(reverse(PAGE)))

    assert "Alles opnieuw proberen" in before
    assert "Alles opnieuw proberen" not in after
    assert "nog niet geprobeerd" in after
    assert "de drukker is op" not in after  # that was of the series before
    assert Work.objects.filter(failed_at=None, attempts=0).count() == 3
