"""The table of what stands beside versions: apps offer panels, the pages of versions show them.

It stands below the apps, so that an app above may add to a page of one below. Apps offer panels in
their module ``edition_panels``::

    @panels("signals")
    def panels_for(kind: type[Edition], version: Edition | None, user: User, now: datetime)

``version`` is None on the list of all versions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.editions.models import Edition
from mit_waakstand.offers import Offers


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A heading with some sentences, and where more of it stands."""

    title: str
    lines: tuple[str, ...]
    label: str
    url: str


panels: Offers[Callable[[type[Edition], Edition | None, User, datetime], Iterable[Panel]]] = Offers(
    "edition_panels"
)


def panels_of(
    kind: type[Edition], version: Edition | None, user: User, now: datetime
) -> list[Panel]:
    """Return the panels that this person may see, in a fixed order."""
    return [panel for name in panels for panel in panels[name](kind, version, user, now)]
