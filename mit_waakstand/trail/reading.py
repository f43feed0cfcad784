"""Who opened or downloaded what, and when somebody was last here."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction

from mit_waakstand.trail.models import Reading, Visit

if TYPE_CHECKING:
    from mit_waakstand.accounts.models import User

APART = timedelta(minutes=30)  # a pause this long makes it another visit


def note_reading(subject: models.Model, *, what: str, by: "User", at: datetime) -> None:
    """Write down that somebody opened ``what`` ("pagina", "brief") of a record."""
    Reading.objects.create(
        user=by,
        role=by.role,
        subject=subject._meta.label_lower,  # noqa: SLF001
        subject_pk=subject.pk,
        what=what,
        read_at=at,
    )


def note_visit(user: "User", *, at: datetime) -> datetime | None:
    """Return the end of the visit before this one; None at the first visit.

    Opening the page again within half an hour is the same visit, so news does not vanish at the
    second look.
    """
    with transaction.atomic():
        visit, is_first = Visit.objects.select_for_update().get_or_create(
            user=user, defaults={"last_at": at}
        )
        if not is_first:
            if at - visit.last_at > APART:
                visit.previous_at = visit.last_at
            visit.last_at = max(at, visit.last_at)
            visit.save(update_fields=["previous_at", "last_at"])
        return visit.previous_at
