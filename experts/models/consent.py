"""What an expert agrees to, and what interests he has: both with the days on which they hold."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords


class Way(models.TextChoices):
    """How we heard it."""

    LINK = "link", "langs de persoonlijke link"
    ACCOUNT = "account", "aangemeld met zijn account"
    SECRETARIAT = "secretariaat", "vastgelegd door CPO of secretaris"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions about many consents."""

    def standing(self) -> "ConsentQuerySet":
        """Return those that were not taken back."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """Being named in public, with name and field: given on a day, taken back on a later one.

    Refusing has no effect on being invited (domain §8): nothing that invites asks for it.
    """

    expert = models.ForeignKey("experts.Expert", models.PROTECT, related_name="consents")
    given_at = models.DateTimeField("gegeven op")
    given_via = models.CharField("hoe gegeven", max_length=20, choices=Way.choices)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_via = models.CharField(
        "hoe ingetrokken", max_length=20, choices=Way.choices, blank=True
    )
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        """One standing consent of each person; what was given stays on record."""

        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering: ClassVar = ["-given_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["expert"],
                condition=Q(withdrawn_at=None),
                name="expert_consents_once_at_a_time",
                violation_error_message="Deze toestemming is al vastgelegd.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_via="", withdrawn_by=None)
                | Q(withdrawn_at__gte=F("given_at")) & ~Q(withdrawn_via=""),
                name="withdrawn_consent_says_when_and_how",
                violation_error_message="Leg vast wanneer en hoe de toestemming is ingetrokken.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"toestemming {self.pk}"


class Interest(models.Model):
    """A function or assignment that may touch somebody's judgement, as long as it lasts."""

    expert = models.ForeignKey("experts.Expert", models.PROTECT, related_name="interests")
    description = models.CharField("belang", max_length=500)
    valid_from = models.DateField("geldt vanaf")
    valid_until = models.DateField("geldt tot en met", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        """An interest says what it is, and ends after it began."""

        verbose_name = "belang"
        verbose_name_plural = "belangen"
        ordering: ClassVar = ["valid_from", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(description=""),
                name="interest_says_what_it_is",
                violation_error_message="Beschrijf het belang.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="interest_ends_after_it_began",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"belang {self.pk}"

    def holds_on(self, day: date) -> bool:
        """Return whether it holds on this day; the first and the last day count."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
