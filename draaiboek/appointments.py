"""What a run puts in somebody's calendar: when its steps are due; numbers only."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.timezone import localdate

from draaiboek import meeting_appointments
from draaiboek.content import Unit
from draaiboek.models import RunStep
from mit_waakstand.accounts.models import User
from mit_waakstand.calendar_feed.appointments import Appointment, appointments

__all__ = ["meeting_appointments"]  # found by way of this module

LOOK_AT = timedelta(minutes=30)  # how long the entry before an hour lasts
MOST = 100


@appointments("draaiboek.runs")
def appointments_for(user: User, today: date) -> Iterable[Appointment]:  # noqa: ARG001
    """Return the open steps with a moment that are his, the first hundred."""
    found = RunStep.objects.of(user).open().filter(due_at__isnull=False)
    for step in found.select_related("run__situation")[:MOST]:
        if step.due_at is None or step.last_day is None:
            continue
        is_day = step.unit == Unit.WORKING_DAYS
        yield Appointment(
            key=f"uitvoering-{step.run_id}-{step.pk}",
            title=f"Uitvoering {step.run_id}: stap {step.code} uiterlijk",
            starts=localdate(step.last_day) if is_day else step.due_at - LOOK_AT,
            ends=None if is_day else step.due_at,
            url=step.get_absolute_url(),
            changed_at=step.reopened_at or step.run.started_at,
            is_exercise=step.run.is_part_of_exercise(),
        )
