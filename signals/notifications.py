"""Who is told what, and in which words. Each recipient is a piece of work of his own.

A subject carries the number, never content or names; the mail has one link (domain §9).
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings

from mit_waakstand.accounts.models import User, recipients_of
from mit_waakstand.accounts.roles import Role
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.putting import put_all, put_mails, work_for
from signals import deadlines
from signals.models import (
    IssueDateCorrection,
    MinisterDecision,
    Signal,
    Suspension,
    Weighing,
)

SG_OFFICE = "bureau_sg"  # the address in the settings, beside every active account


def signal_issued(signal: Signal, *, at: datetime) -> None:
    """Queue the mail to Bureau SG: its address and every account; in an exercise participants."""
    _queue("mail_issued", signal, addressees(signal, Role.SG_OFFICE), at=at)


def response_recorded(signal: Signal, *, at: datetime) -> None:
    """Queue the mail to CPO and secretaris that the response is there."""
    people = signal.weighing.situation.people(Role.CPO, Role.SECRETARY)
    _queue("mail_answered", signal, recipients_of(people), at=at)


def decision_recorded(decision: MinisterDecision, *, at: datetime) -> None:
    """Queue the mail to CPO and secretaris that the Minister decided (domain §3.4)."""
    recipients = recipients_of(decision.situation.people(Role.CPO, Role.SECRETARY))
    key = f"mail_decided:decision:{decision.pk}"
    put_mails("mail_decided", recipients, about=decision, at=at, key=key)


def suspension_proposed(suspension: Suspension, *, at: datetime) -> None:
    """Queue the mail to (acting) CPO and secretaris that a suspension waits; participants only."""
    roles, exercise = (Role.CPO, Role.SECRETARY), suspension.exercise
    people = exercise.people(*roles) if exercise else User.objects.with_role(*roles)
    key = f"mail_suspension_proposed:{suspension.pk}"
    put_mails("mail_suspension_proposed", recipients_of(people), about=suspension, at=at, key=key)


def date_corrected(signal: Signal, correction: IssueDateCorrection, *, at: datetime) -> None:
    """Queue the mail that the moment of issue was put right, to all who were told the old one."""
    recipients = addressees(signal, Role.SG_OFFICE, Role.CPO, Role.SECRETARY)
    key = f"mail_date_corrected:correction:{correction.pk}"
    put_mails("mail_date_corrected", recipients, about=signal, at=at, key=key)


def addressees(signal: Signal, *roles: Role) -> list[str]:
    """Return people in these roles, and unless it is an exercise the address of Bureau SG."""
    found = recipients_of(signal.weighing.situation.people(*roles))
    return [*found, SG_OFFICE] if settings.SG_ADDRESS and not signal.is_exercise else found


def address_of(recipient: str) -> str:
    """Return the mail address behind "user:5" or "bureau_sg"; "" when there is none any more.

    A deactivated person gets nothing (robustness 12).
    """
    if recipient == SG_OFFICE:
        return settings.SG_ADDRESS
    pk = recipient.removeprefix("user:")
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user.email if user else ""


def issued_letter(signal: Signal, to: str, key: str) -> Letter:
    """Return the mail that tells Bureau SG of a signal."""
    due = due_of(signal)
    return Letter(
        to=to,
        key=key,
        subject=f"Signaal {signal.number}: {term_in_subject(due, issued_on(signal))}",
        lines=(
            f"Het MIT in waakstand bracht signaal {signal.number} uit aan de SG van SZW.",
            "",
            "Wat vragen wij? Een reactie, zo snel mogelijk.",
            f"De termijn loopt tot en met {deadlines.in_dutch(due, weekday='long')}.",
            "",
            "Lees het signaal en leg de reactie vast op deze pagina:",
        ),
        link=link_to(signal),
        is_exercise=signal.is_exercise,
        postscript=register_head(signal.letterhead.get("register_head", "")),
    )


def register_head(newest: str) -> tuple[str, ...]:
    """Return the lines with which a head of the public register leaves the house."""
    if not newest:
        return ()
    return (
        "Stand van ons openbare register (SHA-256), om te bewaren:",
        newest,
        "Staat dit getal later nog in het register? Dan is er niets veranderd aan wat ervoor kwam.",
    )


def answered_letter(signal: Signal, to: str, key: str) -> Letter:
    """Return the mail that tells CPO and secretaris of the response."""
    return Letter(
        to=to,
        key=key,
        subject=f"Signaal {signal.number}: reactie van de SG vastgelegd",
        lines=(
            f"De reactie van de SG van SZW op signaal {signal.number} is vastgelegd.",
            "De termijn is gestopt."
            if signal.is_exercise
            else "Signaal en reactie kunnen nu worden gepubliceerd: streef naar twee werkdagen.",
            "",
            "Bekijk het signaal:",
        ),
        link=link_to(signal),
        is_exercise=signal.is_exercise,
    )


def decided_letter(decision: MinisterDecision, to: str, key: str) -> Letter:
    """Return the mail that tells CPO and secretaris of a decision; the term runs on."""
    signals = list(decision.signals.order_by("number"))
    numbers = " en ".join(str(signal.number) for signal in signals)
    waiting = any(not signal.published_at for signal in signals)
    subject = f"Signaal {numbers}" if signals else f"Besluit {decision.pk}"
    return Letter(
        to=to,
        key=key,
        subject=f"{subject}: besluit van de minister vastgelegd",
        lines=(
            f"Er is een besluit van de minister vastgelegd{f' over {numbers}' if signals else ''}.",
            *(
                (
                    "Het besluit is openbaar. Het signaal is dat nog niet.",
                    "Is er nog geen reactie? Dan loopt de termijn gewoon door.",
                )
                if waiting
                else ()
            ),
            "",
            "Bekijk het besluit:",
        ),
        link=office_address(decision.get_absolute_url()),
        is_exercise=decision.situation.is_exercise,
    )


def suspension_letter(suspension: Suspension, to: str, key: str) -> Letter:
    """Return the mail that asks the CPO to register a suspension, and tells the secretaris."""
    day = deadlines.in_dutch(suspension.starts_on, weekday="long")
    return Letter(
        to=to,
        key=key,
        subject=f"Opschorting {suspension.pk}: wacht op de CPO",
        lines=(
            "Er is een commissie MIT vastgelegd. Daaruit volgt opschorting van de waakstand.",
            f"Het instellingsbesluit werkt vanaf {day}. Vanaf die dag kan de CPO dit registreren.",
            "",
            "Bekijk het voorstel:",
        ),
        link=office_address(suspension.get_absolute_url()),
        is_exercise=suspension.is_part_of_exercise(),
    )


def corrected_letter(signal: Signal, to: str, key: str) -> Letter:
    """Return the mail that tells of another last day."""
    due = due_of(signal)
    return Letter(
        to=to,
        key=key,
        subject=f"Signaal {signal.number}: datum hersteld, reactie uiterlijk "
        f"{deadlines.in_dutch(due, weekday='short')}",
        lines=(
            f"De datum van uitbrengen van signaal {signal.number} is hersteld.",
            f"De termijn loopt tot en met {deadlines.in_dutch(due, weekday='long')}.",
            "Het kenmerk blijft hetzelfde.",
            "",
            "Bekijk het signaal:",
        ),
        link=link_to(signal),
        is_exercise=signal.is_exercise,
    )


def weighing_rescheduled(weighing: Weighing, *, at: datetime) -> None:
    """Queue the mail to invited experts that the form or the day changed."""
    put_all(
        work_for(
            "mail_rescheduled",
            about=participant,
            at=at,
            key=f"mail_rescheduled:{participant.pk}:{at.isoformat()}",
            recipient=participant.expert.recipient(),
        )
        for participant in weighing.participants.invited().select_related("expert")
    )


def link_to(signal: Signal) -> str:
    """Return the address of the signal's office page: the configured host, an id, no content."""
    return office_address(signal.get_absolute_url())


def term_in_subject(due: date, today: date) -> str:
    """Return where the term stands, for a subject: "reactie uiterlijk di 15 september (nog …)"."""
    left = deadlines.days_left(due, today)
    if left < 0:
        return f"{deadlines.in_days(-left)} buiten de termijn"
    still = f"nog {deadlines.in_days(left)}" if left else "vandaag is de laatste dag"
    return f"reactie uiterlijk {deadlines.in_dutch(due, weekday='short', year=False)} ({still})"


def issued_on(signal: Signal) -> date:
    """Return day 0 of an issued signal; raises ValueError for another."""
    if signal.issued_at is None:
        message = f"{signal} was not issued"
        raise ValueError(message)
    return deadlines.local_date(signal.issued_at)


def due_of(signal: Signal) -> date:
    """Return the last day of an issued signal; raises ValueError for another."""
    if signal.response_due_on is None:
        message = f"{signal} was not issued"
        raise ValueError(message)
    return signal.response_due_on


def _queue(kind: str, signal: Signal, recipients: Iterable[str], *, at: datetime) -> None:
    put_mails(kind, recipients, about=signal, at=at, key=f"{kind}:signal:{signal.pk}")
