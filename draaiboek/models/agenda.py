"""The agenda of a meeting: what is on it, in which order."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from draaiboek.models.meeting import Meeting
from mit_waakstand.history import HistoricalRecords


class Purpose(models.TextChoices):
    """What is asked of the meeting."""

    INFORM = "informatie", "ter informatie"
    DISCUSS = "bespreking", "ter bespreking"
    DECIDE = "besluit", "om te besluiten"


class AgendaItem(models.Model):
    """One item. What it is about keeps its kind, number and title of that moment, as text.

    So an item can be about something in a higher storey, and reads the same years later.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField("plaats")
    subject = models.CharField("onderwerp", max_length=200)
    purpose = models.CharField(
        "waarvoor", max_length=20, choices=Purpose.choices, default=Purpose.DISCUSS
    )
    note = models.TextField("toelichting", blank=True, max_length=2000)
    about_kind = models.CharField("soort stuk", max_length=60, blank=True)
    about_number = models.CharField("nummer van het stuk", max_length=40, blank=True)
    about_title = models.CharField("titel van het stuk", max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        """Two items never stand in one place."""

        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "place"],
                name="agenda_item_has_a_place_of_its_own",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een agendapunt.",
            ),
            models.CheckConstraint(
                condition=Q(about_kind="", about_number="", about_title="") | ~Q(about_kind=""),
                name="agenda_item_says_what_kind_it_is_about",
                violation_error_message="Vul in om wat voor stuk het gaat.",
            ),
        ]

    def __str__(self) -> str:
        """Return the number only (robustness 8)."""
        return f"agendapunt {self.pk}"

    def about(self) -> str:
        """Return what it is about in one line: "signaal MIW-2026-01, Stel een commissie in"."""
        kind = " ".join(part for part in (self.about_kind, self.about_number) if part)
        return ", ".join(part for part in (kind, self.about_title) if part)
