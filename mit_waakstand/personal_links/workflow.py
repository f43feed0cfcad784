"""Making a personal link, using it, and taking it back. Runs in the caller's transaction."""

from datetime import datetime

from django.db import models

from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.workflow import ConflictError


def make(purpose: str, about: models.Model, *, at: datetime, expires_at: datetime) -> PersonalLink:
    """Return a new link; an earlier one for the same record and purpose works no more."""
    revoke(purpose, about, at=at)
    return PersonalLink.objects.create(
        purpose=purpose,
        subject=about._meta.label_lower,  # noqa: SLF001
        subject_pk=about.pk,
        made_at=at,
        expires_at=expires_at,
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


def revoke(purpose: str, about: models.Model, *, at: datetime) -> None:
    """Take back the open link for this record and purpose, if there is one."""
    links = PersonalLink.objects.about(about, purpose).select_for_update()
    links.filter(used_at=None, revoked_at=None).update(revoked_at=at)
