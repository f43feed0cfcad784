"""A commissie MIT (domain §3.4): its own record, which may exist without any signal."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text
from mit_waakstand.situations.models import Situation, within_reach_of
from mit_waakstand.workflow import Record
from signals.letters import check_letter_line
from signals.models.decision import MinisterDecision
from signals.models.suspension import Suspension
from signals.states.decisions import COMMISSION_STEPS, CommissionState


class CommissionQuerySet(models.QuerySet["Commission"]):
    """Questions about many commissies."""

    def visible_to(self, user: User) -> "CommissionQuerySet":
        """Return what this person may know: one of an exercise is for its participants."""
        if not user.may("commission.see"):
            return self.none()
        return self.filter(Q(exercise=None) | within_reach_of(user, "exercise__"))


class Commission(Record):
    """One commissie MIT, as its instellingsbesluit has it; of an exercise when practised."""

    STEPS = COMMISSION_STEPS

    name = models.CharField("naam", max_length=150, validators=[check_letter_line])
    exercise = models.ForeignKey(
        Situation, models.PROTECT, null=True, blank=True, related_name="commissions"
    )
    decision = models.ForeignKey(
        MinisterDecision, models.PROTECT, null=True, blank=True, related_name="commissions"
    )
    state = models.CharField("stand", max_length=20, choices=CommissionState.choices, blank=True)
    signed_on = models.DateField("instellingsbesluit getekend op")
    gazette_reference = models.CharField(
        "vindplaats in de Staatscourant", max_length=120, blank=True, validators=[check_letter_line]
    )
    in_force_from = models.DateField("werkt vanaf")
    lapses_on = models.DateField("vervalt met ingang van", null=True, blank=True)
    scope = models.TextField("taak", max_length=5000, validators=[check_text])
    diseases = models.TextField("ziekten, een per regel", max_length=2000, validators=[check_text])
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    history = HistoricalRecords()
    objects = CommissionQuerySet.as_manager()

    class Meta:
        """A commissie says what it is about, and ends after it began."""

        verbose_name = "commissie MIT"
        verbose_name_plural = "commissies MIT"
        ordering: ClassVar = ["-in_force_from", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lapses_on=None) | Q(lapses_on__gt=F("in_force_from")),
                name="commission_lapses_after_it_began",
                violation_error_message="De commissie vervalt na de dag waarop zij begint.",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__date__gte=F("signed_on")),
                name="commission_is_recorded_after_signing",
                violation_error_message="Het instellingsbesluit is nog niet getekend.",
            ),
            models.CheckConstraint(
                condition=Q(scope__regex=r"\S", diseases__regex=r"\S", name__regex=r"\S"),
                name="commission_has_name_scope_and_diseases",
                violation_error_message="Vul naam, taak en ziekten van de commissie in.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"commissie {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of its page in the office."""
        return reverse("signals:commission", args=[self.pk])

    def is_part_of_exercise(self) -> bool:
        """Return whether its page carries the banner of an exercise."""
        return self.exercise_id is not None

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may know this commissie."""
        return Commission.objects.visible_to(user).filter(pk=self.pk).exists()

    def is_running(self, day: date) -> bool:
        """Return whether it has not lapsed on a day; it may still have to begin."""
        return self.lapses_on is None or day < self.lapses_on

    def covers(self, disease: str) -> bool:
        """Return whether a disease stands in its scope, whatever the capitals."""
        named = {line.strip().casefold() for line in self.diseases.splitlines()}
        return disease.strip().casefold() in named

    def has_open_suspension(self) -> str:
        """Guard: there is at most one open suspension, real or in one exercise."""
        if not self.is_running(self.today()):
            return "De commissie is al vervallen."
        if Suspension.objects.open().filter(exercise=self.exercise_id).exists():
            return "Er is al een opschorting voorgesteld of geregistreerd."
        return ""


class CommissionChange(models.Model):
    """An extension or an early end of a commissie, with the reason; only added, never changed."""

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="changes")
    lapsed_on = models.DateField("verviel eerst met ingang van", null=True, blank=True)
    lapses_on = models.DateField("vervalt nu met ingang van", null=True, blank=True)
    reason = models.TextField("reden", max_length=5000, validators=[check_text])
    gazette_reference = models.CharField(
        "vindplaats in de Staatscourant", max_length=120, blank=True, validators=[check_letter_line]
    )
    changed_at = models.DateTimeField("gewijzigd op")
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """With a reason."""

        verbose_name = "wijziging van een commissie"
        verbose_name_plural = "wijzigingen van commissies"
        ordering: ClassVar = ["changed_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"),
                name="change_of_commission_has_a_reason",
                violation_error_message="Geef de reden van de wijziging.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"wijziging {self.pk}"
