"""Workers as processes of their own, which a test can kill, on the test's own database."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection, models, transaction
from proving import until

from tests import own_services

PROJECT = Path(__file__).resolve().parents[2]
CELERY = (
    *("-m", "celery", "--app", "mit_waakstand", "worker", "--concurrency", "1"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO"),
)


def environment(**more: str) -> dict[str, str]:
    """Return what a worker needs to work for this test: its database, its files, its broker."""
    database = urlsplit(own_services.RUNNING[0].database_url)
    name = connection.settings_dict["NAME"]
    mine = {
        "DATABASE_URL": urlunsplit(database._replace(path=f"/{name}")),
        "MIT_PRIVATE_ROOT": str(settings.PRIVATE_ROOT),
        "MIT_PUBLIC_ROOT": str(settings.PUBLIC_ROOT),
    }
    return os.environ | mine | more


@contextmanager
def running(
    *command: str, log: Path, **more: str
) -> Generator[subprocess.Popen[bytes], None, None]:
    """Run a Python command as a process; whatever happens, it is gone afterwards."""
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [sys.executable, *command],
            cwd=PROJECT,
            env=environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            kill(process)


@contextmanager
def celery_worker(log: Path, **more: str) -> Generator[subprocess.Popen[bytes], None, None]:
    """Run a Celery worker that is ready for work."""
    with running(*CELERY, log=log, **more) as process:
        until(lambda: b" ready." in log.read_bytes())
        yield process


def kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and its children with SIGKILL (``kill -9``)."""
    if process.poll() is None:
        os.killpg(process.pid, 9)
        process.wait()


@contextmanager
def held(record: models.Model) -> Generator[Callable[[], None], None, None]:
    """Hold the row of a record on a connection of its own, until what is yielded is called."""
    is_held, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                type(record)._default_manager.select_for_update().get(pk=record.pk)  # noqa: SLF001
                is_held.set()
                may_go.wait(timeout=60)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert is_held.wait(timeout=10)

        def let_go() -> None:
            may_go.set()
            holding.result()

        try:
            yield let_go
        finally:
            may_go.set()


def how_others_are(state: str) -> list[int]:
    """Return which other connections to this database are in this state of pg_stat_activity."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # or a transaction sees the same for ever
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND (state = %s OR wait_event_type = %s)",
            [state, state],
        )
        return [pid for (pid,) in cursor.fetchall()]


def is_working() -> bool:
    """Return whether a worker holds a transaction open while it does its work."""
    return bool(how_others_are("idle in transaction"))


def waits_for_a_lock() -> bool:
    """Return whether a worker stands still at a row that we hold."""
    return bool(how_others_are("Lock"))
