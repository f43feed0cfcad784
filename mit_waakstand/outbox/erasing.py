"""What of a person is in the machine room: outcomes that quote an address, and mail on disk."""

import email
from collections.abc import Iterable
from email import policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from mit_waakstand.erasing import GONE, Emptied, Person, emptied, erasers
from mit_waakstand.outbox.models import Schedule, Work


@erasers("outbox")
def erase(person: Person) -> None:
    """Take the words out of outcomes, and remove mail to or about this person from the disk."""
    for work in Work.objects.filter(outcome__iregex=person.pattern).select_for_update():
        work.outcome = GONE
        work.save(update_fields=["outcome"])
    for schedule in Schedule.objects.exclude(trouble="").select_for_update():
        if person.is_named_in(schedule.trouble):
            schedule.trouble = GONE
            schedule.save(update_fields=["trouble"])
    for file in _mail():
        if any(person.is_named_in(text) for text in _texts(file)):
            file.unlink(missing_ok=True)


@emptied("outbox")
def records(person: Person) -> Iterable[Emptied]:  # noqa: ARG001  (whoever it is)
    """Return what holds words of mail servers, and otherwise numbers."""
    return (Emptied(Work), Emptied(Schedule))


def _mail() -> list[Path]:
    """Return the mail that is kept as files: of a demonstration, never of a real mail server."""
    directory = Path(settings.EMAIL_FILE_PATH)
    return [path for path in directory.rglob("*") if path.is_file()] if directory.exists() else []


def _texts(file: Path) -> list[str]:
    """Return the words of a mail: its headers and its parts, decoded."""
    raw = file.read_bytes()
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    headers = [str(value) for value in message.values()]
    parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    return [*headers, *(str(part.get_content()) for part in parts), raw.decode(errors="replace")]
