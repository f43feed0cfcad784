"""Proof of what was sent and made for a signal: when, to whom by role, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.models import Work
from signals.models import Signal
from signals.notifications import SG_OFFICE

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
    "mail_supplement": "Mail over een aanvullend bericht",
    "mail_message": "Mail over een bericht van de SG",
    "mail_confirm_in_writing": "Verzoek om een schriftelijke reactie",
    "mail_sooner": "Verzoek om eerder te reageren",
    "bake": "De openbare pagina's",
}


@dataclass(frozen=True)
class Proof:
    """One mail or file: what, when it was done (None: not yet), and its outcome in Dutch."""

    what: str
    done_at: datetime | None
    outcome: str
    failed: bool


def proofs(signal: Signal) -> list[Proof]:
    """Return everything the outbox did, does or failed to do for this signal, oldest first."""
    work = list(Work.objects.about(signal))
    response = signal.response_or_none()
    if response is not None:
        work += Work.objects.about(response)
    for record in (*signal.messages.all(), *signal.revisions.all()):
        work += Work.objects.about(record)
    roles = _roles(work)
    return [_proof(piece, roles) for piece in sorted(work, key=lambda piece: piece.pk)]


def _proof(work: Work, roles: dict[str, str]) -> Proof:
    what = IN_WORDS[work.kind]
    if recipient := work.details.get("recipient"):
        what = f"{what} aan {_office(recipient, work) or roles.get(recipient, 'een oud account')}"
    if work.done_at:
        outcome = work.outcome
        if work.attempts > 1:
            outcome = f"{outcome}, bij poging {work.attempts}"
    elif work.failed_at:
        outcome = "mislukt; de beheerder kan het opnieuw proberen"
    else:
        outcome = "wacht" if not work.attempts else f"wordt opnieuw geprobeerd ({work.attempts}×)"
    return Proof(what, work.done_at, outcome, work.failed_at is not None)


def _office(recipient: str, work: Work) -> str:
    """Return the role in which he was written to, where that was kept."""
    role = work.details.get("role")
    return Role(role).label if role and recipient != SG_OFFICE else ""


def _roles(work: list[Work]) -> dict[str, str]:
    """Return the recipients by role: proof says to which office, not to which person."""
    recipients = {piece.details.get("recipient", "") for piece in work}
    keys = [r.removeprefix("user:") for r in recipients if r.startswith("user:")]
    people = {f"user:{u.pk}": u.get_role_display() for u in User.objects.filter(pk__in=keys)}
    return people | {SG_OFFICE: "het adres van Bureau SG"}
