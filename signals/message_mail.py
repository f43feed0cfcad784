"""Mail about what follows an issued signal: to whom, and in which words (domain §3.3, 3.6)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import recipients_of
from mit_waakstand.accounts.roles import Role
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put_mails
from mit_waakstand.public_site.models import Publication
from signals import deadlines
from signals.models import Message, Signal
from signals.notifications import addressees, link_to, register_head


def supplement_sent(message: Message, *, at: datetime) -> None:
    """Queue the mail to Bureau SG about an aanvullend bericht."""
    _queue("mail_supplement", message, addressees(message.signal, Role.SG_OFFICE), at=at)


def letter_recorded(message: Message, *, at: datetime) -> None:
    """Queue the mail to CPO and secretaris about a later letter of the SG."""
    _queue("mail_message", message, _secretariat(message.signal), at=at)


def conversation_recorded(message: Message, *, at: datetime) -> None:
    """Queue the news to CPO and secretaris, and the question to Bureau SG to confirm in writing."""
    _queue("mail_message", message, _secretariat(message.signal), at=at)
    _queue("mail_confirm_in_writing", message, addressees(message.signal, Role.SG_OFFICE), at=at)


def asked_sooner(signal: Signal, *, at: datetime) -> bool:
    """Queue the question to respond sooner; False when that was done today (Amsterdam) already."""
    key = f"mail_sooner:signal:{signal.pk}:{localdate(at).isoformat()}"
    if Work.objects.filter(key__startswith=key).exists():
        return False
    put_mails("mail_sooner", addressees(signal, Role.SG_OFFICE), about=signal, at=at, key=key)
    return True


def version_published(signal: Signal, publication: Publication, *, at: datetime) -> None:
    """Queue the mail to Bureau SG about a new public version; the register's head goes with it."""
    put_mails(
        "mail_published",
        addressees(signal, Role.SG_OFFICE),
        about=signal,
        at=at,
        key=f"mail_published:publication:{publication.pk}",
        publication=publication.pk,
    )


def published_letter(signal: Signal, publication: Publication, to: str, key: str) -> Letter:
    """Return the mail that tells Bureau SG what the public can read now."""
    is_removed = publication.content.get("verwijderd") or publication.is_blank
    what = "is nu een mededeling" if is_removed else f"is openbaar (versie {publication.version})"
    return Letter(
        to=to,
        key=key,
        subject=f"Signaal {signal.number}: {what}",
        lines=(f"De publicatie van signaal {signal.number} {what}.", "", "Bekijk het signaal:"),
        link=link_to(signal),
        postscript=register_head(publication.hash),
    )


def supplement_letter(message: Message, to: str, key: str) -> Letter:
    """Return the mail that tells Bureau SG of an aanvullend bericht."""
    signal = message.signal
    return _letter(
        signal,
        to,
        key,
        subject=f"Signaal {signal.number}: {message.name()}",
        lines=(
            f"Het MIT in waakstand stuurde de SG een {message.name()} bij signaal {signal.number}.",
            "Er begint geen nieuwe termijn.",
            _term(signal),
            "",
            "Lees het bericht op deze pagina:",
        ),
    )


def message_letter(message: Message, to: str, key: str) -> Letter:
    """Return the mail that tells CPO and secretaris what came from the SG."""
    signal = message.signal
    return _letter(
        signal,
        to,
        key,
        subject=f"Signaal {signal.number}: {message.name()} vastgelegd",
        lines=(
            f"Bij signaal {signal.number} is vastgelegd: {message.name()}.",
            _term(signal),
            "",
            "Bekijk het signaal:",
        ),
    )


def confirm_letter(message: Message, to: str, key: str) -> Letter:
    """Return the mail that asks Bureau SG to confirm an oral response in writing."""
    signal = message.signal
    return _letter(
        signal,
        to,
        key,
        subject=f"Signaal {signal.number}: graag een schriftelijke reactie",
        lines=(
            f"Er is een mondelinge reactie op signaal {signal.number} vastgelegd.",
            "Een mondelinge reactie stopt de termijn niet.",
            _term(signal),
            "",
            "Leg de schriftelijke reactie vast op deze pagina:",
        ),
    )


def sooner_letter(signal: Signal, to: str, key: str) -> Letter:
    """Return the mail that asks the SG to respond sooner."""
    return _letter(
        signal,
        to,
        key,
        subject=f"Signaal {signal.number}: verzoek om eerder te reageren",
        lines=(
            f"Signaal {signal.number} is voortijdig bekend geworden.",
            "Wij vragen de SG van SZW om eerder te reageren.",
            "Dan kunnen signaal en reactie eerder samen openbaar worden.",
            _term(signal),
            "",
            "Lees het signaal en leg de reactie vast op deze pagina:",
        ),
    )


def _letter(signal: Signal, to: str, key: str, *, subject: str, lines: tuple[str, ...]) -> Letter:
    shown = tuple(line for number, line in enumerate(lines) if line or lines[number - 1])
    return Letter(
        to=to,
        key=key,
        subject=subject,
        lines=shown,
        link=link_to(signal),
        is_exercise=signal.is_exercise,
    )


def _term(signal: Signal) -> str:
    if not signal.awaits_response() or signal.response_due_on is None:
        return "De reactie van de SG is er al."
    due = deadlines.in_dutch(signal.response_due_on, weekday="long")
    return f"De termijn voor de reactie loopt door, tot en met {due}."


def _secretariat(signal: Signal) -> list[str]:
    return recipients_of(signal.weighing.situation.people(Role.CPO, Role.SECRETARY))


def _queue(kind: str, message: Message, recipients: Iterable[str], *, at: datetime) -> None:
    put_mails(kind, recipients, about=message, at=at, key=f"{kind}:message:{message.pk}")
