"""The weegvragen: what the MIT in waakstand weighs before it gives a signal, in versions.

(The afwegingskader itself, which guides advice on measures, gets its versions here too.)
"""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models

from mit_waakstand.accounts.models import User
from mit_waakstand.editions import Edition, EditionQuerySet, EditionState, edition_steps


class AnswerKind(models.TextChoices):
    """How a weegvraag is answered."""

    JUDGEMENT = "oordeel", "ja / nee / onzeker, met reden"
    TEXT = "tekst", "tekst"
    TEXT_AND_DATE = "tekst_datum", "tekst en datum"


@dataclass(frozen=True)
class Question:
    """One weegvraag as it stands in a version."""

    key: str
    question: str
    kind: AnswerKind
    source: str


class WeighingQuestions(Edition):
    """A version of the weegvragen. A weighing pins the version it used, for ever."""

    STEPS = edition_steps("weegvragen.adopt")
    objects = EditionQuerySet["WeighingQuestions"].as_manager()

    class Meta(Edition.Meta):
        """Exactly one version is in force."""

        verbose_name = "versie van de weegvragen"
        verbose_name_plural = "versies van de weegvragen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=EditionState.ADOPTED),
                name="one_version_of_the_weegvragen_in_force",
                violation_error_message="Er geldt al een andere versie van de weegvragen.",
            ),
            models.CheckConstraint(
                condition=models.Q(state=EditionState.DRAFT)
                | models.Q(adopted_at__isnull=False, adopted_by__isnull=False),
                name="adopted_weegvragen_say_when_and_by_whom",
            ),
        ]

    def is_visible_to(self, user: User) -> bool:
        """Return whether this person may read the versions."""
        return user.may("weegvragen.see")

    def questions(self) -> list[Question]:
        """Return the questions in their order."""
        return [
            Question(row["key"], row["question"], AnswerKind(row["kind"]), row["source"])
            for row in self.content["questions"]
        ]
