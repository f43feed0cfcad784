"""Circles of practice (R-133): organisations and contact persons, off unless a setting says so.

Never that a person belongs to such a group: that would be health data (domain §7).
"""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from experts.models.words import is_phone_number
from mit_waakstand.history import HistoricalRecords


class Circle(models.Model):
    """A group in society that advice may touch, such as young people."""

    name = models.CharField("naam", max_length=120)

    history = HistoricalRecords()

    class Meta:
        """A name stands in the list once."""

        verbose_name = "praktijkkring"
        verbose_name_plural = "praktijkkringen"
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"),
                name="circle_stands_in_the_list_once",
                violation_error_message="Deze praktijkkring staat al in de lijst.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name of the group."""
        return self.name


class CircleContact(models.Model):
    """An organisation that speaks for a circle, and whom to call there at work."""

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="contacts")
    organisation = models.CharField("organisatie", max_length=120)
    name = models.CharField("contactpersoon", max_length=120, blank=True)
    email = models.EmailField("e-mailadres (werk)", blank=True)
    phone = models.CharField(
        "telefoonnummer (werk)", max_length=30, blank=True, validators=[is_phone_number]
    )

    history = HistoricalRecords()

    class Meta:
        """Organisations in the order of the alphabet."""

        verbose_name = "organisatie van een praktijkkring"
        verbose_name_plural = "organisaties van praktijkkringen"
        ordering: ClassVar = ["organisation", "pk"]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"organisatie van een praktijkkring {self.pk}"
