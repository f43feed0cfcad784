"""What meetings put in somebody's calendar: those to which he was invited; numbers only."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from draaiboek.models import Meeting
from draaiboek.states.meetings import MeetingState
from mit_waakstand.accounts.models import User
from mit_waakstand.calendar_feed.appointments import Appointment, appointments

LOOKS_BACK = timedelta(days=90)
MOST = 100


@appointments("draaiboek.meetings")
def appointments_for(user: User, today: date) -> Iterable[Appointment]:  # noqa: ARG001
    """Return the meetings of this person, planned or held, the latest hundred."""
    if not user.may("meeting.see"):
        return
    found = Meeting.objects.visible_to(user).filter(pk__in=Meeting.invited(user))
    rows = Meeting.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    changed_at = Coalesce(Subquery(rows.values("history_date")[:1]), "planned_at")
    found = found.exclude(state=MeetingState.CANCELLED).annotate(changed_at=changed_at)
    since = timezone.now() - LOOKS_BACK
    for meeting in found.filter(starts_at__gte=since).order_by("-starts_at", "-pk")[:MOST]:
        yield Appointment(
            key=f"vergadering-{meeting.pk}-feed",
            title=f"Vergadering {meeting.pk}",
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            url=meeting.get_absolute_url(),
            changed_at=vars(meeting)["changed_at"],
            is_exercise=meeting.is_exercise,
        )
