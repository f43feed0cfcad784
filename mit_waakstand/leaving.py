"""The table of leaving: every app takes back what it gave to somebody who is deactivated.

It stands below the apps, so that an app which offers its part imports nothing above itself. Apps
offer in their module ``leaving``, and run in the transaction of the act::

    @leavers("calendar_feed")
    def leave(user: int, at: datetime) -> None
"""

from collections.abc import Callable
from datetime import datetime

from mit_waakstand.offers import Offers

leavers: Offers[Callable[[int, datetime], None]] = Offers("leaving")
