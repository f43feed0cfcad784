"""What the time asks of the office: counting what is not in order, and telling the beheerder."""

from datetime import datetime, time

from django.utils.timezone import localdate

from mit_waakstand.office import board, digest
from mit_waakstand.outbox import asking, schedules
from mit_waakstand.outbox.models import Schedule
from signals.reminders import rows

NAME = "office.readiness"
DIGEST = "office.digest"
EIGHT = time(8)  # in Amsterdam: before people begin


@schedules(NAME)
def count(now: datetime) -> None:
    """Count again when a new hour began; a house that was only just opened is given one first."""
    is_new = _is_new(NAME)
    moment = now.replace(minute=0, second=0, microsecond=0)
    if asking.advance(NAME, moment) and not is_new:
        board.note(board.not_in_order(localdate(now)), at=now)


@schedules(DIGEST)
def tell(now: datetime) -> None:
    """Put the mail with problems once a day; a house that was only just opened is given a day."""
    is_new = _is_new(DIGEST)
    if asking.advance(DIGEST, rows.latest(EIGHT, now)) and not is_new:
        digest.put_digest(at=now)


def _is_new(name: str) -> bool:
    return not Schedule.objects.filter(name=name).exists()
