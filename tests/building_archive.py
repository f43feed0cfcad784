"""Builders for the archive: dossiers in each state, by the real steps."""

from datetime import datetime

from django.utils import timezone

from building import a_situation, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.archive.models import Dossier
from mit_waakstand.archive.workflow import holding
from mit_waakstand.situations.models import Situation

WHY = {"reason": "Een rechter vraagt ernaar."}


def a_held_dossier(
    situation: Situation | None = None, *, is_exercise: bool = False, at: datetime | None = None
) -> Dossier:
    """Return the dossier of a situation, held by the secretaris."""
    return holding.hold(
        situation or a_situation(is_exercise=is_exercise),
        **WHY,
        by=person(Role.SECRETARY),
        at=at or timezone.now(),
    )
