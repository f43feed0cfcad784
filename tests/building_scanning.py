"""Builders of what the virus scanner held."""

from datetime import datetime

from django.utils import timezone

from building import person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.scanning import workflow
from mit_waakstand.scanning.models import HeldFile
from mit_waakstand.uploads import Held

HELD = Held("Bestand (pdf)", "Proef.Eicar.UNOFFICIAL", "0123456789abcdef" * 4, 68_000)


def a_held_file(
    *, by: User | None = None, at: datetime | None = None, finding: str = HELD.finding
) -> HeldFile:
    """Return a file of the secretaris that was held, about which nobody did anything yet."""
    held = Held(HELD.field, finding, HELD.checksum, HELD.size)
    return workflow.hold(
        held,
        page="draaiboek:document-add",
        by=by or person(Role.SECRETARY),
        at=at or timezone.now(),
    )


def a_settled_file(*, at: datetime | None = None) -> HeldFile:
    """Return a file about which the beheerder did something."""
    at = at or timezone.now()
    settled = a_held_file(at=at)
    return workflow.settle(settled, how="Vals alarm.", by=person(Role.ADMINISTRATOR), at=at)
