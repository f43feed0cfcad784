"""Mail about deputies: who is told that one acts, stopped, or is a deputy no more (domain §1).

The names stand on the page, never in the mail.
"""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from mit_waakstand.accounts.models import User, recipients_of
from mit_waakstand.accounts.roles import Role
from mit_waakstand.deputies.models import Deputy
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.putting import put_mails

# What each kind of mail says: the end of the subject, and the lines before the link.
WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "mail_deputy_acts": (
        "een waarnemer treedt op voor de CPO",
        (
            "Een waarnemer is begonnen met waarnemen voor de Chief Preparedness Officer.",
            "Wat de waarnemer doet, heet “waarnemend CPO”.",
            "",
            "Lees wie het is, sinds wanneer en waarom:",
        ),
    ),
    "mail_deputy_stopped": (
        "de waarneming is gestopt",
        (
            "Een waarnemer treedt niet meer op voor de Chief Preparedness Officer.",
            "De CPO neemt de stappen weer zelf.",
            "",
            "Lees wie het is, en wie er nog waarnemer zijn:",
        ),
    ),
    "mail_deputy_ended": (
        "de aanwijzing van een waarnemer is beëindigd",
        (
            "De aanwijzing van een waarnemer van de Chief Preparedness Officer is beëindigd.",
            "Deze persoon kan vanaf nu niets meer voor de CPO doen.",
            "",
            "Lees wie het is, en wie er nog waarnemer zijn:",
        ),
    ),
}


def began_acting(deputy: Deputy, *, at: datetime) -> None:
    """Queue the mail to CPO and secretaris that a deputy acts; he knows it himself."""
    readers = User.objects.with_role(Role.CPO, Role.SECRETARY).exclude(pk=deputy.user_id)
    put_each("mail_deputy_acts", deputy, readers, moment=at.isoformat(), at=at)


def stopped_acting(deputy: Deputy, *, at: datetime) -> None:
    """Queue the mail that a deputy acts no more."""
    put_each("mail_deputy_stopped", deputy, concerned(deputy), moment=at.isoformat(), at=at)


def appointment_ended(deputy: Deputy, *, at: datetime) -> None:
    """Queue the mail that an appointment ended."""
    put_each("mail_deputy_ended", deputy, concerned(deputy), moment=at.isoformat(), at=at)


def concerned(deputy: Deputy) -> list[User]:
    """Return who is told of an end: CPO, secretaris and the deputy himself, each once."""
    people = {user.pk: user for user in User.objects.with_role(Role.CPO, Role.SECRETARY)}
    return list(({deputy.user_id: deputy.user} | people).values())


def put_each(
    kind: str, deputy: Deputy, readers: Iterable[User], *, moment: str, at: datetime
) -> None:
    """Put one mail per reader, unique by appointment, moment and reader."""
    key = f"{kind}:{deputy.pk}:{moment}"
    put_mails(kind, recipients_of(readers), about=deputy, at=at, key=key)


def letter(kind: str, number: int, to: str, key: str) -> Letter:
    """Return the mail of a kind about the appointment with this number."""
    subject, lines = WORDS[kind]
    link = office_address(reverse("deputies:deputies"))
    return Letter(to=to, key=key, subject=f"Waarneming {number}: {subject}", lines=lines, link=link)
