"""Standing decisions of the CPO: a signal may go public without a response (domain §3.6)."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text


class StandingDecisionQuerySet(models.QuerySet["StandingDecision"]):
    """Questions about many standing decisions."""

    def in_force(self, at: datetime) -> "StandingDecision | None":
        """Return the decision that holds at this moment; None by default."""
        began = self.filter(recorded_at__lte=at)
        return began.filter(Q(ended_at=None) | Q(ended_at__gt=at)).order_by("-pk").first()


class StandingDecision(models.Model):
    """Dated, reasoned and public. Without one nothing is ever published without a response."""

    decided_on = models.DateField("besloten op")
    rationale = models.TextField(
        "motivering", max_length=20_000, validators=[check_text], help_text="Blijft binnen het MIT."
    )
    public_text = models.TextField(
        "tekst voor het publiek", max_length=2_000, validators=[check_text]
    )
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("beëindigd op", null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    end_rationale = models.TextField(
        "reden van het einde", blank=True, max_length=2_000, validators=[check_text]
    )

    history = HistoricalRecords()
    objects = StandingDecisionQuerySet.as_manager()

    class Meta:
        """One at a time; ended means when, by whom and why."""

        verbose_name = "vast besluit"
        verbose_name_plural = "vaste besluiten"
        ordering: ClassVar = ["-recorded_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ended_at"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_standing_decision_at_a_time",
                violation_error_message="Er geldt al een vast besluit. Beëindig dat eerst.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_rationale="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_rationale=""),
                name="ended_standing_decision_says_when_who_and_why",
                violation_error_message="Leg vast wanneer, door wie en waarom het besluit eindigt.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("recorded_at")),
                name="standing_decision_ends_after_it_began",
                violation_error_message="Een vast besluit eindigt niet voordat het is genomen.",
            ),
            models.CheckConstraint(
                condition=~Q(rationale="") & ~Q(public_text=""),
                name="standing_decision_is_reasoned_and_public",
                violation_error_message="Een vast besluit heeft redenen en een openbare tekst.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"vast besluit {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the page with all of them."""
        return reverse("signals:standing-decisions")
