"""Files that the virus scanner did not let pass: that they came, and never what was in them.

The bytes are thrown away, as of every file that is refused (robustness 35), and so is the name:
it may say what a dossier is about. Who sent the file still has both.
"""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.vault import CHECKSUM
from mit_waakstand.workflow import START, Record, Step, Steps, sources


class HeldState(models.TextChoices):
    """States of a file that was held."""

    HELD = "tegengehouden", "tegengehouden"
    SETTLED = "afgehandeld", "afgehandeld"


HELD_STEPS = Steps(
    Step(
        verb="hold",
        label="Bestand tegenhouden",
        sentence="stuurde een bestand in dat de virusscanner tegenhield",
        sources=sources(START),
        target=HeldState.HELD,
        permission="held_file.send",
        stamp="held",
        by_hand=False,
    ),
    Step(
        verb="settle",
        label="Afhandelen",
        sentence="heeft een tegengehouden bestand afgehandeld",
        sources=sources(HeldState.HELD),
        target=HeldState.SETTLED,
        permission="held_file.settle",
        stamp="settled",
    ),
)


class HeldFileQuerySet(models.QuerySet["HeldFile"]):
    """Questions about many files."""

    def visible_to(self, user: User) -> "HeldFileQuerySet":
        """Return what this person may know: the beheerder all, others nothing."""
        return self if user.is_active and user.may("held_file.see") else self.none()

    def open(self) -> "HeldFileQuerySet":
        """Return those about which nobody did anything yet, the oldest first."""
        return self.filter(state=HeldState.HELD).order_by("held_at", "pk")


class HeldFile(Record):
    """One file that was held. ``page`` and ``field`` say on which form it was sent in."""

    STEPS = HELD_STEPS

    state = models.CharField("stand", max_length=20, choices=HeldState.choices, blank=True)
    held_at = models.DateTimeField("tegengehouden op")
    held_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="ingestuurd door"
    )
    page = models.CharField("pagina", max_length=120)
    field = models.CharField("veld", max_length=200)
    finding = models.CharField("wat de scanner vond", max_length=200)
    checksum = models.CharField(
        "controlegetal (SHA-256)", max_length=64, validators=[RegexValidator(CHECKSUM)]
    )
    size = models.PositiveIntegerField("grootte in bytes")
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_how = models.CharField("wat er is gedaan", max_length=500, blank=True)

    history = HistoricalRecords()
    objects = HeldFileQuerySet.as_manager()

    class Meta:
        """What was found never changes (a trigger keeps that); what was done about it is told."""

        verbose_name = "tegengehouden bestand"
        verbose_name_plural = "tegengehouden bestanden"
        ordering: ClassVar = ["-held_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(finding="") & Q(checksum__regex=r"^[0-9a-f]{64}$"),
                name="held_file_says_what_was_found",
                violation_error_message="Van een tegengehouden bestand ligt vast wat er is "
                "gevonden, en het controlegetal.",
            ),
            models.CheckConstraint(
                condition=Q(state=HeldState.HELD, settled_at=None, settled_by=None, settled_how="")
                | (
                    Q(state=HeldState.SETTLED, settled_at__isnull=False, settled_by__isnull=False)
                    & ~Q(settled_how="")
                ),
                name="settled_file_says_when_by_whom_and_how",
                violation_error_message="Leg vast wie het bestand heeft afgehandeld, wanneer en "
                "hoe.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"tegengehouden bestand {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("scanning:held-file", args=[self.pk])

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this file."""
        return HeldFile.objects.visible_to(user).filter(pk=self.pk).exists()
