"""Answers beside each other: of two people to one question, and of two assessments."""

from collections.abc import Iterable
from dataclasses import dataclass

from afwegingskader.models import Assessment
from afwegingskader.questionnaire import Given, KaderQuestion
from mit_waakstand.differences import differences
from mit_waakstand.editions.comparing import ComparedPart


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One question with what two assessments say to it, "" where one of them says nothing."""

    label: str
    question: str
    one: str
    other: str

    def is_equal(self) -> bool:
        """Return whether both say the same."""
        return self.one == self.other


def compared(both: Iterable[tuple[KaderQuestion, Given, Given]]) -> list[ComparedPart]:
    """Return what two people answered to the same questions, the saved answer first."""
    return [
        ComparedPart(
            f"{question.label} {question.question}",
            differences(question.in_words(saved), question.in_words(typed)),
        )
        for question, saved, typed in both
    ]


def beside(one: Assessment, other: Assessment) -> list[tuple[str, list[Pair]]]:
    """Return the answers of two assessments, by step of the first; then what only the other asks.

    Questions are the same when their key is, also in two versions of the kader.
    """
    said, also = one.given(), other.given()
    theirs = {q.key: q for step in other.edition.steps() for q in step.questions}
    found = []
    for step in one.edition.steps():
        pairs = [
            _pair(question, said, theirs.pop(question.key, question), also)
            for question in step.questions
        ]
        found.append((f"{step.label}: {step.title}", pairs))
    rest = [_pair(question, {}, question, also) for question in theirs.values()]
    return [*found, *([("Alleen in de andere toepassing", rest)] if rest else [])]


def _pair(
    question: KaderQuestion,
    said: dict[str, Given],
    theirs: KaderQuestion,
    also: dict[str, Given],
) -> Pair:
    return Pair(
        label=question.label,
        question=question.question,
        one=question.in_words(said.get(question.key, {})),
        other=theirs.in_words(also.get(question.key, {})),
    )
