"""A sweep of the outbox at some moment, as the clock of the house makes one each minute."""

from datetime import datetime, timedelta

import time_machine

from mit_waakstand.office import reminders
from mit_waakstand.outbox import asking, doing


def sweep_at(moment: datetime) -> None:
    """Sweep as if it were then, in a house that counted its readiness already.

    To count it takes longer than all else in a sweep, and has tests of its own.
    """
    with time_machine.travel(moment, tick=False):
        asking.advance(reminders.NAME, moment + timedelta(days=1))
        doing.sweep(moment)
