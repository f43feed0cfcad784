"""The table of days that a royal decree puts on a level with a holiday: apps say which they know.

It stands on the ground floor, so that whoever counts working days imports nothing above itself.
Apps offer them in their module ``equated_days``::

    @equated_days("signals")
    def recorded() -> Iterable[date]
"""

from collections.abc import Callable, Iterable
from datetime import date

from mit_waakstand.offers import Offers
from mit_waakstand.working_days import EQUATED_BY_ROYAL_DECREE

equated_days: Offers[Callable[[], Iterable[date]]] = Offers("equated_days")


def known_equated_days() -> frozenset[date]:
    """Return every day that is known to count as a holiday: built in, and what apps recorded."""
    recorded = (day for name in equated_days for day in equated_days[name]())
    return EQUATED_BY_ROYAL_DECREE.union(recorded)
