"""Who is told what about meetings; each recipient is a piece of work of his own."""

from datetime import datetime

from draaiboek.models import Invitation, Meeting
from mit_waakstand.outbox.putting import put


def invited(invitation: Invitation, *, at: datetime) -> None:
    """Queue the invitation; who has no mail address is told otherwise."""
    _queue("mail_meeting_invitation", invitation, at.isoformat(), at=at)


def rescheduled(meeting: Meeting, *, at: datetime) -> None:
    """Queue the news that moment, form or place changed, to all who were invited."""
    for invitation in meeting.invitations.standing().in_order():
        _queue("mail_meeting_changed", invitation, f"v{meeting.sequence}", at=at)


def cancelled(meeting: Meeting, *, at: datetime) -> None:
    """Queue the news that the meeting was called off, to all who were invited."""
    for invitation in meeting.invitations.standing().in_order():
        _queue("mail_meeting_cancelled", invitation, f"v{meeting.sequence}", at=at)


def withdrawn(invitation: Invitation, *, at: datetime) -> None:
    """Queue the news that this invitation was withdrawn."""
    _queue("mail_meeting_withdrawn", invitation, at.isoformat(), at=at)


def _queue(kind: str, invitation: Invitation, moment: str, *, at: datetime) -> None:
    recipient = invitation.recipient()
    key = f"{kind}:{invitation.pk}:{moment}:{recipient}"
    put(kind, about=invitation, at=at, key=key, recipient=recipient)
