"""Mail about triggers and proposals: who is told what. Numbers in the subject, never content."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from mit_waakstand.accounts.models import User, recipients_of
from mit_waakstand.accounts.roles import Role
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.putting import put, put_mails
from signals.models import Proposal, Trigger
from signals.notifications import SG_OFFICE


def reported_outside_scope(trigger: Trigger, *, at: datetime) -> None:
    """Queue the mail to CPO and Bureau SG that no commissie covers a disease (domain §3.1)."""
    people = trigger.situation.people(Role.CPO, Role.SG_OFFICE)
    recipients = recipients_of(people)
    if settings.SG_ADDRESS and not trigger.is_part_of_exercise():
        recipients.append(SG_OFFICE)
    key = f"mail_outside_scope:trigger:{trigger.pk}"
    put_mails("mail_outside_scope", recipients, about=trigger, at=at, key=key)


def proposal_submitted(proposal: Proposal, *, at: datetime) -> None:
    """Queue the mail to CPO and secretaris that an expert proposes a weighing."""
    recipients = recipients_of(_secretariat(proposal))
    key = f"mail_proposal:proposal:{proposal.pk}"
    put_mails("mail_proposal", recipients, about=proposal, at=at, key=key)


def proposal_answered(proposal: Proposal, *, at: datetime) -> None:
    """Queue the mail to the expert that the CPO answered."""
    recipient = f"user:{proposal.submitted_by_id}"
    put("mail_proposal_answered", about=proposal, at=at, recipient=recipient)


def outside_scope_letter(trigger: Trigger, to: str, key: str) -> Letter:
    """Return the mail about a disease that no commissie covers."""
    return Letter(
        to=to,
        key=key,
        subject=f"Aanleiding {trigger.pk}: buiten de opdracht van de commissie MIT",
        lines=(
            "Er is een ziekte die buiten de opdracht van de commissie MIT valt.",
            "Het MIT in waakstand is opgeschort en weegt nu niet.",
            "Niemand kijkt dus naar deze ziekte.",
            "",
            "Bekijk de melding:",
        ),
        link=office_address(reverse("signals:outside-scope", args=[trigger.pk])),
        is_exercise=trigger.is_part_of_exercise(),
    )


def proposal_letter(proposal: Proposal, to: str, key: str) -> Letter:
    """Return the mail that asks CPO and secretaris to look at a proposal."""
    return Letter(
        to=to,
        key=key,
        subject=f"Voorstel {proposal.pk}: een expert stelt een weging voor",
        lines=(
            "Een expert stelt het MIT in waakstand een weging voor.",
            "De CPO antwoordt, met een reden.",
            "",
            "Bekijk het voorstel:",
        ),
        link=office_address(proposal.get_absolute_url()),
        is_exercise=proposal.is_part_of_exercise(),
    )


def proposal_answer_letter(proposal: Proposal, to: str, key: str) -> Letter:
    """Return the mail that tells the expert of the answer."""
    return Letter(
        to=to,
        key=key,
        subject=f"Voorstel {proposal.pk}: de CPO heeft geantwoord",
        lines=(
            "De Chief Preparedness Officer heeft uw voorstel voor een weging beantwoord.",
            "",
            "Lees het antwoord:",
        ),
        link=office_address(proposal.get_absolute_url()),
        is_exercise=proposal.is_part_of_exercise(),
    )


def _secretariat(proposal: Proposal) -> Iterable[User]:
    roles = (Role.CPO, Role.SECRETARY)
    return proposal.exercise.people(*roles) if proposal.exercise else User.objects.with_role(*roles)
