"""What holds for every letter that came from the SG: its dates and its files."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from mit_waakstand import vault
from mit_waakstand.uploads import Upload
from mit_waakstand.workflow import RefusedError
from signals.models import Signal
from signals.models.letter_files import IN_THREE_PARTS, LetterFiles


@dataclass(frozen=True, kw_only=True)
class ResponseDates:
    """The three dates of a response; ``sent_on`` decides whether it was in time."""

    dated_on: date
    sent_on: date
    received_on: date


def check_dates(signal: Signal, dates: ResponseDates, *, today: date) -> None:
    """Raise RefusedError, at its field, for a letter sent before the issue or in the future."""
    if signal.issued_at and dates.sent_on < localdate(signal.issued_at):
        message = "De reactie kan niet verzonden zijn voordat het signaal is uitgebracht."
        raise RefusedError(message, field="sent_on")
    for field in ("dated_on", "sent_on", "received_on"):
        if getattr(dates, field) > today:
            message = "Deze datum ligt in de toekomst."
            raise RefusedError(message, field=field)


def check_parts(letter: Upload | None, public_letter: Upload | None, grounds: str) -> None:
    """Raise RefusedError, at its field, unless whole letter, public version and grounds are there.

    Or none of the last two: then nothing is confidential.
    """
    if not public_letter and not grounds:
        return
    missing = {"letter": letter, "public_letter": public_letter, "grounds": grounds}
    field = next((name for name, value in missing.items() if not value), "")
    if field:
        raise RefusedError(IN_THREE_PARTS, field=field)


def name_files(
    record: LetterFiles, letter: Upload | None, public_letter: Upload | None
) -> list[bytes]:
    """Name the files in the record and return their bytes; nothing is stored yet.

    The originals are kept byte for byte; the copy of what may be public is what goes out.
    """
    if letter is None:
        return []
    cleaned = (public_letter or letter).cleaned
    record.original_name = letter.name
    record.original_sha256 = vault.checksum_of(letter.original)
    record.copy_sha256 = vault.checksum_of(cleaned)
    if public_letter is None:
        return [letter.original, cleaned]
    record.public_name = public_letter.name
    record.public_sha256 = vault.checksum_of(public_letter.original)
    return [letter.original, cleaned, public_letter.original]
