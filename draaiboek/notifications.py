"""Who is told what about meetings; each recipient is a piece of work of his own."""

from collections.abc import Iterable
from datetime import datetime

from draaiboek.models import Invitation, Meeting
from mit_waakstand.outbox.putting import put_all, work_for


def invited(invitations: Iterable[Invitation], *, at: datetime) -> None:
    """Queue the invitations; who has no mail address is told otherwise."""
    _queue("mail_meeting_invitation", invitations, at.isoformat(), at=at)


def rescheduled(meeting: Meeting, *, at: datetime) -> None:
    """Queue the news that moment, form or place changed, to all who were invited."""
    invitations = meeting.invitations.standing().in_order()
    _queue("mail_meeting_changed", invitations, f"v{meeting.sequence}", at=at)


def cancelled(meeting: Meeting, *, at: datetime) -> None:
    """Queue the news that the meeting was called off, to all who were invited."""
    invitations = meeting.invitations.standing().in_order()
    _queue("mail_meeting_cancelled", invitations, f"v{meeting.sequence}", at=at)


def withdrawn(invitation: Invitation, *, at: datetime) -> None:
    """Queue the news that this invitation was withdrawn."""
    _queue("mail_meeting_withdrawn", [invitation], at.isoformat(), at=at)


def _queue(kind: str, invitations: Iterable[Invitation], moment: str, *, at: datetime) -> None:
    put_all(
        work_for(
            kind,
            about=invitation,
            at=at,
            key=f"{kind}:{invitation.pk}:{moment}:{invitation.recipient()}",
            recipient=invitation.recipient(),
        )
        for invitation in invitations
    )
