"""The equated days that the beheerder keeps, for whoever counts working days below this app."""

from collections.abc import Iterable
from datetime import date

from mit_waakstand.days_off import equated_days
from signals.models import EquatedDay


@equated_days("signals")
def recorded() -> Iterable[date]:
    """Return the days in the table."""
    return EquatedDay.objects.values_list("day", flat=True)
