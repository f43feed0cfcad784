"""Handing a dossier over to a commissie MIT, and what the commissie gives back (R-098)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.models.package import Package
from mit_waakstand.archive.states import HANDOVER_STEPS, HandoverState
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record
from signals.models import Commission


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Questions about many hand-overs."""

    def visible_to(self, user: User) -> "HandoverQuerySet":
        """Return what this person may know: one of an exercise is for its participants."""
        if not user.may("archive.see"):
            return self.none()
        return self.filter(within_reach_of(user, "situation__"))


class Handover(Record):
    """One dossier that goes to one commissie as a package, and the archive that comes back."""

    STEPS = HANDOVER_STEPS

    situation = models.ForeignKey(Situation, models.PROTECT, related_name="handovers")
    commission = models.ForeignKey(
        Commission, models.PROTECT, related_name="handovers", verbose_name="commissie"
    )
    package = models.OneToOneField(
        Package, models.PROTECT, related_name="handover", verbose_name="archiefpakket"
    )
    state = models.CharField("stand", max_length=20, choices=HandoverState.choices, blank=True)
    prepared_at = models.DateTimeField("voorbereid op")
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField("overdracht vastgelegd op", null=True, blank=True)
    handed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    handed_on = models.DateField("overgedragen op", null=True, blank=True)
    received_by = models.CharField(
        "wie het ontving", max_length=200, blank=True, validators=[check_text]
    )

    history = HistoricalRecords()
    objects = HandoverQuerySet.as_manager()

    class Meta:
        """Handed over means: on a day, to somebody; once to each commissie."""

        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering: ClassVar = ["-prepared_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["situation", "commission"],
                name="dossier_goes_to_a_commission_once",
                violation_error_message="Dit dossier gaat al naar deze commissie.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=HandoverState.PREPARED, handed_at=None, handed_by=None, handed_on=None
                )
                | Q(
                    state__in=(HandoverState.HANDED, HandoverState.RETURNED),
                    handed_at__isnull=False,
                    handed_by__isnull=False,
                    handed_on__isnull=False,
                    received_by__regex=r"\S",
                ),
                name="handed_over_dossier_says_when_and_to_whom",
                violation_error_message="Leg vast wanneer en aan wie het dossier is overgedragen.",
            ),
            models.CheckConstraint(
                condition=Q(handed_on=None) | Q(handed_at__date__gte=F("handed_on")),
                name="dossier_is_handed_over_before_it_is_recorded",
                violation_error_message="Deze datum ligt in de toekomst.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"overdracht {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("archive:handover", args=[self.pk])

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.situation.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this hand-over."""
        return user.may("archive.see") and self.situation.is_within_reach_of(user)

    def has_no_package(self) -> str:
        """Guard: the package was made."""
        return "" if self.package.made_at else "Het pakket wordt nog gemaakt."


class ReturnedFile(models.Model):
    """One file of the commissie, kept byte for byte; only added, never changed."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="files")
    title = models.CharField("wat het is", max_length=200, validators=[check_text])
    original_name = models.CharField("naam van het bestand", max_length=150)
    original_sha256 = models.CharField("controlegetal", max_length=64)
    given_on = models.DateField("ontvangen op")
    given_by = models.CharField("van wie", max_length=200, validators=[check_text])
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """The same file is taken in once."""

        verbose_name = "stuk van de commissie"
        verbose_name_plural = "stukken van de commissie"
        ordering: ClassVar = ["recorded_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["handover", "original_sha256"],
                name="file_of_a_commission_is_taken_in_once",
                violation_error_message="Dit bestand is al opgenomen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"stuk van de commissie {self.pk}"
