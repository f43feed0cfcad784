"""The dossier of a situation: how it was appraised, and whether it is held (standards.md §2)."""

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.archive.states import DOSSIER_STEPS, DossierState
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record
from signals.models import Commission, Trigger

LONGEST = 100  # years


class Appraisal(models.TextChoices):
    """The waardering as MDTO and the selection lists have it."""

    UNDECIDED = "N", "N: nader te bepalen"
    KEPT = "B", "B: blijvend te bewaren"
    DESTROYED = "V", "V: op termijn te vernietigen"


class Sitting:
    """The commissies that sit on one day, and which dossiers they hold; asked once for a list."""

    def __init__(self, day: date) -> None:
        """Ask which commissies sit, and which triggers were handed to them."""
        found = Commission.objects.filter(in_force_from__lte=day).select_related("decision")
        self.commissions = [one for one in found.order_by("pk") if one.is_running(day)]
        handed = Trigger.objects.filter(handed_to__in=self.commissions)
        self.handed = set(handed.values_list("situation_id", "handed_to_id"))

    def over(self, situation: Situation) -> Commission | None:
        """Return the commissie that holds this dossier: it follows from it, or covers its disease.

        One of an exercise holds the dossier of that exercise only.
        """
        return next((one for one in self.commissions if self._holds(one, situation)), None)

    def _holds(self, commission: Commission, situation: Situation) -> bool:
        if situation.is_exercise or commission.exercise_id:
            return commission.exercise_id == situation.pk
        decision = commission.decision
        follows = decision is not None and decision.situation_id == situation.pk
        was_handed = (situation.pk, commission.pk) in self.handed
        return follows or was_handed or commission.covers(situation.disease)


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Questions about many dossiers."""

    def visible_to(self, user: User) -> "DossierQuerySet":
        """Return what this person may know: one of an exercise is for its participants."""
        if not user.may("archive.see"):
            return self.none()
        return self.filter(within_reach_of(user, "situation__"))

    def of(self, situation: Situation) -> "Dossier":
        """Return the dossier of a situation; nothing was recorded about one that has no row."""
        found = self.filter(situation=situation).first()
        return found or Dossier(situation=situation)


class Dossier(Record):
    """What was recorded about the dossier of one situation. Without a row: N, and nobody holds it.

    Held by people is its state; held by a commissie MIT is a question (``Sitting``), so that it
    begins and ends with the commissie by itself.
    """

    STEPS = DOSSIER_STEPS

    situation = models.OneToOneField(Situation, models.PROTECT, related_name="dossier")
    state = models.CharField(
        "stand", max_length=20, choices=DossierState.choices, default=DossierState.FREE
    )
    appraisal = models.CharField(
        "waardering", max_length=1, choices=Appraisal.choices, default=Appraisal.UNDECIDED
    )
    selection_category = models.CharField(
        "selectielijst en categorie", max_length=200, blank=True, validators=[check_text]
    )
    kept_years = models.PositiveSmallIntegerField(
        "bewaartermijn in jaren",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
    )
    appraised_at = models.DateTimeField("waardering vastgelegd op", null=True, blank=True)
    appraised_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    hold_reason = models.TextField(
        "waarom vastgehouden", blank=True, max_length=2000, validators=[check_text]
    )
    held_at = models.DateTimeField("vastgehouden op", null=True, blank=True)
    held_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lift_reason = models.TextField(
        "waarom opgeheven", blank=True, max_length=2000, validators=[check_text]
    )
    lifted_at = models.DateTimeField("opgeheven op", null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = DossierQuerySet.as_manager()

    class Meta:
        """An appraisal rests on a selection list, and who holds a dossier says why."""

        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering: ClassVar = ["-situation_id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(appraisal=Appraisal.UNDECIDED, selection_category="")
                | Q(appraisal__in=(Appraisal.KEPT, Appraisal.DESTROYED))
                & Q(selection_category__regex=r"\S"),
                name="appraised_dossier_names_its_selection_list",
                violation_error_message="Noem bij B of V de selectielijst en de categorie.",
            ),
            models.CheckConstraint(
                condition=Q(appraisal=Appraisal.DESTROYED, kept_years__isnull=False)
                | ~Q(appraisal=Appraisal.DESTROYED) & Q(kept_years=None),
                name="only_what_is_destroyed_has_a_term",
                violation_error_message="Vul bij V een bewaartermijn in, en alleen bij V.",
            ),
            models.CheckConstraint(
                condition=Q(state=DossierState.FREE)
                | Q(
                    state=DossierState.HELD,
                    held_at__isnull=False,
                    held_by__isnull=False,
                    hold_reason__regex=r"\S",
                ),
                name="held_dossier_says_why_and_by_whom",
                violation_error_message="Geef een reden om het dossier vast te houden.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lift_reason__regex=r"\S"),
                name="lifted_hold_says_why_and_by_whom",
                violation_error_message="Geef een reden om het vasthouden op te heffen.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"dossier {self.situation_id}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("archive:dossier", args=[self.situation_id])

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.situation.is_exercise

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this dossier."""
        return user.may("archive.see") and self.situation.is_within_reach_of(user)

    def is_held(self, sitting: Sitting) -> bool:
        """Return whether nothing of it may be destroyed: people hold it, or a commissie does."""
        return self.state == DossierState.HELD or sitting.over(self.situation) is not None


def held_situations(day: date) -> list[int]:
    """Return the numbers of the situations whose dossier is held on a day, by whatever."""
    sitting = Sitting(day)
    by_people = set(
        Dossier.objects.filter(state=DossierState.HELD).values_list("situation_id", flat=True)
    )
    every = Situation.objects.order_by("pk")
    return [one.pk for one in every if one.pk in by_people or sitting.over(one) is not None]
