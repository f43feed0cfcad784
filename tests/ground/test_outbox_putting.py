"""Work is put in a row with the act that causes it; the broker only hears of it afterwards."""

import json
import time
from collections.abc import Callable, Generator
from typing import Any

import pytest
import redis
from django.db import connection, transaction
from proving import LONG_AGO, some_work
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from building import amsterdam
from mit_waakstand import celery
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import putting
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put, put_all, put_mails, work_for
from tests import own_services

pytestmark = pytest.mark.django_db
Execute = Callable[..., object]


class ChangesItsMindError(Exception):
    """The act does not go on."""


@pytest.fixture
def queue() -> Generator[redis.Redis, None, None]:
    """The broker with nothing in it."""
    broker = celery.app.connection_for_read().default_channel.client
    broker.flushall()
    yield broker
    broker.close()


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> Generator[None, None, None]:
    """The broker is dead, and this process does not know it yet."""
    valkey = own_services.RUNNING[0].valkey
    monkeypatch.setattr(putting, "_broker", putting._Broker())  # noqa: SLF001
    valkey.kill()
    yield
    valkey.start()


def test_work_is_a_row_with_ids_only(cpo: User) -> None:
    moment = amsterdam(2026, 9, 1, hour=9)

    work = put("mail_issued", about=cpo, at=moment, recipient=f"user:{cpo.pk}")

    stored = Work.objects.get()
    assert stored == work
    assert (stored.kind, stored.subject, stored.subject_pk) == (
        "mail_issued",
        "accounts.user",
        cpo.pk,
    )
    assert (stored.key, stored.details) == (
        f"mail_issued:accounts.user:{cpo.pk}",
        {"recipient": f"user:{cpo.pk}"},
    )
    assert (stored.next_try_at, stored.attempts, stored.done_at) == (moment, 0, None)
    assert str(stored) == f"werk {stored.pk} (mail_issued)"


def test_put_twice_it_is_one_piece_of_work(cpo: User) -> None:
    first = put("make_letter", about=cpo, at=LONG_AGO)

    second = put("make_letter", about=cpo, at=amsterdam(2026, 9, 9))

    assert second == first
    assert second.next_try_at == LONG_AGO
    assert Work.objects.count() == 1


def test_each_recipient_is_work_of_his_own(cpo: User) -> None:
    for recipient in ("user:1", "user:2", "user:1"):
        put("mail_issued", about=cpo, at=LONG_AGO, key=f"mail:{recipient}", recipient=recipient)

    keys = Work.objects.about(cpo).values_list("key", flat=True)

    assert list(keys) == ["mail:user:1", "mail:user:2"]


def test_the_broker_hears_the_number_of_the_row_and_nothing_else(
    queue: redis.Redis, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        work = some_work()
        some_work()

    (message,) = [json.loads(text) for text in queue.lrange("mit", 0, -1)]
    assert message["headers"]["task"] == "mit_waakstand.outbox.tasks.do_some"
    assert message["headers"]["argsrepr"] == f"[{work.pk}]"


def test_what_is_put_together_takes_few_messages_and_few_questions(
    queue: redis.Redis,
    cpo: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    put("mail_issued", about=cpo, at=LONG_AGO, key="mail:user:3", recipient="user:3")
    recipients = [f"user:{number}" for number in range(1, 26)]

    with django_capture_on_commit_callbacks(execute=True), django_assert_num_queries(2):
        put_mails("mail_issued", recipients, about=cpo, at=LONG_AGO, key="mail")

    told = [json.loads(text)["headers"]["argsrepr"] for text in queue.lrange("mit", 0, -1)]
    fresh = Work.objects.exclude(key="mail:user:3").order_by("pk")
    assert sorted(len(json.loads(rows)) for rows in told) == [4, 10, 10]
    assert sorted(pk for rows in told for pk in json.loads(rows)) == [work.pk for work in fresh]
    assert [work.details["recipient"] for work in fresh] == [r for r in recipients if r != "user:3"]


def test_what_somebody_puts_at_the_same_moment_is_taken_over(cpo: User) -> None:
    work = work_for("make_letter", about=cpo, at=LONG_AGO)
    others = [work_for("make_letter", about=cpo, at=amsterdam(2026, 9, 9))]

    def between(execute: Execute, sql: str, *rest: Any) -> object:
        while sql.startswith("INSERT") and others:
            others.pop().save()
        return execute(sql, *rest)

    with connection.execute_wrapper(between):
        (taken,) = put_all([work])

    assert Work.objects.get().pk == taken.pk
    assert Work.objects.get().next_try_at == amsterdam(2026, 9, 9)


def test_twenty_messages_at_once_cost_no_more_connections_than_one(queue: redis.Redis) -> None:
    putting.tell_celery(1)
    before = queue.info("stats")["total_connections_received"]

    for pk in range(20):
        putting.tell_celery(pk)

    assert queue.info("stats")["total_connections_received"] == before
    assert queue.llen("mit") == 21


def test_an_act_that_did_not_happen_leaves_no_work(
    queue: redis.Redis, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def act() -> None:
        with transaction.atomic():
            some_work()
            raise ChangesItsMindError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ChangesItsMindError):
        act()

    assert Work.objects.count() == 0
    assert queue.llen("mit") == 0


def test_with_the_broker_away_at_commit_the_act_succeeds_within_a_second(
    no_broker: None,  # noqa: ARG001
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    started = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True):
        for number in range(20):
            some_work(str(number))

    assert time.monotonic() - started < 1
    assert Work.objects.filter(done_at=None).count() == 20


def test_a_broker_that_is_away_is_left_alone_for_a_while(
    no_broker: None,  # noqa: ARG001
) -> None:
    putting.tell_celery(1)

    started = time.monotonic()
    putting.tell_celery(2)

    assert time.monotonic() - started < 0.1  # one try takes two tenths of a second
