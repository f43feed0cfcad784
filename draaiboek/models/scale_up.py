"""What must be ready before a commissie MIT can begin: the points, and what was agreed on each.

The list comes from official advice of March 2024 (R-091 to R-093); names in it are data.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mit_waakstand.accounts.models import User
from mit_waakstand.history import HistoricalRecords
from mit_waakstand.markdown import check_text


class PointKind(models.TextChoices):
    """What a point is about; each kind has its own check on the page Paraatheid."""

    CHAIR = "voorzitter", "voorzitter van een commissie MIT"
    SECONDMENT = "detachering", "medewerkers voor een secretariaat"
    COMPOSITION = "samenstelling", "samenstelling van een commissie MIT"


class ScaleUpPoint(models.Model):
    """One point of the list, as CPO and secretaris keep it."""

    kind = models.CharField("soort", max_length=20, choices=PointKind.choices)
    title = models.CharField("naam", max_length=120, unique=True, validators=[check_text])
    explanation = models.CharField(
        "toelichting", max_length=500, blank=True, validators=[check_text]
    )
    place = models.PositiveSmallIntegerField("volgorde", default=0)
    is_active = models.BooleanField("telt mee", default=True)

    history = HistoricalRecords()

    class Meta:
        """In the order of the list."""

        verbose_name = "punt van opschaling"
        verbose_name_plural = "punten van opschaling"
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        """Return the number only."""
        return f"punt {self.pk}"


class Arrangement(models.Model):
    """What was agreed on a point, on a day. Never changed: a new one takes its place."""

    point = models.ForeignKey(ScaleUpPoint, models.PROTECT, related_name="arrangements")
    agreed_on = models.DateField("afgesproken op")
    agreed_with = models.CharField(
        "met wie", max_length=200, validators=[check_text], help_text="Functie en organisatie."
    )
    text = models.TextField("wat is afgesproken", max_length=2_000, validators=[check_text])
    reference = models.CharField("vindplaats", max_length=200, blank=True, validators=[check_text])
    valid_until = models.DateField("geldt tot en met", null=True, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """An arrangement says with whom, what and from when."""

        verbose_name = "afspraak over opschaling"
        verbose_name_plural = "afspraken over opschaling"
        ordering: ClassVar = ["-agreed_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("agreed_on")),
                name="arrangement_ends_after_it_began",
                violation_error_message="Een afspraak eindigt niet voordat zij is gemaakt.",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(agreed_with=""),
                name="arrangement_says_what_and_with_whom",
                violation_error_message="Schrijf op wat is afgesproken, en met wie.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only."""
        return f"afspraak {self.pk}"

    def holds_on(self, day: date) -> bool:
        """Return whether it holds on this day."""
        return self.agreed_on <= day and (self.valid_until is None or day <= self.valid_until)
