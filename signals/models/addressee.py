"""Names in letters, as data with a date: a letter keeps the names of its day (domain §8)."""

from datetime import date
from typing import ClassVar

from django.db import models


class AddresseeQuerySet(models.QuerySet["Addressee"]):
    """Questions about many addressees."""

    def on(self, day: date) -> "Addressee | None":
        """Return who held the office on this day, if that was recorded."""
        return self.filter(since__lte=day).order_by("-since", "-pk").first()


class Addressee(models.Model):
    """The SG of SZW (or his deputy) and where letters to him go, since a day."""

    since = models.DateField("vanaf", unique=True)
    name = models.CharField("naam", max_length=120, blank=True)
    office = models.CharField(
        "functie",
        max_length=120,
        default="de secretaris-generaal van Sociale Zaken en Werkgelegenheid",
    )
    address = models.TextField("adres, een regel per regel", blank=True, max_length=500)

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        """Names for the admin."""

        verbose_name = "geadresseerde"
        verbose_name_plural = "geadresseerden"
        ordering: ClassVar = ["-since"]

    def __str__(self) -> str:
        """Return the office and the day from which it holds."""
        return f"{self.office} ({self.since:%d-%m-%Y})"
