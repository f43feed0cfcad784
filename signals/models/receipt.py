"""That the SG's office has the signal: confirmed by whom, when, and how (domain §3.3)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mit_waakstand.accounts.models import User
from signals.letters import check_letter_line
from signals.models.signal import Signal


class Channel(models.TextChoices):
    """How the confirmation came."""

    SG_OFFICE = "bureau_sg", "door Bureau SG zelf, op deze pagina"
    TELEPHONE = "telefoon", "telefonisch"
    PAPER = "papier", "op papier"
    MAIL = "mail", "per mail"


class Receipt(models.Model):
    """One confirmation of receipt. A row never changes; a second channel is a second row.

    ``scan`` is the PDF of the paper, kept byte for byte in the private root.
    """

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="receipts")
    channel = models.CharField("hoe", max_length=10, choices=Channel.choices)
    confirmed_by = models.CharField(
        "bevestigd door", max_length=120, validators=[check_letter_line]
    )
    confirmed_at = models.DateTimeField("bevestigd op")
    scan_name = models.CharField(max_length=150, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """Paper is there to be seen; the others need no scan."""

        verbose_name = "ontvangstbevestiging"
        verbose_name_plural = "ontvangstbevestigingen"
        ordering: ClassVar = ["confirmed_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values),
                name="receipt_has_a_known_channel",
                violation_error_message="Kies hoe de ontvangst is bevestigd.",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.PAPER) & ~Q(scan_sha256="")
                | ~Q(channel=Channel.PAPER) & Q(scan_sha256="", scan_name=""),
                name="receipt_on_paper_has_a_scan",
                violation_error_message="Voeg bij papier de scan toe (pdf), en alleen dan.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__lte=models.F("recorded_at")),
                name="receipt_is_confirmed_before_it_is_recorded",
                violation_error_message="Dit moment ligt in de toekomst.",
            ),
        ]

    def file_name(self) -> str:
        """Return how the address of its scan ends."""
        return f"ontvangst-{self.pk}"

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"ontvangstbevestiging {self.pk}"
