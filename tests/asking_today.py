"""The rows of "Nu te doen" that records ask for: without the duty that the calendar brings.

From 1 October Nu te doen also asks for the meeting of the year; tests that run on the day of today
and look at records leave that row out (it has tests of its own: draaiboek/test_yearly.py).
"""

from datetime import date

from mit_waakstand.accounts.models import User
from mit_waakstand.office import views
from mit_waakstand.worklist import Row


def rows_for(user: User, today: date) -> list[Row]:
    """Return what records ask of this person."""
    return [
        row for row in views.rows_for(user, today) if row.detail != "minstens één keer per jaar"
    ]
