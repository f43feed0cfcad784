"""New versions of a published signal, of three kinds (domain §3.7)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mit_waakstand.accounts.models import User
from mit_waakstand.markdown import check_text
from signals.letters import check_letter_line, check_letter_text
from signals.models.kinds import REMOVED_KINDS, RevisionKind
from signals.models.signal import Signal

CLEANS = ("title", "text")  # what only a version without personal data changes
CORRECTS = ("summary", "summary_en", "response_text", "copy_sha256")
NOTHING_CORRECTED = Q(**dict.fromkeys((*CORRECTS, *CLEANS), ""), without_messages=False)


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions about many revisions."""

    def published(self) -> "RevisionQuerySet":
        """Return those that the public can read, oldest first."""
        return self.filter(version__isnull=False).order_by("version")

    def prepared(self) -> "RevisionQuerySet":
        """Return those that wait for the CPO to publish them."""
        return self.filter(version=None, dropped_at=None).order_by("pk")


class Revision(models.Model):
    """One change of what is public. ``reason`` is public.

    A correction is prepared first: its PDF is made, the CPO reads it, and publishes or drops it.
    The others are published at once. Empty texts were not corrected.
    """

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="revisions")
    kind = models.CharField("soort", max_length=20, choices=RevisionKind)
    reason = models.TextField("toelichting voor het publiek", max_length=2_000)
    summary = models.TextField(
        "samenvatting voor het publiek", blank=True, max_length=2_000, validators=[check_text]
    )
    summary_en = models.TextField(
        "samenvatting in het Engels", blank=True, max_length=2_000, validators=[check_text]
    )
    response_text = models.TextField(
        "tekst van de reactie", blank=True, max_length=60_000, validators=[check_letter_text]
    )
    title = models.CharField(
        "titel zonder persoonsgegevens", blank=True, max_length=200, validators=[check_letter_line]
    )
    text = models.TextField(
        "tekst van het signaal zonder persoonsgegevens",
        blank=True,
        max_length=60_000,
        validators=[check_letter_text],
    )
    without_messages = models.BooleanField(
        "berichten die er nu zijn weglaten", default=False, blank=True
    )
    letter_sha256 = models.CharField(max_length=64, blank=True)
    original_name = models.CharField(max_length=150, blank=True)
    original_sha256 = models.CharField(max_length=64, blank=True)
    copy_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    prepared_at = models.DateTimeField("klaargezet op")
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("versie", null=True, blank=True)
    published_at = models.DateTimeField("gepubliceerd op", null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField("vervallen op", null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        """One correction at a time; published means which version, when and by whom."""

        verbose_name = "wijziging van een publicatie"
        verbose_name_plural = "wijzigingen van publicaties"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["signal"],
                condition=Q(version=None, dropped_at=None),
                name="one_correction_is_prepared_at_a_time",
                violation_error_message="Er staat al een correctie klaar.",
            ),
            models.UniqueConstraint(
                fields=["signal", "version"],
                name="version_of_signal_appears_once",
                violation_error_message="Deze versie is al gepubliceerd.",
            ),
            models.CheckConstraint(
                condition=Q(version=None, published_at=None, published_by=None)
                | Q(version__gte=2, published_at__isnull=False, published_by__isnull=False)
                & Q(dropped_at=None),
                name="published_revision_says_when_and_by_whom",
                violation_error_message="Leg vast wanneer en door wie is gepubliceerd.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="revision_has_a_public_reason",
                violation_error_message="Schrijf voor het publiek op wat er is veranderd.",
            ),
            models.CheckConstraint(
                condition=Q(kind=RevisionKind.CORRECTION) & ~NOTHING_CORRECTED
                | Q(kind__in=(RevisionKind.SUPPLEMENT, *REMOVED_KINDS)) & NOTHING_CORRECTED,
                name="only_a_correction_corrects_something",
                violation_error_message="Vul in wat u verbetert: een samenvatting, de tekst van de "
                "reactie of de brief.",
            ),
            models.CheckConstraint(
                condition=Q(original_sha256="", copy_sha256="", original_name="")
                | ~Q(original_sha256="") & ~Q(copy_sha256=""),
                name="original_correction_has_a_public_copy",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"wijziging {self.pk}"

    def needs_pdf(self) -> bool:
        """Return whether the PDF of the response must still be made: it carries the title too."""
        is_other = self.response_text or (self.title and self.signal.has_response())
        return bool(is_other) and not self.pdf_sha256

    def needs_letter(self) -> bool:
        """Return whether the public version of the signal's letter must still be made."""
        return bool(self.title or self.text) and not self.letter_sha256

    def is_removal(self) -> bool:
        """Return whether the page became a notice."""
        return self.kind in REMOVED_KINDS
