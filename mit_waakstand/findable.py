"""The table of what can be found: apps say which records, the office searches in them.

It stands below the apps, so that an app which offers records imports nothing above itself. The
texts of a record come into the index by a trigger in the database (``office.search_rules``); the
app adds who may know it, and which page shows it. Apps offer in their ``finding`` module,
under the name of the table in the database::

    @findable("signals_signal")
    def signals(user: User) -> Findable
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mit_waakstand.accounts.models import User
from mit_waakstand.offers import Offers


@dataclass(frozen=True, kw_only=True)
class Findable:
    """One kind of record as one person may find it.

    ``visible`` are the records that he may know. ``url_name`` is the page on which they stand,
    ``place`` the part of it.
    """

    label: str
    visible: QuerySet[Any]
    url_name: str
    place: str = ""


findable: Offers[Callable[[User], Findable]] = Offers("finding")
