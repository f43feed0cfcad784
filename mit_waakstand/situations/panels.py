"""The table of what stands beside a situation: apps above offer panels, its page shows them.

Apps offer panels in their module ``situation_panels``::

    @panels("archive")
    def panels_for(situation: Situation, user: User, day: date) -> Iterable[Panel]
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mit_waakstand.accounts.models import User
from mit_waakstand.offers import Offers
from mit_waakstand.situations.models import Situation


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A heading with some sentences, and where more of it stands."""

    title: str
    lines: tuple[str, ...]
    label: str
    url: str


panels: Offers[Callable[[Situation, User, date], Iterable[Panel]]] = Offers("situation_panels")


def panels_of(situation: Situation, user: User, day: date) -> list[Panel]:
    """Return the panels that this person may see, in a fixed order."""
    return [panel for name in panels for panel in panels[name](situation, user, day)]
