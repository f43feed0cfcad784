"""The list of erasures: what makes sure that a restored backup brings nobody back."""

from typing import ClassVar

from django.db import models

from mit_waakstand.accounts.models import User


class Erasure(models.Model):
    """That somebody was erased, by the reference of the record: no name, no address.

    The same list stands as files beside the database (``experts.erased``): a backup of before the
    erasure does not know of it.
    """

    reference = models.UUIDField("kenmerk", unique=True)
    erased_at = models.DateTimeField("gewist op")
    erased_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Append-only, in a migration."""

        verbose_name = "wissing"
        verbose_name_plural = "wissingen"
        ordering: ClassVar = ["erased_at", "pk"]

    def __str__(self) -> str:
        """Return the number only."""
        return f"wissing {self.pk}"
