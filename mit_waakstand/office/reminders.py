"""Counting each hour what is not in order, so that Nu te doen can say it at once."""

from datetime import datetime

from django.utils.timezone import localdate

from mit_waakstand.office import board
from mit_waakstand.outbox import asking, schedules
from mit_waakstand.outbox.models import Schedule

NAME = "office.readiness"


@schedules(NAME)
def count(now: datetime) -> None:
    """Count again when a new hour began; a house that was only just opened is given one first."""
    is_new = not Schedule.objects.filter(name=NAME).exists()
    moment = now.replace(minute=0, second=0, microsecond=0)
    if asking.advance(NAME, moment) and not is_new:
        board.note(board.not_in_order(localdate(now)), at=now)
