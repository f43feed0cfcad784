"""Who was invited to a weighing and did not answer is reminded on the morning before it."""

from datetime import datetime, timedelta

from mit_waakstand.outbox import asking, schedules
from mit_waakstand.outbox.putting import put
from signals import deadlines
from signals.models import Participant
from signals.reminders import rows
from signals.states import WeighingState

INVITED_BEFORE = timedelta(hours=12)  # who was invited just now is left alone


@schedules("signals.invitations")
def remind(now: datetime) -> None:
    """Put one mail for each day of a weighing, the day before it or on that day, at nine."""
    moment = rows.latest_nine(now)
    if not asking.advance("signals.invitations", moment):
        return
    today = deadlines.local_date(moment)
    found = Participant.objects.invited().filter(
        weighing__state=WeighingState.OPEN,
        weighing__held_on__in=(today, today + deadlines.ONE_DAY),
        invited_at__lte=now - INVITED_BEFORE,
        confirmed_at=None,
        took_part=False,
    )
    for participant in found.select_related("expert", "weighing").order_by("pk"):
        recipient = participant.expert.recipient()
        day = participant.weighing.held_on.isoformat()
        key = f"mail_invitation_unanswered:{participant.pk}:{day}:{recipient}"
        put("mail_invitation_unanswered", about=participant, at=now, key=key, recipient=recipient)
