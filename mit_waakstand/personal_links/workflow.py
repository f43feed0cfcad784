"""Making personal links, using one, and taking them back. Runs in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models

from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.workflow import ConflictError


def make(purpose: str, about: models.Model, *, at: datetime, expires_at: datetime) -> PersonalLink:
    """Return a new link; an earlier one for the same record and purpose works no more."""
    (link,) = make_each(purpose, [about], at=at, expires_at=expires_at)
    return link


def make_each(
    purpose: str, records: Sequence[models.Model], *, at: datetime, expires_at: datetime
) -> list[PersonalLink]:
    """Return a new link for each of these records, all of one kind, as ``make`` makes one."""
    revoke(purpose, *records, at=at)
    return PersonalLink.objects.bulk_create(
        PersonalLink(
            purpose=purpose,
            subject=about._meta.label_lower,  # noqa: SLF001
            subject_pk=about.pk,
            made_at=at,
            expires_at=expires_at,
        )
        for about in records
    )


def use(link: PersonalLink, *, at: datetime) -> PersonalLink:
    """Return the link, used up. Raises ConflictError when it cannot be used any more."""
    locked = PersonalLink.objects.select_for_update().get(pk=link.pk)
    if not locked.is_open_at(at):
        message = "Deze link is al gebruikt, of werkt niet meer."
        raise ConflictError(message)
    locked.used_at = at
    locked.save(update_fields=["used_at"])
    return locked


def revoke(purpose: str, *records: models.Model, at: datetime) -> None:
    """Take back the open links for these records, all of one kind, and this purpose."""
    links = PersonalLink.objects.about_each(records, purpose).select_for_update()
    links.filter(used_at=None, revoked_at=None).update(revoked_at=at)
