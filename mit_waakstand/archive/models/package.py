"""A package: everything of one dossier in one zip, made once, kept for a while."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation, within_reach_of

KEPT_FOR = timedelta(days=30)  # the zip; what was in it stays known


class PackageQuerySet(models.QuerySet["Package"]):
    """Questions about many packages."""

    def visible_to(self, user: User) -> "PackageQuerySet":
        """Return what this person may know: one of an exercise is for its participants."""
        if not user.may("archive.see"):
            return self.none()
        return self.filter(within_reach_of(user, "situation__"))

    def outdated(self, now: datetime) -> "PackageQuerySet":
        """Return those whose zip was kept long enough, the oldest first."""
        return self.filter(made_at__lte=now - KEPT_FOR, cleared_at=None).order_by("pk")


class Package(models.Model):
    """One zip of a dossier. ``inventory`` says what was in it, also after the zip was cleared."""

    situation = models.ForeignKey(Situation, models.PROTECT, related_name="packages")
    requested_at = models.DateTimeField("gevraagd op")
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gemaakt op", null=True, blank=True)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)
    size = models.BigIntegerField("omvang in bytes", default=0)
    inventory = models.JSONField("inventaris", default=list, blank=True)
    cleared_at = models.DateTimeField("zip opgeruimd op", null=True, blank=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        """Made is made: with its checksum and what is in it."""

        verbose_name = "archiefpakket"
        verbose_name_plural = "archiefpakketten"
        ordering: ClassVar = ["-requested_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(made_at=None, sha256="", size=0, inventory=[], cleared_at=None)
                | Q(made_at__isnull=False, size__gt=0) & ~Q(sha256="") & ~Q(inventory=[]),
                name="made_package_has_checksum_and_inventory",
                violation_error_message="Een pakket dat is gemaakt heeft een inventaris.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"archiefpakket {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("archive:package", args=[self.pk])

    def file_name(self) -> str:
        """Return how the zip is called for who gets it."""
        if hasattr(self, "woo_review"):
            return f"woo-inventaris-{self.woo_review.pk}.zip"
        return f"dossier-situatie-{self.situation_id}-pakket-{self.pk}.zip"

    def kept_until(self) -> datetime | None:
        """Return when the zip is cleared away; None while it is being made."""
        return self.made_at + KEPT_FOR if self.made_at else None

    def is_there(self) -> bool:
        """Return whether the zip can be had: made, and not yet cleared away."""
        return self.made_at is not None and self.cleared_at is None
