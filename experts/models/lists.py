"""The open lists of the register: expertises, areas of attention, and organisations (domain §7)."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from mit_waakstand.history import HistoricalRecords

ENOUGH = 2  # people for each expertise, unless the MIW wants another number: own choice


class Kind(models.TextChoices):
    """What kind of entry in the list of expertises it is."""

    DISCIPLINE = "expertise", "expertise"
    AREA = "aandachtsgebied", "aandachtsgebied"


class ExpertiseQuerySet(models.QuerySet["Expertise"]):
    """Questions about many expertises."""

    def current(self) -> "ExpertiseQuerySet":
        """Return what a commissie MIT may need now, expertises before areas of attention."""
        return self.filter(is_needed=True).order_by("-kind", Lower("name"), "pk")


class Expertise(models.Model):
    """A discipline or an area of attention that a commissie MIT may need; not a person."""

    kind = models.CharField("soort", max_length=20, choices=Kind.choices, default=Kind.DISCIPLINE)
    name = models.CharField("naam", max_length=120)
    wanted = models.PositiveSmallIntegerField(
        "gewenst aantal mensen",
        default=ENOUGH,
        help_text="Hoeveel beschikbare mensen u ten minste wilt. Dit is een eigen norm.",
    )
    is_needed = models.BooleanField("kan een commissie MIT nodig hebben", default=True)

    history = HistoricalRecords()
    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        """A name stands in the list once, whatever its capitals."""

        verbose_name = "expertise of aandachtsgebied"
        verbose_name_plural = "expertises en aandachtsgebieden"
        ordering: ClassVar = ["-kind", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"),
                name="expertise_stands_in_the_list_once",
                violation_error_message="Deze naam staat al in de lijst.",
            ),
            models.CheckConstraint(
                condition=models.Q(wanted__gte=1, wanted__lte=99),
                name="expertise_wants_some_people",
                violation_error_message="Vul een aantal van 1 tot en met 99 in.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name: a field of knowledge, never a person."""
        return self.name


class Institute(models.Model):
    """An organisation where experts work. ``is_standing``: of a vaste expert of the former MIT."""

    name = models.CharField("naam", max_length=120)
    is_standing = models.BooleanField("vast instituut van het voormalige MIT", default=False)

    history = HistoricalRecords()

    class Meta:
        """A name stands in the list once, whatever its capitals."""

        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"),
                name="institute_stands_in_the_list_once",
                violation_error_message="Deze organisatie staat al in de lijst.",
            ),
        ]

    def __str__(self) -> str:
        """Return the name of the organisation."""
        return self.name
