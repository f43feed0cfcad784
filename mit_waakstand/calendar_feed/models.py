"""The secret address of somebody's calendar feed. Only a hash of the secret is kept."""

import hashlib
from secrets import token_urlsafe
from typing import ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from mit_waakstand.accounts.models import User


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Questions about many feeds."""

    def with_secret(self, secret: str) -> "CalendarFeed | None":
        """Return the feed at this secret address, unless its owner was made inactive."""
        found = self.filter(digest=digest_of(secret), user__is_active=True)
        return found.select_related("user").first()


class CalendarFeed(models.Model):
    """A person's own feed. Who has the address reads it without signing in."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField("SHA-256 van het geheim", max_length=64, unique=True)
    created_at = models.DateTimeField("gemaakt op")
    last_read_at = models.DateTimeField("laatst gelezen op", null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        """A feed is never without a secret."""

        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Exact(Length("digest"), 64),
                name="calendar_feed_has_a_secret",
                violation_error_message="Een agenda-adres heeft een geheim.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return f"agenda-adres {self.pk}"


def new_secret() -> str:
    """Return a secret that nobody can guess (256 bits)."""
    return token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret; it is long and random, so it needs no salt."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
