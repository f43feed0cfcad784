"""Work about invitations to weighings, done from the outbox; each may be delivered twice."""

from collections.abc import Callable

from mit_waakstand import mail
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from signals import invitation_mail
from signals.models import Participant


@kinds("mail_invitation")
def mail_invitation(work: Work) -> str:
    """Send an expert his invitation to a weighing."""
    return _to_expert(work, invitation_mail.invitation_letter)


@kinds("mail_rescheduled")
def mail_rescheduled(work: Work) -> str:
    """Send an invited expert the form and day of a weighing that hold now."""
    return _to_expert(work, invitation_mail.rescheduled_letter)


@kinds("mail_invitation_unanswered")
def mail_invitation_unanswered(work: Work) -> str:
    """Remind an expert who did not say whether he takes part; not when he did meanwhile."""
    participant = _participant(work)
    if participant.confirmed_at or not participant.is_invited() or not participant.can_answer():
        return "niet verstuurd: het antwoord is er al, of is niet meer nodig"
    letter = invitation_mail.unanswered_letter
    return mail.send_to(participant.expert.address(), lambda to: letter(participant, to, work.key))


def _to_expert(work: Work, make: Callable[..., mail.Letter]) -> str:
    participant = _participant(work)
    if not participant.is_invited() or not participant.can_answer():
        return "niet verstuurd: deze expert heeft zich afgemeld of nam al deel, of het is gesloten"
    address = participant.expert.address()
    return mail.send_to(address, lambda to: make(participant, to, work.key, at=work.put_at))


def _participant(work: Work) -> Participant:
    found = Participant.objects.select_related("weighing__situation", "expert__user")
    return found.get(pk=work.subject_pk)
