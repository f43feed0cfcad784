"""The daily mail to the beheerder: on a day with problems one, on a quiet day none."""

from collections.abc import Generator
from datetime import datetime, timedelta

import pytest
import time_machine
from building_readiness import a_proof
from django.utils import timezone
from ground.post_office import PostOffice, post_office
from pytest_django import Settings

from building import amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties.models import ProofKind
from mit_waakstand.office import digest
from mit_waakstand.outbox import asking, doing
from mit_waakstand.outbox.models import Schedule, Work
from mit_waakstand.outbox.putting import put

pytestmark = pytest.mark.django_db

MONDAY = amsterdam(2026, 11, 2, hour=8)
DAY = timedelta(days=1)
SUBJECT = "Techniek van het MIT in waakstand: 1 punt vraagt aandacht"


@pytest.fixture(autouse=True)
def office(settings: Settings) -> Generator[PostOffice, None, None]:
    with post_office() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.OFFICE_URL = "https://kantoor.voorbeeld.invalid/"
        yield running


@pytest.fixture(autouse=True)
def in_order() -> None:
    """A house of some days old in which nothing is wrong."""
    with time_machine.travel(MONDAY - DAY, tick=False):
        for kind in (ProofKind.BACKUP, ProofKind.RESTORE):
            a_proof(kind, done_on=(MONDAY - DAY).date(), at=timezone.now())
        Schedule.objects.create(name="office.digest", reached=MONDAY - DAY)


def at(moment: datetime) -> list[Work]:
    """Let a round go by; return the mails with problems that were put so far."""
    with time_machine.travel(moment, tick=False):
        doing._beat(timezone.now())  # noqa: SLF001
        asking.ask(timezone.now())
    return list(Work.objects.filter(kind="mail_digest").order_by("pk"))


def send(work: Work, moment: datetime) -> str:
    """Return what became of this mail at this moment."""
    with time_machine.travel(moment, tick=False):
        doing._beat(timezone.now())  # noqa: SLF001
        doing.do(work.pk)
    work.refresh_from_db()
    return work.outcome


def fail_something(about: User) -> Work:
    """Return work about somebody that was given up, with the words of a mail server."""
    work = put("mail_sooner", about=about, at=MONDAY, key="proef")
    work.failed_at, work.outcome = MONDAY, "550 gerda.vermeer@voorbeeld.invalid onbekend"
    work.save()
    return work


def test_on_a_quiet_day_nobody_gets_mail(administrator: User) -> None:
    assert at(MONDAY) == []
    with time_machine.travel(MONDAY, tick=False):
        assert digest.problems(administrator, MONDAY.date()) == []


def test_a_problem_is_told_once_a_day_to_each_beheerder(
    administrator: User, cpo: User, office: PostOffice
) -> None:
    other = person(Role.ADMINISTRATOR, "andere-beheerder")
    fail_something(cpo)

    early = at(MONDAY - timedelta(minutes=1))
    put_at_eight = at(MONDAY)
    later = [at(MONDAY + timedelta(minutes=n)) for n in (1, 600)]
    for work in put_at_eight:
        send(work, MONDAY + timedelta(minutes=1))

    assert early == []
    assert {work.subject_pk for work in put_at_eight} == {administrator.pk, other.pk}
    assert later == [put_at_eight, put_at_eight]
    told = {mail["X-Delivered-To"]: mail for mail in office.arrived}
    assert told.keys() == {administrator.email, other.email}
    first = told[administrator.email]
    assert first["Subject"] == SUBJECT
    text = first.get_content()
    assert "- Mislukt werk: Eén taak is opgegeven na alle pogingen." in text
    assert "https://kantoor.voorbeeld.invalid/werk/werk/" in text
    assert "gerda" not in first.as_string()
    assert len(at(MONDAY + DAY)) == 4


def test_after_an_outage_one_mail_says_what_is_so_then(
    administrator: User, cpo: User, office: PostOffice
) -> None:
    fail_something(cpo)
    (old,) = at(MONDAY)
    _, new = at(MONDAY + 2 * DAY)

    outcomes = [send(work, MONDAY + 2 * DAY) for work in (old, new)]

    assert outcomes[0].startswith("vervallen:")
    assert outcomes[1] == "verstuurd"
    assert [message["X-Delivered-To"] for message in office.arrived] == [administrator.email]


def test_what_was_mended_meanwhile_is_not_told(
    administrator: User, cpo: User, office: PostOffice
) -> None:
    failed = fail_something(cpo)
    (work,) = at(MONDAY)
    doing.retry(failed, at=MONDAY + DAY)

    outcome = send(work, MONDAY)

    assert (outcome, office.arrived) == ("niet verstuurd: alles is weer op orde", [])
    assert work.subject_pk == administrator.pk


def test_a_mail_server_that_is_away_is_a_problem(administrator: User) -> None:
    work = put("mail_sooner", about=administrator, at=MONDAY + DAY, key="proef")
    Work.objects.filter(pk=work.pk).update(attempts=5, most_attempts=80)

    at(MONDAY)
    with time_machine.travel(MONDAY, tick=False):
        found = digest.problems(administrator, MONDAY.date())

    assert [line.partition(":")[0] for line in found] == ["Wachtend werk"]


def test_who_was_closed_meanwhile_gets_nothing(
    administrator: User, cpo: User, office: PostOffice
) -> None:
    fail_something(cpo)
    (work,) = at(MONDAY)
    administrator.is_active = False
    administrator.save()

    outcome = send(work, MONDAY)

    assert outcome == "niet verstuurd: het account is niet meer actief"
    assert office.arrived == []


def test_a_house_that_was_only_just_opened_is_given_a_day(administrator: User, cpo: User) -> None:
    Schedule.objects.filter(name="office.digest").delete()
    fail_something(cpo)

    first, next_day = at(MONDAY + timedelta(hours=3)), at(MONDAY + DAY)

    assert (first, len(next_day)) == ([], 1)
    assert next_day[0].subject_pk == administrator.pk
