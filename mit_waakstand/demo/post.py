"""The mail of a demonstration: files in a directory, readable in the office by the addressee."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

SEPARATOR = b"-" * 79  # what Django writes after each mail in a file


@dataclass(frozen=True)
class Mail:
    """One mail as its addressee reads it; ``sent_at`` is aware.

    ``appointment`` is what goes with an invitation: a file for his calendar, as text.
    """

    to: str
    subject: str
    sent_at: datetime
    text: str
    appointment: str = ""


def mail_to(address: str) -> list[Mail]:
    """Return the mails to this address, the newest first."""
    directory = Path(settings.EMAIL_FILE_PATH)
    found = [mail for file in directory.glob("*.log") for mail in mails_in(file)]
    mine = [mail for mail in found if mail.to == address]
    return sorted(mine, key=lambda mail: mail.sent_at, reverse=True)


def mails_in(file: Path) -> list[Mail]:
    """Return the mails that Django wrote in a file."""
    *parts, _half_written = file.read_bytes().split(SEPARATOR)
    return [_mail(part.strip()) for part in parts if part.strip()]


def _mail(source: bytes) -> Mail:
    message = message_from_bytes(source, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",)) or message
    beside = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    return Mail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])),
        text=body.get_content().strip(),
        appointment=beside[0].get_content() if beside else "",
    )
