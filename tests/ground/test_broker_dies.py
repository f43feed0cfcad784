"""The broker dies while work is done, or loses everything: nothing is lost, nothing done twice.

PostgreSQL is the only truth for work to do (architecture §1.2); robustness 25.
"""

import time
from collections.abc import Generator
from pathlib import Path

import pytest
from django.utils import timezone
from post_office import PostOffice, post_office
from proving import until
from pytest_django import Settings
from workers import celery_worker, held, waits_for_a_lock

from building import a_signal, person
from mit_waakstand import celery, vault
from mit_waakstand.accounts.roles import Role
from mit_waakstand.embedded.child import Child
from mit_waakstand.outbox import doing, putting
from mit_waakstand.outbox.models import Work
from signals.models import Signal
from signals.states import SignalState
from signals.workflow import signals
from tests import own_services

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Generator[Child, None, None]:
    """The broker, empty at the start; it runs again afterwards, whatever happened to it."""
    monkeypatch.setattr(putting, "_broker", putting._Broker())  # noqa: SLF001
    _forget_everything()
    valkey = own_services.RUNNING[0].valkey
    yield valkey
    if not valkey.is_running():
        valkey.start()
    _forget_everything()


@pytest.fixture
def mail(settings: Settings) -> Generator[PostOffice, None, None]:
    with post_office() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        yield office


def _forget_everything() -> None:
    with celery.app.connection_for_write() as connection:
        connection.default_channel.client.flushall()


def _queued() -> int:
    with celery.app.connection_for_read() as connection:
        return int(connection.default_channel.client.llen("mit"))


def _adopted(number: int, mail: PostOffice) -> list[Signal]:
    """Return adopted signals, of which the experts' invitations were sent."""
    adopted = [a_signal(SignalState.ADOPTED) for _ in range(number)]
    doing.sweep(timezone.now())
    mail.arrived.clear()
    _forget_everything()
    return adopted


def _issue(signal: Signal) -> Signal:
    """Let the CPO issue a signal: a letter to make and a mail to send."""
    return signals.issue(signal, by=person(Role.CPO), at=timezone.now())


def _outcomes() -> list[tuple[str, str, int]]:
    """Return kind, outcome and attempts of every row, in the order in which they were put."""
    rows = Work.objects.exclude(kind="mail_invitation").order_by("pk")
    return list(rows.values_list("kind", "outcome", "attempts"))


def _all_done(*issued: Signal) -> list[tuple[str, str, int]]:
    """Return what the rows must say: each letter made and each mail sent, at the first try."""
    return [
        row
        for signal in issued
        for row in (
            ("make_letter", f"brief {signal.number} gemaakt", 1),
            ("mail_issued", "verstuurd", 1),
        )
    ]


def test_the_broker_is_killed_during_work_and_nothing_is_lost(
    broker: Child, mail: PostOffice, tmp_path: Path
) -> None:
    sg_office = person(Role.SG_OFFICE)
    first, second, third = _adopted(3, mail)
    first, second = _issue(first), _issue(second)
    smtp = f"smtp://127.0.0.1:{mail.port}"

    with held(first) as let_go, celery_worker(tmp_path / "log", MIT_SMTP_URL=smtp) as worker:
        until(waits_for_a_lock)  # the worker stands in the middle of the first letter
        broker.kill()
        third = _issue(third)
        let_go()
        until(lambda: Work.objects.filter(kind="make_letter").exclude(done_at=None).exists())
        broker.start()
        until(lambda: Work.objects.filter(done_at=None).count() == 2)  # what the broker kept
        celery.app.send_task("mit_waakstand.outbox.tasks.sweep")  # as each minute
        until(lambda: not Work.objects.filter(done_at=None).exists())
        assert worker.poll() is None

    assert _outcomes() == _all_done(first, second, third)
    assert mail.recipients() == [sg_office.email] * 3
    assert len({message["Message-ID"] for message in mail.arrived}) == 3


def test_a_broker_that_lost_everything_costs_no_work(broker: Child, mail: PostOffice) -> None:
    sg_office = person(Role.SG_OFFICE)
    issued = [_issue(signal) for signal in _adopted(3, mail)]
    assert (broker.is_running(), _queued()) == (True, 6)
    _forget_everything()

    number = doing.sweep(timezone.now())

    assert number == 6
    assert _outcomes() == _all_done(*issued)
    assert mail.recipients() == [sg_office.email] * 3


def test_with_the_broker_down_a_step_succeeds_within_a_second_and_the_sweep_does_the_work(
    broker: Child, mail: PostOffice
) -> None:
    sg_office = person(Role.SG_OFFICE)
    (signal,) = _adopted(1, mail)
    broker.kill()

    started = time.monotonic()
    signal = _issue(signal)
    took = time.monotonic() - started
    doing.sweep(timezone.now())

    assert took < 1
    assert _outcomes() == _all_done(signal)
    assert mail.recipients() == [sg_office.email]
    signal.refresh_from_db()
    assert vault.read(signal.letter_sha256).startswith(b"%PDF-")
