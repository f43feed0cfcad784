"""Putting work in the outbox, in the transaction of the act that causes it."""

from datetime import datetime

import structlog
from django.db import models, transaction
from kombu.exceptions import OperationalError

from mit_waakstand.outbox.models import Work

log = structlog.get_logger()


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
        },
    )
    if is_new:
        transaction.on_commit(lambda: tell_celery(work.pk), robust=True)
    return work


def tell_celery(pk: int) -> None:
    """Ask a worker to do this row now; a broker that is away costs two seconds and nothing else."""
    from mit_waakstand.outbox.tasks import do_one  # noqa: PLC0415  (tasks import this app)

    try:
        do_one.apply_async(args=[pk], retry=False)
    except (OperationalError, OSError):
        log.warning("broker_unreachable", work=pk)
