"""Kinds of work of the signal workflow, done from the outbox; each may be delivered twice."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand import mail, vault
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site.models import Publication
from signals import (
    invitation_tasks,
    letters,
    message_letters,
    message_mail,
    notifications,
    printing,
    trigger_letters,
)
from signals.models import (
    Message,
    MinisterDecision,
    Proposal,
    Response,
    Revision,
    Signal,
    Suspension,
    Trigger,
)
from signals.reminder_letters import a1_letter, calendar_letter, reminder_letter, unreceived_letter
from signals.reminders import a1, calendar, receipt, term
from signals.states import SuspensionState

__all__ = ["invitation_tasks"]  # found by way of this module


@kinds("make_letter")
def make_letter(work: Work) -> str:
    """Make the letter of an issued signal, once; kept for ever (architecture §1.3)."""
    signal = Signal.objects.select_for_update().get(pk=work.subject_pk)
    if not signal.letter_sha256:
        signal.letter_sha256 = vault.store(letters.signal_letter_pdf(_signal_letter(signal)))
        signal.save(update_fields=["letter_sha256"])
    return f"brief {signal.number} gemaakt"


@kinds("make_response_pdf")
def make_response_pdf(work: Work) -> str:
    """Make the accessible PDF of a response, once."""
    response = Response.objects.select_for_update().get(pk=work.subject_pk)
    if not response.pdf_sha256:
        response.pdf_sha256 = vault.store(letters.response_pdf(printing.response_letter(response)))
        response.save(update_fields=["pdf_sha256"])
    return f"reactie op {response.signal.number} gemaakt"


@kinds("make_message_pdf")
def make_message_pdf(work: Work) -> str:
    """Make the PDF of a message, once."""
    message = Message.objects.select_for_update().get(pk=work.subject_pk)
    if not message.pdf_sha256:
        made = (
            message_letters.supplement_pdf(printing.supplement_letter(message))
            if message.is_from_the_miw()
            else message_letters.later_letter_pdf(printing.later_letter(message))
        )
        message.pdf_sha256 = vault.store(made)
        message.save(update_fields=["pdf_sha256"])
    return f"{message.name()} bij {message.signal.number} gemaakt"


@kinds("make_corrected_pdf")
def make_corrected_pdf(work: Work) -> str:
    """Make the PDF of a corrected response, once; a correction that was dropped needs none."""
    revision = Revision.objects.select_for_update().get(pk=work.subject_pk)
    if revision.dropped_at is not None:
        return "niet gemaakt: de correctie is vervallen"
    if not revision.pdf_sha256:
        letter = printing.response_letter(revision.signal.response, revision)
        revision.pdf_sha256 = vault.store(letters.response_pdf(letter))
        revision.save(update_fields=["pdf_sha256"])
    return f"verbeterde reactie op {revision.signal.number} gemaakt"


@kinds("make_public_letter")
def make_public_letter(work: Work) -> str:
    """Make the letter without personal data, once; a correction that was dropped needs none."""
    revision = Revision.objects.select_for_update().get(pk=work.subject_pk)
    if revision.dropped_at is not None:
        return "niet gemaakt: de correctie is vervallen"
    if not revision.letter_sha256:
        letter = printing.public_letter(_signal_letter(revision.signal), revision)
        revision.letter_sha256 = vault.store(letters.signal_letter_pdf(letter))
        revision.save(update_fields=["letter_sha256"])
    return f"openbare versie van brief {revision.signal.number} gemaakt"


@kinds("mail_supplement")
def mail_supplement(work: Work) -> str:
    """Send Bureau SG the news of an aanvullend bericht."""
    message = Message.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: message_mail.supplement_letter(message, to, work.key))


@kinds("mail_message")
def mail_message(work: Work) -> str:
    """Send CPO and secretaris the news of what came from the SG."""
    message = Message.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: message_mail.message_letter(message, to, work.key))


@kinds("mail_confirm_in_writing")
def mail_confirm_in_writing(work: Work) -> str:
    """Ask Bureau SG to confirm an oral response in writing; not when that was done already."""
    message = Message.objects.get(pk=work.subject_pk)
    if not message.signal.awaits_response():
        return "niet verstuurd: de reactie is er al"
    return _send(work, lambda to: message_mail.confirm_letter(message, to, work.key))


@kinds("mail_sooner")
def mail_sooner(work: Work) -> str:
    """Ask Bureau SG for a response sooner; not when it is there already."""
    signal = Signal.objects.get(pk=work.subject_pk)
    if not signal.awaits_response():
        return "niet verstuurd: de reactie is er al"
    return _send(work, lambda to: message_mail.sooner_letter(signal, to, work.key))


@kinds("mail_issued")
def mail_issued(work: Work) -> str:
    """Send Bureau SG the news of a signal."""
    signal = Signal.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: notifications.issued_letter(signal, to, work.key))


@kinds("mail_published")
def mail_published(work: Work) -> str:
    """Send Bureau SG the news of a public version, with the head of the register."""
    signal = Signal.objects.get(pk=work.subject_pk)
    version = Publication.objects.get(pk=work.details["publication"])
    return _send(work, lambda to: message_mail.published_letter(signal, version, to, work.key))


@kinds("mail_answered")
def mail_answered(work: Work) -> str:
    """Send CPO and secretaris the news of a response."""
    signal = Signal.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: notifications.answered_letter(signal, to, work.key))


@kinds("mail_reminder")
def mail_reminder(work: Work) -> str:
    """Remind one recipient of a signal without a response, with the state of today."""
    today = localdate()
    if reason := term.why_not(work, today=today):
        return reason
    signal, role = Signal.objects.get(pk=work.subject_pk), Role(work.details["role"])
    return _send(work, lambda to: reminder_letter(signal, to, work.key, role=role, today=today))


@kinds("mail_decided")
def mail_decided(work: Work) -> str:
    """Send CPO and secretaris the news of a decision of the Minister."""
    decision = MinisterDecision.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: notifications.decided_letter(decision, to, work.key))


@kinds("mail_suspension_proposed")
def mail_suspension_proposed(work: Work) -> str:
    """Tell CPO or secretaris that a suspension waits; not when it does so no more."""
    suspension = Suspension.objects.select_related("exercise").get(pk=work.subject_pk)
    if suspension.state != SuspensionState.PROPOSED:
        return "niet verstuurd: de opschorting wacht niet meer"
    return _send(work, lambda to: notifications.suspension_letter(suspension, to, work.key))


@kinds("mail_unreceived")
def mail_unreceived(work: Work) -> str:
    """Tell CPO or secretaris that nobody confirmed the receipt of a signal."""
    if reason := receipt.why_not(work):
        return reason
    signal = Signal.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: unreceived_letter(signal, to, work.key))


@kinds("mail_a1")
def mail_a1(work: Work) -> str:
    """Remind CPO or secretaris of an A1 status that still awaits its weighing."""
    now = timezone.now()
    if reason := a1.why_not(work, now=now):
        return reason
    trigger = Trigger.objects.select_related("situation").get(pk=work.subject_pk)
    return _send(work, lambda to: a1_letter(trigger, to, work.key, now=now))


@kinds("mail_date_corrected")
def mail_date_corrected(work: Work) -> str:
    """Send the news that the moment of issue was put right."""
    signal = Signal.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: notifications.corrected_letter(signal, to, work.key))


@kinds("mail_calendar")
def mail_calendar(work: Work) -> str:
    """Remind a beheerder of this year's look at the holidays."""
    today = localdate()
    if reason := calendar.why_not(today=today):
        return reason
    return _send(work, lambda to: calendar_letter(to, work.key, today=today))


