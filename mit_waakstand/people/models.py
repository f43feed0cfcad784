"""The yearly review of access: who had which role, and that somebody looked at it."""

from typing import ClassVar

from django.db import models

from mit_waakstand.accounts.models import User

PURPOSE = "account_invitation"  # of the personal link behind which a password is chosen
EVERY_MONTHS = 12  # BIO2: each year


class AccessReview(models.Model):
    """One review. ``roles`` holds the number and the role of everybody who had access."""

    reviewed_at = models.DateTimeField("beoordeeld op")
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="beoordeeld door"
    )
    roles = models.JSONField("wie welke rol had")
    remarks = models.CharField("opmerking", max_length=500, blank=True)

    class Meta:
        """Reviews are only ever added (a trigger keeps that)."""

        verbose_name = "beoordeling van toegang"
        verbose_name_plural = "beoordelingen van toegang"
        ordering: ClassVar = ["-reviewed_at", "-pk"]

    def __str__(self) -> str:
        """Return the number only."""
        return f"beoordeling van toegang {self.pk}"
