"""What somebody typed in a form and did not save yet, and who has which form open.

Private: only its owner ever sees a kept text. It is in no history, search, event or log.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual

from mit_waakstand.accounts.models import User

MOST_CHARACTERS = 300_000  # of one form, as JSON; the longest text of a record is 60,000
KEPT_FOR = timedelta(days=30)
NEARBY = timedelta(minutes=15)  # so long somebody counts as busy with a form


class KeptTextQuerySet(models.QuerySet["KeptText"]):
    """Questions about many kept texts."""

    def of(self, user: User, address: str) -> "KeptText | None":
        """Return what this person typed at this address and did not save."""
        return self.filter(user=user, address=address).first()

    def outdated(self, now: datetime) -> "KeptTextQuerySet":
        """Return what nobody came back for."""
        return self.filter(saved_at__lt=now - KEPT_FOR)


class KeptText(models.Model):
    """The fields of one form as one person typed them: lists of strings by name.

    ``page`` marks the page on which it was typed, so that another window overwrites nothing.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="kept_texts")
    address = models.CharField("adres van het formulier", max_length=200)
    data = models.JSONField("wat er is getypt")
    page = models.CharField(max_length=32)
    saved_at = models.DateTimeField("bewaard op")

    objects = KeptTextQuerySet.as_manager()

    class Meta:
        """One for each person and form, and never without bound."""

        verbose_name = "bewaarde tekst"
        verbose_name_plural = "bewaarde teksten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "address"], name="text_is_kept_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    Length(Cast("data", models.TextField())), MOST_CHARACTERS
                ),
                name="kept_text_is_bounded",
                violation_error_message="Deze tekst is te lang om tussentijds te bewaren.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"bewaarde tekst {self.pk}"

    def values(self) -> dict[str, list[str]]:
        """Return what was typed, by name of the field."""
        return {str(name): [str(one) for one in typed] for name, typed in self.data.items()}


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Questions about many presences."""

    def nearby(self, user: User, address: str, now: datetime) -> "PresenceQuerySet":
        """Return who else is busy at this address, the latest first."""
        recent = self.filter(address=address, seen_at__gte=now - NEARBY, user__is_active=True)
        return recent.exclude(user=user).select_related("user").order_by("-seen_at", "pk")

    def outdated(self, now: datetime) -> "PresenceQuerySet":
        """Return who has long gone."""
        return self.filter(seen_at__lt=now - NEARBY)


class Presence(models.Model):
    """Somebody has a form open that others may be filling in too."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    address = models.CharField("adres van het formulier", max_length=200)
    seen_at = models.DateTimeField("laatst gezien op")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        """Once for each person and form."""

        verbose_name = "open formulier"
        verbose_name_plural = "open formulieren"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "address"], name="is_present_once"),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return f"open formulier {self.pk}"
