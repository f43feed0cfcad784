"""Putting work in the outbox, in the transaction of the act that causes it."""

import threading
import time
from datetime import datetime
from typing import Any

import structlog
from django.db import models, transaction
from kombu.exceptions import OperationalError

from mit_waakstand import tracing
from mit_waakstand.celery import app
from mit_waakstand.outbox.models import Work

log = structlog.get_logger()

DO_ONE = "mit_waakstand.outbox.tasks.do_one"
LEFT_ALONE = 5.0  # seconds
KEPT_OPEN = 1.0  # seconds without use; what lies idle for longer may be dead without our knowing
# One try to connect: the library's own patience would keep a visitor waiting for six seconds.
ONCE = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "connect_retries_timeout": 0.2,
}


def put(
    kind: str,
    *,
    about: models.Model,
    at: datetime,
    key: str = "",
    **details: object,
) -> Work:
    """Return the row for this work; with a key that exists already, the row that was there.

    ``at`` is when it may first be done. ``details`` carry ids, never names or texts. After the
    transaction Celery is told; when that fails the sweep does the work within a minute.
    """
    label = about._meta.label_lower  # noqa: SLF001
    work, is_new = Work.objects.get_or_create(
        key=key or f"{kind}:{label}:{about.pk}",
        defaults={
            "kind": kind,
            "subject": label,
            "subject_pk": about.pk,
            "next_try_at": at,
            "details": details,
            "request_id": tracing.current() or tracing.new(),
        },
    )
    if is_new:
        transaction.on_commit(lambda: tell_celery(work.pk), robust=True)
    return work


def tell_celery(pk: int) -> None:
    """Ask a worker to do this row now; a broker that is away costs a third of a second at most.

    After a failure the broker is left alone for a while: the sweep does the work all the same.
    """
    if _broker.is_left_alone():
        return
    try:
        app.send_task(DO_ONE, args=[pk], connection=_line.opened(), retry=False)
    except (OperationalError, OSError):
        _line.close()
        _broker.leave_alone()
        log.warning("broker_unreachable", work=pk)


class _Broker:
    """What this process remembers of the broker: until when not to try it."""

    def __init__(self) -> None:
        self._until = 0.0

    def is_left_alone(self) -> bool:
        return time.monotonic() < self._until

    def leave_alone(self) -> None:
        self._until = time.monotonic() + LEFT_ALONE


class _Line(threading.local):
    """The connection of a thread: an act that puts twenty mails opens one, not twenty."""

    _connection: Any = None  # of a library without types
    _used_at = 0.0

    def opened(self) -> Any:
        """Return a connection that was used just now, or is new."""
        if self._connection is None or time.monotonic() - self._used_at > KEPT_OPEN:
            self.close()
            self._connection = app.connection_for_write()
            self._connection.transport_options = {**self._connection.transport_options, **ONCE}
        self._used_at = time.monotonic()
        return self._connection

    def close(self) -> None:
        """Let go of the connection; the next one is new."""
        if self._connection is not None:
            self._connection.release()
            self._connection = None


_broker, _line = _Broker(), _Line()
