"""The table of who was invited to read a draft: an expert, and no more than that (domain §5).

It stands below the apps, so that a page of versions asks an app above. Apps offer in their module
``edition_readers``::

    @invited("draaiboek")
    def numbers(user: User, kind: type[Edition]) -> Iterable[str]: of the versions
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mit_waakstand.accounts.models import User
from mit_waakstand.offers import Offers

if TYPE_CHECKING:
    from mit_waakstand.editions.models import Edition

invited: Offers[Callable[[User, "type[Edition]"], Iterable[str]]] = Offers("edition_readers")


def numbers_for(user: User, kind: "type[Edition]") -> set[str]:
    """Return the numbers of the versions that this person was invited to read."""
    return {number for name in invited for number in invited[name](user, kind)}
