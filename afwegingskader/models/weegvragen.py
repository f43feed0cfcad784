"""The weegvragen: what the MIT in waakstand weighs before it gives a signal, in versions."""

from dataclasses import dataclass
from typing import ClassVar

from afwegingskader.content import WEEGVRAGEN, AnswerKind
from draaiboek.models import AdoptedInMeeting
from mit_waakstand.editions.database import edition_rules
from mit_waakstand.editions.models import EditionQuerySet
from mit_waakstand.editions.states import edition_steps


@dataclass(frozen=True)
class Question:
    """One weegvraag as it stands in a version."""

    key: str
    question: str
    kind: AnswerKind
    source: str


class WeighingQuestions(AdoptedInMeeting):
    """A version of the weegvragen. A weighing pins the version it used, for ever."""

    SUBJECT = "weegvragen"
    LIST = "weegvragen"
    CALLED = "weegvragen"
    ARTICLE = "de weegvragen"
    OUTLINE = WEEGVRAGEN
    EXPLANATION = (
        "Met de weegvragen besluit het MIT in waakstand of het een signaal geeft. Een weging houdt "
        "voor altijd de versie waarmee zij is begonnen."
    )
    EFFECT = "Nieuwe wegingen gebruiken vanaf nu deze versie."
    STEPS = edition_steps("weegvragen")
    objects = EditionQuerySet["WeighingQuestions"].as_manager()

    class Meta(AdoptedInMeeting.Meta):
        """Exactly one version is in force, and one is being written at most."""

        verbose_name = "versie van de weegvragen"
        verbose_name_plural = "versies van de weegvragen"
        constraints: ClassVar = edition_rules("weegvragen", "de weegvragen")

    def questions(self) -> list[Question]:
        """Return the questions in their order."""
        return [
            Question(row["key"], row["question"], AnswerKind(row["kind"]), row["source"])
            for row in self.content["questions"]
        ]
