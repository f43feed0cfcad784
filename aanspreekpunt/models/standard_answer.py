"""Standard answers: text to begin from. Every version is kept."""

from typing import ClassVar

from django.db import models

from aanspreekpunt.models.answer import MOST_CHARACTERS
from mit_waakstand.history import HistoricalRecords


class StandardAnswerQuerySet(models.QuerySet["StandardAnswer"]):
    """Questions about many standard answers."""

    def in_use(self) -> "StandardAnswerQuerySet":
        """Return those that can be inserted, by title."""
        return self.filter(is_in_use=True).order_by("title", "pk")


class StandardAnswer(models.Model):
    """A text that is inserted into an answer; the answer keeps its own words afterwards."""

    title = models.CharField("titel", max_length=120, unique=True)
    text = models.TextField("tekst", max_length=MOST_CHARACTERS)
    version = models.PositiveIntegerField("versie", default=1)
    is_in_use = models.BooleanField("in gebruik", default=True)

    history = HistoricalRecords()
    objects = StandardAnswerQuerySet.as_manager()

    class Meta:
        """By title."""

        verbose_name = "standaardantwoord"
        verbose_name_plural = "standaardantwoorden"
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        """Return the title: it says what the text is for, and nothing of anybody."""
        return self.title
