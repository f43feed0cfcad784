"""Doing work: each row by one worker at a time, capped attempts, a visible outcome."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from mit_waakstand import error_reports, tracing
from mit_waakstand.failures import ForGoodError, ForNowError, PerhapsDoneError
from mit_waakstand.mail import SENT
from mit_waakstand.outbox import asking, kinds
from mit_waakstand.outbox.models import MAIL, MOST_ATTEMPTS, MOST_WHILE_AWAY, Heartbeat, Work

log = structlog.get_logger()
SWEEP = "sweep"
MOST_WORDS = 500  # characters of an outcome that a row can hold
PERHAPS_SENT = "brak af en kan de mail al hebben verstuurd"
SILENCE = timedelta(minutes=5)  # the sweep goes round each minute


def do(pk: int) -> bool:
    """Return whether this row's work was done now; False when done, busy, failed or not yet due.

    The attempt is counted and the next try set before the work starts: work that kills its worker
    runs out of attempts too, and a second delivery finds nothing to do. While the work runs its
    row is locked; the lock ends with the connection. Whoever found it due at the same moment holds
    it a moment longer, only to see that it was started: that is waited for.
    """
    began = _start(pk)
    if began is None:
        return False
    with transaction.atomic():
        open_work = Work.objects.filter(pk=pk, done_at=None, failed_at=None)
        work = open_work.select_for_update().first()
        if work is None:
            return False
        with tracing.traced(work.request_id):
            return _attempt(work, began)


def sweep(now: datetime) -> int:
    """Ask the schedules, then do everything that is due; return how many were done."""
    _beat(now)
    with tracing.traced(tracing.new()):
        asking.ask(now)
    return do_due(now)


def do_due(now: datetime) -> int:
    """Do everything that is due, each row once; return how many were done.

    The heart beats after each piece, so that a long round with a slow mail server is no silence.
    """
    _beat(now)
    done = 0
    for pk in list(Work.objects.due(now).values_list("pk", flat=True)):
        done += do(pk)
        _beat(timezone.now())
    return done


def last_round() -> datetime | None:
    """Return when the sweep last went round; None when it never did."""
    return Heartbeat.objects.filter(name=SWEEP).values_list("beat_at", flat=True).first()


def is_silent(now: datetime) -> bool:
    """Return whether the sweep has not gone round lately."""
    return not Heartbeat.objects.filter(name=SWEEP, beat_at__gte=now - SILENCE).exists()


def retry(work: Work, *, at: datetime) -> None:
    """Give failed work a new series of attempts."""
    with transaction.atomic():
        locked = Work.objects.select_for_update().get(pk=work.pk)
        locked.failed_at, locked.attempts, locked.next_try_at = None, 0, at
        locked.most_attempts, locked.outcome = MOST_ATTEMPTS, ""
        locked.save(
            update_fields=["failed_at", "attempts", "next_try_at", "most_attempts", "outcome"]
        )


def _beat(now: datetime) -> None:
    Heartbeat.objects.update_or_create(name=SWEEP, defaults={"beat_at": now})


def _start(pk: int) -> datetime | None:
    """Return when this attempt began; None when there is nothing to attempt."""
    now = timezone.now()
    with transaction.atomic():
        work = Work.objects.due(now).select_for_update(skip_locked=True).filter(pk=pk).first()
        if work is None:
            return None
        if work.attempts >= work.most_attempts:
            _give_up(work, work.outcome or "het werk brak telkens af")
            return None
        work.attempts += 1
        work.next_try_at = now + work.wait_after_failure()
        work.begun_at = work.begun_at or now
        work.save(update_fields=["attempts", "next_try_at", "begun_at"])
        return now


def _attempt(work: Work, began: datetime) -> bool:
    if work.begun_at == began:
        work.begun_at = None  # its end is seen here; of an earlier one that broke off it never is
    try:
        with transaction.atomic():
            outcome = kinds[work.kind](work)
    except ForGoodError as error:
        _log_failure(work, error)
        _give_up(work, str(error))
        return False
    except ForNowError as error:
        if isinstance(error, PerhapsDoneError):
            work.begun_at = work.begun_at or began  # its end was not seen after all
        _log_failure(work, error)
        work.most_attempts = MOST_WHILE_AWAY
        _postpone(work, str(error))
        return False
    except Exception as error:  # noqa: BLE001  (whatever goes wrong in one row, others go on)
        _log_failure(work, error)
        error_reports.report(error)
        _postpone(work, f"{type(error).__name__}: {error}")
        return False
    work.done_at, work.outcome = timezone.now(), _told(work, outcome)
    work.save(update_fields=["done_at", "outcome", "begun_at"])
    log.info("work_done", work=work.pk, kind=work.kind)
    return True


def _log_failure(work: Work, error: Exception) -> None:
    """Log the kind of error without its text, which stands in the row (for the beheerder)."""
    cause = type(error.__cause__ or error).__name__
    log.warning("work_failed", work=work.pk, kind=work.kind, error=cause)


def _postpone(work: Work, outcome: str) -> None:
    """Try again later, unless that was done often enough."""
    if work.attempts >= work.most_attempts:
        _give_up(work, outcome)
        return
    work.outcome = outcome[:MOST_WORDS]
    work.next_try_at = timezone.now() + work.wait_after_failure()
    work.save(update_fields=["outcome", "next_try_at", "most_attempts", "begun_at"])


def _give_up(work: Work, outcome: str) -> None:
    work.failed_at, work.outcome = timezone.now(), _told(work, outcome)
    work.save(update_fields=["failed_at", "outcome", "begun_at"])


def _told(work: Work, outcome: str) -> str:
    """Return the outcome as the row can hold it, and whether a mail may have gone nevertheless.

    An attempt that broke off after the mail server took the mail could not tell; the next one may
    find that nobody needs it any more.
    """
    perhaps = ""
    if work.begun_at and work.kind.startswith(MAIL) and not outcome.startswith(SENT):
        at = date_format(timezone.localtime(work.begun_at), "j F Y, H.i")
        perhaps = f"; de poging van {at} uur {PERHAPS_SENT}"
    return outcome[: MOST_WORDS - len(perhaps)] + perhaps
