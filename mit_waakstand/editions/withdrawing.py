"""The table of what else happens when a draft is withdrawn: apps offer it, the act asks.

It stands below the apps, as the versions do. Apps offer in their module ``withdrawn``::

    @withdrawals("draaiboek")
    def lessons_wait_again(version: Edition, by: User, at: datetime) -> None

Each runs in the transaction of the act, after the version was saved.
"""

from collections.abc import Callable
from datetime import datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.editions.models import Edition
from mit_waakstand.offers import Offers

withdrawals: Offers[Callable[[Edition, User, datetime], None]] = Offers("withdrawn")
