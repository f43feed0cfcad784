"""Builders for versions: each is made and adopted by the real steps."""

from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.editions import workflow
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.states import AdoptionForm

AnyEdition = TypeVar("AnyEdition", bound=Edition)
ROUND = "schriftelijke ronde van de proef"


def adopted(
    edition: AnyEdition, *, by: User, at: datetime | None = None, review_on: date | None = None
) -> AnyEdition:
    """Return the version, put in force in a written round of that day."""
    at = at or timezone.now()
    return workflow.adopt(
        edition,
        form=AdoptionForm.WRITTEN_ROUND,
        held_on=localdate(at),
        reference=ROUND,
        review_on=review_on,
        by=by,
        at=at,
    )
