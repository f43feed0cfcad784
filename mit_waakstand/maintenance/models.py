"""When it was "alleen lezen (onderhoud)", why, and until when that was expected to last."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mit_waakstand.history import HistoricalRecords


class MaintenanceQuerySet(models.QuerySet["Maintenance"]):
    """Questions about many of them."""

    def running(self) -> "MaintenanceQuerySet":
        """Return the one that goes on now, if any."""
        return self.filter(ended_at=None)


class Maintenance(models.Model):
    """One stretch of time in which everybody reads and nobody writes.

    ``began_by`` and ``ended_by`` are empty when a command on the server did it.
    """

    reason = models.CharField("reden", max_length=300)
    expected_until = models.DateTimeField("naar verwachting tot")
    began_at = models.DateTimeField("begonnen op")
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="begonnen door",
    )
    ended_at = models.DateTimeField("afgelopen op", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="beëindigd door",
    )

    history = HistoricalRecords()
    objects = MaintenanceQuerySet.as_manager()

    class Meta:
        """One at a time, with a reason, and ended after it began."""

        verbose_name = "onderhoud"
        verbose_name_plural = "onderhoud"
        ordering: ClassVar = ["-began_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ended_at"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_maintenance_at_a_time",
                violation_error_message="Het is al alleen lezen (onderhoud).",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="maintenance_has_a_reason",
                violation_error_message="Geef een reden.",
            ),
            models.CheckConstraint(
                condition=Q(expected_until__gt=F("began_at")),
                name="maintenance_is_expected_to_end_later",
                violation_error_message="Kies een moment dat nog komt.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__gte=F("began_at")),
                name="maintenance_ends_after_it_began",
                violation_error_message="Onderhoud eindigt niet voordat het begon.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return f"onderhoud {self.pk}"

    def takes_longer(self, now: datetime) -> bool:
        """Return whether it goes on although its expected end has passed."""
        return self.ended_at is None and self.expected_until <= now
