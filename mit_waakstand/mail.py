"""Sending one mail to one recipient: plain text, a subject without content, a fixed Message-ID.

Mail to several people is several pieces of work, so one refused address keeps nobody waiting.
"""

import hashlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.utils import parseaddr
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from mit_waakstand import tracing
from mit_waakstand.failures import ForGoodError, ForNowError, PerhapsDoneError

log = structlog.get_logger()

SENT = "verstuurd"  # so begins the outcome of a mail that went out
NO_ADDRESS = "niet verstuurd: er is geen mailadres, of het account is niet meer actief"
MARK_OF_EXERCISE = "OEFENING"
PERMANENT = 500  # SMTP: 4xx passes, 5xx does not


@dataclass(frozen=True, kw_only=True)
class CalendarFile:
    """An appointment that goes with a mail; ``method`` says what a calendar does with it."""

    name: str
    method: str
    data: bytes

    def as_part(self) -> MIMEBase:
        """Return it as a part of a mail, known to mail programs as an invitation."""
        part = MIMEBase("text", "calendar", method=self.method, charset="utf-8")
        part.set_payload(self.data)
        encode_base64(part)
        part.add_header("Content-Disposition", "attachment", filename=self.name)
        return part


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail before it is sent. ``key`` makes the Message-ID: sent twice, it is seen as one.

    ``postscript`` comes after the link: what is kept rather than read.
    """

    to: str
    subject: str
    lines: tuple[str, ...]
    link: str
    key: str
    is_exercise: bool = False
    postscript: tuple[str, ...] = ()
    calendar: CalendarFile | None = None


def send(letter: Letter) -> str:
    """Return the Message-ID after the mail server accepted the mail.

    Raises ValueError for a subject that is not one line, ForGoodError when the address is none or
    the server refuses recipient or content for good (5xx), ForNowError when it is away, slow,
    busy, or does not let us in, and PerhapsDoneError when it fell silent while we gave it the mail.
    """
    _check(letter.to)
    message_id = f"<{hashlib.sha256(letter.key.encode()).hexdigest()[:32]}@{_domain()}>"
    message = EmailMessage(
        subject=_subject(letter),
        body=_body(letter),
        to=[letter.to],
        headers={
            "Message-ID": message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": "nl",
            tracing.HEADER: tracing.current() or tracing.new(),
        },
    )
    if letter.calendar is not None:
        message.attach(letter.calendar.as_part())
    with _in_words(), get_connection() as message.connection, _or_perhaps_sent():
        message.send()
    log.info("mail_sent", message=message_id)
    return message_id


def send_to(address: str, letter_to: Callable[[str], Letter]) -> str:
    """Return how it ended in words: sent, or not because there is no address to send it to."""
    if not address:
        return NO_ADDRESS
    send(letter_to(address))
    return SENT


def _check(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        message = "dit is geen mailadres: herstel het adres van het account"
        raise ForGoodError(message) from error


@contextmanager
def _in_words() -> Generator[None, None, None]:
    """Tell a refusal for good from trouble that passes."""
    try:
        yield
    except SMTPRecipientsRefused as error:
        code, reason = next(iter(error.recipients.values()))
        raise _refusal(code, reason) from error
    except SMTPDataError as error:
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except SMTPResponseException as error:
        said = f"{error.smtp_code} {_readable(error.smtp_error)}"
        message = f"de mailserver laat ons niet verzenden: {said}"
        raise ForNowError(message) from error
    except (SMTPException, OSError) as error:
        message = f"de mailserver is niet bereikbaar: {type(error).__name__}: {error}"
        raise ForNowError(message) from error


@contextmanager
def _or_perhaps_sent() -> Generator[None, None, None]:
    """Tell a server that was never reached from one that may have taken the mail before it went."""
    try:
        yield
    except SMTPServerDisconnected as error:
        message = f"de mailserver verbrak de verbinding tijdens het verzenden: {error}"
        raise PerhapsDoneError(message) from error


def _refusal(code: int, reason: bytes | str) -> ForGoodError | ForNowError:
    said = f"{code} {_readable(reason)}"
    if code >= PERMANENT:
        return ForGoodError(f"de mailserver weigert deze mail: {said}")
    return ForNowError(f"de mailserver weigert deze mail voorlopig: {said}")


def _readable(reason: bytes | str) -> str:
    return reason.decode(errors="replace") if isinstance(reason, bytes) else reason


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
    kept = ["", *letter.postscript] if letter.postscript else []
    return "\n".join([*lines, "", letter.link, *kept, "", "-- ", "MIT in waakstand", ""])


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
