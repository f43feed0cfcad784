"""Asking every schedule what is due: one that fails keeps nobody waiting, and is seen."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from mit_waakstand import error_reports
from mit_waakstand.outbox import schedules
from mit_waakstand.outbox.models import Schedule

log = structlog.get_logger()
CLOCK_WAS_WRONG = timedelta(days=2)


def ask(now: datetime) -> None:
    """Let each schedule put what is due at ``now``: all of it in one transaction, or nothing."""
    in_trouble = set(Schedule.objects.in_trouble().values_list("name", flat=True))
    for name in schedules:
        try:
            with transaction.atomic():
                schedules[name](now)
        except Exception as error:  # noqa: BLE001  (whatever goes wrong in one, others go on)
            log.warning("schedule_failed", schedule=name, error=type(error).__name__)
            error_reports.report(error)
            _note(name, now, f"{type(error).__name__}: {error}"[:500])
        else:
            if name in in_trouble:
                _note(name, None, "")


def advance(name: str, moment: datetime) -> bool:
    """Return whether the schedule has still to put what is due at ``moment``; now it has.

    ``moment`` is the latest one that the schedule has passed. A clock that jumps back by a day or
    two changes nothing; if it goes back further it was wrong before, and is believed again.
    Belongs inside the transaction that puts the work: the row stays locked until then.
    """
    known = Schedule.objects.filter(name=name).first()
    if known is not None and _is_past(known, moment):
        return False
    Schedule.objects.get_or_create(name=name)
    schedule = Schedule.objects.select_for_update().get(name=name)
    if _is_past(schedule, moment):  # another sweep was first
        return False
    schedule.reached = moment
    schedule.save(update_fields=["reached"])
    return True


def _is_past(schedule: Schedule, moment: datetime) -> bool:
    reached = schedule.reached
    return reached is not None and moment <= reached <= moment + CLOCK_WAS_WRONG


def _note(name: str, at: datetime | None, trouble: str) -> None:
    values = {"troubled_at": at, "trouble": trouble}
    Schedule.objects.update_or_create(name=name, defaults=values)
