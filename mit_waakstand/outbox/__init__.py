"""Work to do: put in a row with the act that causes it, done soon by Celery, surely by the sweep.

``kinds`` is the table of what can be done; apps offer kinds in their ``tasks`` module::

    @kinds("make_letter")
    def make_letter(work: Work) -> str:  # returns what became of it, in Dutch

``schedules`` is the table of who puts work because of the time; the sweep asks each of them first.
Apps offer schedules in their ``reminders`` module::

    @schedules("signals.term")
    def remind(now: datetime) -> None:  # puts what is due; asked again, it puts nothing twice
"""

from typing import TYPE_CHECKING

from mit_waakstand.offers import Offers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from mit_waakstand.outbox.models import Work

kinds: "Offers[Callable[[Work], str]]" = Offers("tasks")
schedules: "Offers[Callable[[datetime], None]]" = Offers("reminders")
