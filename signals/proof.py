"""Proof of what was sent and made for a signal: when, to whom by role, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.mail import SENT
from mit_waakstand.outbox.doing import PERHAPS_SENT
from mit_waakstand.outbox.models import MAIL, Work
from signals import deadlines
from signals.models import Signal
from signals.notifications import SG_OFFICE

FAILED = "mislukt; "
FILES = "Bestanden en openbare pagina's"
IN_WORDS = {
    "make_letter": "De brief als pdf",
    "make_response_pdf": "De reactie als pdf",
    "mail_issued": "Mail over het signaal",
    "mail_answered": "Mail over de reactie",
    "mail_reminder": "Herinnering",
    "mail_unreceived": "Mail dat de ontvangst niet is bevestigd",
    "mail_date_corrected": "Mail over de herstelde datum",
    "make_message_pdf": "Een bericht als pdf",
    "make_corrected_pdf": "De verbeterde reactie als pdf",
    "make_public_letter": "De brief zonder persoonsgegevens als pdf",
    "mail_supplement": "Mail over een aanvullend bericht",
    "mail_message": "Mail over een bericht van de SG",
    "mail_confirm_in_writing": "Verzoek om een schriftelijke reactie",
    "mail_published": "Mail dat een versie openbaar is",
    "mail_sooner": "Verzoek om eerder te reageren",
    "bake": "De openbare pagina's",
}


@dataclass(frozen=True)
class Proof:
    """One mail to somebody, or one file: when it was done (None: not yet), and its outcome.

    ``whom`` is an office, "" for a file; ``day`` is the day of the sending it belongs to.
    """

    kind: str
    whom: str
    day: date
    done_at: datetime | None
    outcome: str
    failed: bool

    @property
    def what(self) -> str:
        """Return what it is, and for whom."""
        return f"{IN_WORDS[self.kind]}{f' aan {self.whom}' if self.whom else ''}"

    @property
    def help(self) -> str:
        """Return who can do something about it, when it failed."""
        return self.outcome.removeprefix(FAILED)


@dataclass(frozen=True)
class Sending:
    """What went out together: the same mail to each of its recipients, or all the files."""

    title: str
    day: date | None
    proofs: tuple[Proof, ...]

    def failed(self) -> int:
        """Return how many of them failed."""
        return sum(proof.failed for proof in self.proofs)

    def in_words(self) -> str:
        """Return what became of it in a few words, what went wrong first."""
        number, failed = len(self.proofs), self.failed()
        waiting = sum(proof.done_at is None for proof in self.proofs) - failed
        sent = sum(proof.outcome.startswith(SENT) for proof in self.proofs)
        if failed or waiting:
            counted = [(failed, "mislukt"), (waiting, "nog niet klaar")]
            return ", ".join(f"{count} van {number} {word}" for count, word in counted if count)
        if self.day is None:
            return f"{number} klaar"
        if sent == number:
            return "verstuurd" if number == 1 else f"alle {number} verstuurd"
        perhaps = sum(PERHAPS_SENT in proof.outcome for proof in self.proofs)
        others = number - sent - perhaps
        counted = [(perhaps, f"{perhaps} misschien"), (others, "de rest was niet meer nodig")]
        told = [f"{sent} van {number} verstuurd", *(words for count, words in counted if count)]
        return ", ".join(told)


def sendings(signal: Signal) -> list[Sending]:
    """Return the proof by sending: what failed first, then the newest first, the files last."""
    found = proofs(signal)
    mails = [proof for proof in found if proof.whom]
    files = tuple(proof for proof in found if not proof.whom)
    together: dict[tuple[str, date], list[Proof]] = {}
    for proof in mails:
        together.setdefault((proof.kind, proof.day), []).append(proof)
    groups = [
        Sending(_title(kind, day, signal), day, tuple(sorted(group, key=_failed_first)))
        for (kind, day), group in sorted(together.items(), key=lambda item: item[0][1])
    ]
    groups.reverse()
    if files:
        groups.append(Sending(FILES, None, tuple(sorted(files, key=_failed_first))))
    return sorted(groups, key=lambda group: not group.failed())


def _failed_first(proof: Proof) -> bool:
    return not proof.failed


def _title(kind: str, day: date, signal: Signal) -> str:
    """Return what went out; a reminder says which one it was."""
    due = signal.response_due_on
    if kind != "mail_reminder" or due is None:
        return IN_WORDS[kind]
    left = deadlines.days_left(due, day)
    if left == 0:
        return "Herinnering op de laatste dag"
    place = "vóór" if left > 0 else "na"
    return f"Herinnering {deadlines.in_days(abs(left))} {place} de laatste dag"


def proofs(signal: Signal) -> list[Proof]:
    """Return everything the outbox did, does or failed to do for this signal, oldest first."""
    own = list(Work.objects.about(signal))
    work = list(own)
    response = signal.response_or_none()
    if response is not None:
        work += Work.objects.about(response)
    for record in (*signal.messages.all(), *signal.revisions.all()):
        work += Work.objects.about(record)
    roles, resendable = _roles(work), {piece.pk for piece in own if piece.kind.startswith(MAIL)}
    return [
        _proof(piece, roles, is_resendable=piece.pk in resendable)
        for piece in sorted(work, key=lambda piece: piece.pk)
    ]


def _proof(work: Work, roles: dict[str, str], *, is_resendable: bool) -> Proof:
    recipient = work.details.get("recipient", "")
    whom = _office(recipient, work) or roles.get(recipient, "een oud account") if recipient else ""
    if work.done_at:
        outcome = work.outcome
        if work.attempts > 1 and PERHAPS_SENT not in outcome:
            outcome = f"{outcome}, bij poging {work.attempts}"
    elif work.failed_at:
        outcome = f"{FAILED}{_who_tries_again(is_resendable=is_resendable)}"
    elif work.is_tried_again:
        outcome = f"wordt opnieuw geprobeerd ({work.attempts}×)"
    else:
        outcome = "wacht"
    failed = work.failed_at is not None
    return Proof(work.kind, whom, _day_of(work), work.done_at, outcome, failed)


def _who_tries_again(*, is_resendable: bool) -> str:
    """Return who can do something about it: ``Signal.failed_mail`` is what ``resend`` sends."""
    if is_resendable:
        return "CPO of secretaris kan de mail opnieuw versturen (zie “Wat u nu kunt doen”)"
    return "de functioneel beheerder kan het opnieuw proberen (bij Werk)"


def _day_of(work: Work) -> date:
    """Return the day of a reminder, else the day on which it was put."""
    try:
        return date.fromisoformat(work.details.get("moment", ""))
    except ValueError:
        return localdate(work.put_at)


def _office(recipient: str, work: Work) -> str:
    """Return the role in which he was written to, where that was kept."""
    role = work.details.get("role")
    return Role(role).label if role and recipient != SG_OFFICE else ""


def _roles(work: Iterable[Work]) -> dict[str, str]:
    """Return the recipients by role: proof says to which office, not to which person."""
    recipients = {piece.details.get("recipient", "") for piece in work}
    keys = [r.removeprefix("user:") for r in recipients if r.startswith("user:")]
    people = {u.recipient(): u.get_role_display() for u in User.objects.filter(pk__in=keys)}
    return people | {SG_OFFICE: "het adres van Bureau SG"}
