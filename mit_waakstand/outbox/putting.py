"""Putting work in the outbox, in the transaction of the act that causes it."""

import threading
import time
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from django.db import models, transaction
from kombu.exceptions import OperationalError

from mit_waakstand import tracing
from mit_waakstand.celery import app
from mit_waakstand.outbox.models import Work

log = structlog.get_logger()

DO_SOME = "mit_waakstand.outbox.tasks.do_some"
MOST_AT_ONCE = 10  # rows for one task: twenty seconds for each mail stay within its time limit
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
    (work,) = put_all([work_for(kind, about=about, at=at, key=key, **details)])
    return work


def put_mails(
    kind: str,
    recipients: Iterable[str],
    *,
    about: models.Model,
    at: datetime,
    key: str,
    **details: object,
) -> None:
    """Put the same mail for each recipient, as work of his own: ``key`` is completed with him."""
    put_all(
        work_for(kind, about=about, at=at, key=f"{key}:{recipient}", recipient=recipient, **details)
        for recipient in recipients
    )


def put_all(wanted: Iterable[Work]) -> list[Work]:
    """Return the rows for these works, in their order; two questions, however many there are."""
    wanted = list(wanted)
    known = {work.key: work for work in Work.objects.filter(key__in=[w.key for w in wanted])}
    fresh = list({work.key: work for work in wanted if work.key not in known}.values())
    # Of who puts the same at this very moment, the row is taken over as it is.
    Work.objects.bulk_create(
        fresh, update_conflicts=True, unique_fields=["key"], update_fields=["key"]
    )
    if fresh:
        transaction.on_commit(partial(tell_celery, *(work.pk for work in fresh)), robust=True)
    known |= {work.key: work for work in fresh}
    return [known[work.key] for work in wanted]


def work_for(
    kind: str, *, about: models.Model, at: datetime, key: str = "", **details: object
) -> Work:
    """Return work that is not put yet; ``put`` tells what the words are."""
    label = about._meta.label_lower  # noqa: SLF001
    return Work(
        kind=kind,
        key=key or f"{kind}:{label}:{about.pk}",
        subject=label,
        subject_pk=about.pk,
        next_try_at=at,
        details=details,
        request_id=tracing.current() or tracing.new(),
    )


def tell_celery(*pks: int) -> None:
    """Ask workers to do these rows now; a broker that is away costs a third of a second at most.

    After a failure the broker is left alone for a while: the sweep does the work all the same.
    """
    if _broker.is_left_alone():
        return
    try:
        for start in range(0, len(pks), MOST_AT_ONCE):
            some = list(pks[start : start + MOST_AT_ONCE])
            app.send_task(DO_SOME, args=some, connection=_line.opened(), retry=False)
    except (OperationalError, OSError):
        _line.close()
        _broker.leave_alone()
        log.warning("broker_unreachable", work=list(pks))


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
