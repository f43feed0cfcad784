"""Sending one mail to one recipient: plain text, a subject without content, a fixed Message-ID.

Mail to several people is several pieces of work, so one refused address keeps nobody waiting.
"""

import hashlib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.validators import validate_email

MARK_OF_EXERCISE = "OEFENING"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail before it is sent. ``key`` makes the Message-ID: sent twice, it is seen as one."""

    to: str
    subject: str
    lines: tuple[str, ...]
    link: str
    key: str
    is_exercise: bool = False


def send(letter: Letter) -> str:
    """Return the Message-ID after the mail server accepted the mail.

    Raises ValueError or ValidationError for an address or subject that is not clean, and
    SMTPException or OSError when the server refuses or is away.
    """
    validate_email(letter.to)
    message_id = f"<{hashlib.sha256(letter.key.encode()).hexdigest()[:32]}@{_domain()}>"
    EmailMessage(
        subject=_subject(letter),
        body=_body(letter),
        to=[letter.to],
        headers={
            "Message-ID": message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": "nl",
        },
    ).send()
    return message_id


def _subject(letter: Letter) -> str:
    if any(ord(character) < ord(" ") for character in letter.subject):
        message = "a subject is one line"
        raise ValueError(message)
    return f"{MARK_OF_EXERCISE}: {letter.subject}" if letter.is_exercise else letter.subject


def _body(letter: Letter) -> str:
    lines = list(letter.lines)
    if settings.DEMO:
        lines.insert(0, "Demonstratie met fictieve gegevens.\n")
    if letter.is_exercise:
        lines = [line and f"{MARK_OF_EXERCISE} | {line}" for line in lines]
    return "\n".join([*lines, "", letter.link, "", "-- ", "MIT in waakstand", ""])


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
