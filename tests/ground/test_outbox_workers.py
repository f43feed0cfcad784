"""Several workers at one moment, each on a connection of his own; and one that is killed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone
from proving import KIND, Proof, some_work, until
from pytest_django import Settings
from workers import held, how_others_are, is_working, kill, running, waits_for_a_lock

from building import a_signal
from mit_waakstand import vault
from mit_waakstand.outbox import doing, kinds
from mit_waakstand.outbox.models import Work
from signals.models import Signal
from signals.states import SignalState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proof(monkeypatch: pytest.MonkeyPatch) -> Proof:
    list(kinds)
    offered = Proof()
    monkeypatch.setitem(kinds._table, KIND, offered)  # noqa: SLF001
    return offered


def _elsewhere(pk: int) -> bool:
    """Do the work on a connection of another thread."""
    try:
        return doing.do(pk)
    finally:
        connection.close()


def _running() -> list[int]:
    """Return what runs, looked at on this thread's connection."""
    try:
        return [work.pk for work in Work.objects.running()]
    finally:
        connection.close()


def test_while_one_worker_is_busy_another_leaves_the_row_alone(proof: Proof) -> None:
    is_busy, may_go_on = Event(), Event()

    def slowly(_: Work) -> str:
        is_busy.set()
        assert may_go_on.wait(timeout=10)
        return "gelukt"

    proof.act = slowly
    work = some_work()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(_elsewhere, work.pk)
        assert is_busy.wait(timeout=10)
        second = doing.do(work.pk)
        may_go_on.set()

    work.refresh_from_db()
    assert (first.result(), second) == (True, False)
    assert proof.done == [work.pk]
    assert (work.outcome, work.attempts) == ("gelukt", 1)


def test_what_a_worker_holds_is_known_to_be_running(proof: Proof) -> None:
    seen: list[int] = []

    def look(_: Work) -> str:
        with ThreadPoolExecutor(1) as pool:
            seen.extend(pool.submit(_running).result())
        return "gelukt"

    proof.act = look
    some_work("begonnen en weer losgelaten")
    Work.objects.update(attempts=1)
    work = some_work()

    before = _running()
    doing.do(work.pk)

    assert (before, seen, _running()) == ([], [work.pk], [])


def test_delivered_to_twenty_workers_at_once_it_is_done_once(proof: Proof) -> None:
    together = Barrier(20)
    work = some_work()

    def deliver(_: int) -> bool:
        connection.ensure_connection()
        together.wait(timeout=10)
        return _elsewhere(work.pk)

    with ThreadPoolExecutor(20) as pool:
        results = list(pool.map(deliver, range(20)))

    work.refresh_from_db()
    assert sorted(results) == [False] * 19 + [True]
    assert proof.done == [work.pk]
    assert (work.attempts, work.failed_at) == (1, None)


def test_two_sweeps_at_once_do_each_row_once(proof: Proof) -> None:
    rows = [some_work(str(number)) for number in range(10)]
    together = Barrier(2)

    def sweep(_: int) -> int:
        try:
            together.wait(timeout=10)
            return doing.sweep(timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        numbers = list(pool.map(sweep, range(2)))

    assert sum(numbers) == 10
    assert sorted(proof.done) == [work.pk for work in rows]


def test_whoever_finds_it_due_at_the_same_moment_keeps_nobody_from_doing_it(proof: Proof) -> None:
    """PostgreSQL lets him hold the row that somebody else just started, until he has seen that."""
    work, looks = some_work(), list[Callable[[], None]]()

    def when_it_was_started(
        execute: Callable[..., Any], sql: str, params: object, many: object, context: object
    ) -> Any:
        if "FOR UPDATE" in sql and not looks and Work.objects.get().attempts:
            looks.append(room.enter_context(held(work)))
        return execute(sql, params, many, context)

    def do() -> bool:
        with connection.execute_wrapper(when_it_was_started):
            return _elsewhere(work.pk)

    with ExitStack() as room, ThreadPoolExecutor(1) as pool:
        doing_it = pool.submit(do)
        until(waits_for_a_lock)
        looks[0]()
        was_done = doing_it.result()

    assert was_done
    assert proof.done == [work.pk]


def test_a_worker_that_was_held_up_finds_that_another_did_it(proof: Proof) -> None:
    work = some_work()
    overtaken = []

    def overtake(
        execute: Callable[..., Any], sql: str, params: object, many: object, context: object
    ) -> Any:
        """Let another worker do it, just before the first one locks the row for its work."""
        if "FOR UPDATE" in sql and not overtaken and Work.objects.get().attempts:
            overtaken.append(work.pk)
            with (
                time_machine.travel(timezone.now() + timedelta(minutes=2)),
                ThreadPoolExecutor(1) as pool,
            ):
                assert pool.submit(_elsewhere, work.pk).result()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(overtake):
        was_done = doing.do(work.pk)

    assert not was_done
    assert overtaken == proof.done == [work.pk]


def test_a_worker_killed_in_the_middle_of_a_letter_leaves_nothing_and_the_sweep_redoes_it(
    settings: Settings, tmp_path: Path
) -> None:
    signal = a_signal(SignalState.ISSUED, at=timezone.now())
    Work.objects.exclude(kind="make_letter").delete()

    with running("manage.py", "sweep", log=tmp_path / "sweep.log") as worker:
        with transaction.atomic():
            Signal.objects.select_for_update().get(pk=signal.pk)
            until(waits_for_a_lock)
        until(is_working)
        kill(worker)
    until(lambda: not how_others_are("idle in transaction"))

    work = Work.objects.get()
    signal.refresh_from_db()
    assert (work.attempts, work.done_at, signal.letter_sha256) == (1, None, "")
    assert [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()] == []

    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        doing.sweep(timezone.now())

    work.refresh_from_db()
    signal.refresh_from_db()
    assert (work.attempts, work.outcome) == (2, f"brief {signal.number} gemaakt")
    assert vault.read(signal.letter_sha256).startswith(b"%PDF-")
