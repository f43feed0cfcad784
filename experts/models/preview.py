"""What a file would change in the register: kept between looking and doing, and no longer."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from mit_waakstand.accounts.models import User

KEPT_FOR = timedelta(hours=24)


class ImportPreviewQuerySet(models.QuerySet["ImportPreview"]):
    """Questions about many previews."""

    def open_to(self, user: User, now: datetime) -> "ImportPreviewQuerySet":
        """Return this person's own previews that can still be carried out."""
        return self.filter(made_by=user, made_at__gt=now - KEPT_FOR)

    def outdated(self, now: datetime) -> "ImportPreviewQuerySet":
        """Return what nobody came back for."""
        return self.filter(made_at__lte=now - KEPT_FOR)


class ImportPreview(models.Model):
    """The rows of a file as they were read, and how the register stood at that moment."""

    made_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    made_at = models.DateTimeField("gemaakt op")
    register = models.CharField("vingerafdruk van het register", max_length=64)
    rows = models.JSONField("regels")

    objects = ImportPreviewQuerySet.as_manager()

    class Meta:
        """Names for messages."""

        verbose_name = "voorvertoning van een bestand"
        verbose_name_plural = "voorvertoningen van een bestand"
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        """Return the number only."""
        return f"voorvertoning {self.pk}"
