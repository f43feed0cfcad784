"""Versions of the draaiboek: how the MIT in waakstand works (R-021, R-022)."""

from typing import ClassVar

from draaiboek.content import (
    OUTLINE,
    Chapter,
    PlaybookStep,
    chapters_of,
    problems_between,
    steps_of,
)
from draaiboek.models.adoption import AdoptedInMeeting
from mit_waakstand.editions.database import edition_rules
from mit_waakstand.editions.models import EditionQuerySet
from mit_waakstand.editions.states import edition_steps


class PlaybookEdition(AdoptedInMeeting):
    """A version of the draaiboek. A run pins the version with which it began, for ever."""

    SUBJECT = "draaiboek"
    CALLED = "draaiboek"
    ARTICLE = "het draaiboek"
    LIST = "versions"
    OUTLINE = OUTLINE
    EXPLANATION = (
        "Het draaiboek zegt hoe het MIT in waakstand werkt: in hoofdstukken, en in stappen die een "
        "uitvoering afvinkt. Een uitvoering houdt voor altijd de versie waarmee zij is begonnen."
    )
    EFFECT = "Een nieuwe uitvoering begint vanaf nu met deze versie."
    STEPS = edition_steps(SUBJECT)

    objects = EditionQuerySet["PlaybookEdition"].as_manager()

    class Meta(AdoptedInMeeting.Meta):
        """Exactly one version is in force, at most one is being written."""

        verbose_name = "versie van het draaiboek"
        verbose_name_plural = "versies van het draaiboek"
        constraints: ClassVar = edition_rules("draaiboek", "het draaiboek")

    def chapters(self) -> list[Chapter]:
        """Return the chapters in their order."""
        return chapters_of(self.content)

    def steps(self) -> list[PlaybookStep]:
        """Return the steps in their order."""
        return steps_of(self.content)

    def is_unfinished(self) -> str:
        """Guard: nothing is wrong or missing, in a part or between the steps."""
        return super().is_unfinished() or next(problems_between(self.steps()), "")
