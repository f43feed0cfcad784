"""Who is reminded about meetings: of an invitation, and of an action."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, localtime

from draaiboek.models import ActionItem, Invitation
from draaiboek.states.meetings import MeetingState
from mit_waakstand.outbox import asking, schedules
from mit_waakstand.outbox.putting import put

HOUR = time(9)  # Amsterdam
EARLY, LATE = timedelta(days=7), timedelta(days=2)  # before the meeting, who did not answer
A_WEEK = 7


@schedules("draaiboek.meetings")
def remind(now: datetime) -> None:
    """Put the reminders of today, once a day from nine o'clock."""
    moment = localtime(now).replace(hour=HOUR.hour, minute=0, second=0, microsecond=0)
    if localtime(now) < moment or not asking.advance("draaiboek.meetings", moment):
        return
    _of_invitations(now)
    _of_actions(now)


def _of_invitations(now: datetime) -> None:
    """Put one mail a week before the meeting, and one two days before, to who did not answer.

    Who was invited less than a day ago, is left alone.
    """
    found = Invitation.objects.unanswered().filter(
        meeting__state=MeetingState.PLANNED,
        meeting__starts_at__gt=now,
        meeting__starts_at__lte=now + EARLY,
        invited_at__lte=now - timedelta(days=1),
    )
    for invitation in found.select_related("meeting", "expert__user", "user").order_by("pk"):
        meeting, recipient = invitation.meeting, invitation.recipient()
        rule = "2" if meeting.starts_at <= now + LATE else "7"
        key = f"mail_meeting_reminder:{invitation.pk}:v{meeting.sequence}:{rule}:{recipient}"
        put("mail_meeting_reminder", about=invitation, at=now, key=key, recipient=recipient)


def _of_actions(now: datetime) -> None:
    """Put a mail to the owner the day after an action was due, and each week after that."""
    today = localdate(now)
    for action in ActionItem.objects.open().filter(due_on__lt=today):
        weeks = ((today - action.due_on).days - 1) // A_WEEK
        recipient = f"user:{action.owner_id}"
        key = f"mail_action_overdue:{action.pk}:{weeks}:{recipient}"
        put("mail_action_overdue", about=action, at=now, key=key, recipient=recipient)
