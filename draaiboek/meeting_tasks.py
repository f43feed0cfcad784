"""Work about meetings and minutes, done from the outbox; each may be delivered twice."""

from collections.abc import Callable

from django.utils import timezone

from draaiboek import meeting_letters as letters
from draaiboek.models import ActionItem, Invitation, Minutes
from draaiboek.printing import minutes_pdf
from draaiboek.states.actions import ActionState
from mit_waakstand import mail, vault
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work

NOT_EXPECTED = "niet verstuurd: de uitnodiging of de vergadering is er niet meer"


@kinds("mail_meeting_invitation")
def mail_meeting_invitation(work: Work) -> str:
    """Send somebody his invitation; not when he cannot answer it any more."""
    return _to_invited(work, letters.invitation_letter)


@kinds("mail_meeting_changed")
def mail_meeting_changed(work: Work) -> str:
    """Send who was invited the moment and place that hold now."""
    return _to_invited(work, letters.changed_letter)


@kinds("mail_meeting_reminder")
def mail_meeting_reminder(work: Work) -> str:
    """Remind who did not answer; not when he did meanwhile."""
    invitation = _invitation(work)
    if invitation.reply:
        return "niet verstuurd: het antwoord is er al"
    if not invitation.can_be_answered_at(timezone.now()):
        return NOT_EXPECTED
    letter = letters.reminder_letter
    return mail.send_to(invitation.address(), lambda to: letter(invitation, to, work.key))


@kinds("mail_meeting_cancelled")
def mail_meeting_cancelled(work: Work) -> str:
    """Tell who was invited that the meeting is off."""
    return _off(work)


@kinds("mail_meeting_withdrawn")
def mail_meeting_withdrawn(work: Work) -> str:
    """Tell somebody that his invitation was withdrawn; not when he was invited again."""
    if _invitation(work).is_standing():
        return "niet verstuurd: deze persoon is opnieuw uitgenodigd"
    return _off(work)


@kinds("mail_action_overdue")
def mail_action_overdue(work: Work) -> str:
    """Remind the owner of an action whose day has passed; not when it is done."""
    action = ActionItem.objects.select_related("meeting", "owner").get(pk=work.subject_pk)
    if action.state != ActionState.OPEN:
        return "niet verstuurd: de actie is afgerond of vervallen"
    address = action.owner.email if action.owner.is_active else ""
    return mail.send_to(address, lambda to: letters.action_letter(action, to, work.key))


@kinds("make_minutes_pdf")
def make_minutes_pdf(work: Work) -> str:
    """Make the PDF of adopted minutes, once; kept for ever (architecture §1.3)."""
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting")
    minutes = found.get(pk=work.subject_pk)
    if not minutes.pdf_sha256:
        minutes.pdf_sha256 = vault.store(minutes_pdf(minutes))
        minutes.save(update_fields=["pdf_sha256"])
    return f"{minutes} gemaakt"


def _to_invited(work: Work, make: Callable[..., mail.Letter]) -> str:
    invitation, now = _invitation(work), timezone.now()
    if not invitation.can_be_answered_at(now):
        return NOT_EXPECTED
    address = invitation.address()
    return mail.send_to(address, lambda to: make(invitation, to, work.key, at=work.put_at))


def _off(work: Work) -> str:
    invitation = _invitation(work)
    letter, at = letters.cancelled_letter, work.put_at
    return mail.send_to(invitation.address(), lambda to: letter(invitation, to, work.key, at=at))


def _invitation(work: Work) -> Invitation:
    found = Invitation.objects.select_related("meeting", "expert__user", "user")
    return found.get(pk=work.subject_pk)
