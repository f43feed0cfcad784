"""Maintenance as a test finds it: begun by the beheerder, expected to last two hours."""

from datetime import datetime, timedelta

from django.utils import timezone

from building import person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.office import maintaining


def some_maintenance(
    *, at: datetime | None = None, reason: str = "Wij verhuizen de database."
) -> Maintenance:
    """Return maintenance that runs."""
    at = at or timezone.now()
    return maintaining.begin(
        reason=reason,
        expected_until=at + timedelta(hours=2),
        by=person(Role.ADMINISTRATOR),
        at=at,
    )
