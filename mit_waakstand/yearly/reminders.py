"""Each October the account of that year begins by itself, once."""

from contextlib import suppress
from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.outbox import schedules
from mit_waakstand.workflow import ConflictError
from mit_waakstand.yearly import workflow
from mit_waakstand.yearly.models import FIRST_YEAR, YearAccount

MONTH = 10


@schedules("yearly.account")
def begin(now: datetime) -> None:
    """Begin the account of this year from 1 October on, when nobody has; and of a year missed."""
    today = localdate(now)
    latest = today.year if today >= date(today.year, MONTH, 1) else today.year - 1
    if latest >= FIRST_YEAR and YearAccount.objects.of(latest) is None:
        with suppress(ConflictError):  # another round was first
            workflow.draft(latest, at=now)
