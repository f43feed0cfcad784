"""The afwegingskader: what guides advice and decisions on the approach of a pandemic (R-024)."""

from typing import ClassVar

from afwegingskader.content import KADER
from afwegingskader.questionnaire import KaderStep, steps_of
from draaiboek.models import AdoptedInMeeting
from mit_waakstand.editions.database import edition_rules
from mit_waakstand.editions.models import EditionQuerySet
from mit_waakstand.editions.states import edition_steps


class KaderEdition(AdoptedInMeeting):
    """A version of the afwegingskader. An assessment pins the version it used, for ever."""

    SUBJECT = "afwegingskader"
    LIST = "versions"
    CALLED = "afwegingskader"
    ARTICLE = "het afwegingskader"
    OUTLINE = KADER
    EXPLANATION = (
        "Het afwegingskader helpt om over de aanpak van een pandemie te adviseren. Het geeft geen "
        "optelsom: het laat zien wat onzeker is, welke dilemma's er zijn en wat tegenover elkaar "
        "staat. Een toepassing houdt voor altijd de versie waarmee zij is begonnen."
    )
    EFFECT = "Nieuwe toepassingen gebruiken vanaf nu deze versie."
    STEPS = edition_steps("afwegingskader")

    objects = EditionQuerySet["KaderEdition"].as_manager()

    class Meta(AdoptedInMeeting.Meta):
        """Exactly one version is in force, and one is being written at most."""

        verbose_name = "versie van het afwegingskader"
        verbose_name_plural = "versies van het afwegingskader"
        constraints: ClassVar = edition_rules("afwegingskader", "het afwegingskader")

    def steps(self) -> list[KaderStep]:
        """Return the steps with their questions, in their order."""
        return steps_of(self.content)
