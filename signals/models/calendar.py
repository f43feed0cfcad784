"""Days that a royal decree puts on a level with a holiday (art. 3 Atw), and their yearly check.

Later decrees are unknown, so the list grows. It is asked when a signal is issued; what was stored
then stays as it is.
"""

from datetime import date
from typing import ClassVar

from django.db import models

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from signals import deadlines

CHECKED_FROM = 10  # the month from which this year's check is asked: decrees come out in autumn


class EquatedDay(models.Model):
    """One day that counts as a holiday by royal decree."""

    day = models.DateField("dag", unique=True)
    reference = models.CharField(
        "vindplaats", max_length=120, help_text="Het koninklijk besluit, zoals Stcrt. 2025, 123."
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        """Names for the admin, in the order of the calendar."""

        verbose_name = "gelijkgestelde dag"
        verbose_name_plural = "gelijkgestelde dagen"
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        """Return the day."""
        return deadlines.in_dutch(self.day)


class CalendarCheck(models.Model):
    """The beheerder looked, this year, whether there are new decrees."""

    year = models.PositiveSmallIntegerField("jaar", unique=True)
    confirmed_at = models.DateTimeField("gecontroleerd op")
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """Names for the admin."""

        verbose_name = "controle van de feestdagen"
        verbose_name_plural = "controles van de feestdagen"
        ordering: ClassVar = ["-year"]

    def __str__(self) -> str:
        """Return the year."""
        return f"controle van {self.year}"


def equated_days() -> frozenset[date]:
    """Return every day that is known to count as a holiday: built in, and from the table."""
    return deadlines.EQUATED_BY_ROYAL_DECREE.union(EquatedDay.objects.values_list("day", flat=True))


def is_check_due(today: date) -> bool:
    """Return whether this year's look at the decrees is still to be taken."""
    if today.month < CHECKED_FROM:
        return False
    return not CalendarCheck.objects.filter(year=today.year).exists()