@kinds("mail_outside_scope")
def mail_outside_scope(work: Work) -> str:
    """Tell CPO and Bureau SG of a disease that no commissie covers."""
    trigger = Trigger.objects.select_related("situation").get(pk=work.subject_pk)
    return _send(work, lambda to: trigger_letters.outside_scope_letter(trigger, to, work.key))


@kinds("mail_proposal")
def mail_proposal(work: Work) -> str:
    """Tell CPO and secretaris that an expert proposes a weighing."""
    proposal = Proposal.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: trigger_letters.proposal_letter(proposal, to, work.key))


@kinds("mail_proposal_answered")
def mail_proposal_answered(work: Work) -> str:
    """Tell the expert what the CPO answered."""
    proposal = Proposal.objects.get(pk=work.subject_pk)
    return _send(work, lambda to: trigger_letters.proposal_answer_letter(proposal, to, work.key))


def _send(work: Work, letter_to: Callable[[str], mail.Letter]) -> str:
    to = notifications.address_of(work.details["recipient"])
    if not to:
        return "niet verstuurd: het account is niet meer actief"
    mail.send(letter_to(to))
    return "verstuurd"


def _signal_letter(signal: Signal) -> letters.SignalLetter:
    names = signal.letterhead
    if signal.issued_at is None or signal.response_due_on is None or signal.number is None:
        message = f"signal {signal.pk} was not issued"
        raise ObjectDoesNotExist(message)
    return letters.SignalLetter(
        number=signal.number,
        title=signal.title,
        purport=signal.get_purport_display(),
        text=signal.text,
        issued_at=signal.issued_at,
        response_due_on=signal.response_due_on,
        signed_by=names["signatory"],
        acting=names.get("acting", False),
        on_behalf_by=names.get("on_behalf_by") or None,
        addressee_name=names["addressee_name"],
        addressee_office=names["addressee_office"],
        addressee_address=printing.lines(names["addressee_address"]),
        sender_address=printing.lines(names["sender_address"]),
        contact=printing.lines(names["contact"]),
        attachments=printing.lines(signal.attachments),
        copies=printing.lines(signal.copies),
        register_head=names["register_head"] or None,
        is_exercise=signal.is_exercise,
        exercise_note=printing.exercise_note(signal),
        demo=settings.DEMO,
    )
