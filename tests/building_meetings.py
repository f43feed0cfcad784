"""Builders of meetings; each takes the real steps."""

from datetime import datetime, timedelta

from django.utils import timezone

from building import a_situation, person
from draaiboek.models import Attendance, Meeting, MeetingKind
from draaiboek.states.meetings import MeetingState
from draaiboek.workflow import meetings
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation

HOUR = timedelta(hours=1)


def a_meeting(
    state: MeetingState = MeetingState.PLANNED,
    *,
    kind: str = MeetingKind.YEARLY,
    starts_at: datetime | None = None,
    situation: Situation | None = None,
    is_exercise: bool = False,
    form: str = Attendance.IN_PERSON,
) -> Meeting:
    """Return a meeting in this state. One that is over began an hour ago unless told otherwise."""
    now = timezone.now()
    is_over = state == MeetingState.HELD
    starts_at = starts_at or (now - HOUR if is_over else now + timedelta(days=30))
    planned_at = min(now, starts_at - timedelta(days=30))
    if is_exercise:
        situation, kind = situation or a_situation(is_exercise=True), MeetingKind.EXERCISE
    meeting = meetings.plan(
        kind=kind,
        form=form,
        starts_at=starts_at,
        ends_at=starts_at + 2 * HOUR,
        subject="Overleg" if kind == MeetingKind.OTHER else "",
        place="Zaal 3, Den Haag",
        situation=situation,
        by=person(Role.SECRETARY),
        at=planned_at,
    )
    if state == MeetingState.HELD:
        meeting = meetings.hold(meeting, by=person(Role.SECRETARY), at=max(now, starts_at))
    if state == MeetingState.CANCELLED:
        meeting = meetings.cancel(meeting, reason="Ziekte.", by=person(Role.SECRETARY), at=now)
    return meeting
