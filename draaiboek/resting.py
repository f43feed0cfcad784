"""The table of what lets the waakstand rest: then the yearly meeting is not owed (domain §3.5).

It stands here, because a suspension lives in a higher storey. Apps offer in their module
``resting``::

    @rests("signals")
    def is_suspended(day: date) -> bool
"""

from collections.abc import Callable
from datetime import date

from mit_waakstand.offers import Offers

rests: Offers[Callable[[date], bool]] = Offers("resting")


def is_resting(day: date) -> bool:
    """Return whether the waakstand rests on this day (Amsterdam)."""
    return any(rests[name](day) for name in rests)
