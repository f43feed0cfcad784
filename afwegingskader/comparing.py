"""Answers beside each other: of two people to one question, and of two assessments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afwegingskader.models import Assessment
from afwegingskader.questionnaire import Given, KaderQuestion
from mit_waakstand.differences import differences
from mit_waakstand.editions.comparing import ComparedPart

BELOW = "zie de regels hieronder"


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One question with what two assessments say to it, "" where one of them says nothing.

    ``is_cell``: one cell of the matrix of the question above it.
    """

    label: str
    question: str
    one: str
    other: str
    is_cell: bool = False

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
            pair
            for question in step.questions
            for pair in _pairs(question, said, theirs.pop(question.key, question), also)
        ]
        found.append((f"{step.label}: {step.title}", pairs))
    rest = [pair for question in theirs.values() for pair in _pairs(question, {}, question, also)]
    return [*found, *([("Alleen in de andere toepassing", rest)] if rest else [])]


def _pairs(
    question: KaderQuestion,
    said: dict[str, Given],
    theirs: KaderQuestion,
    also: dict[str, Given],
) -> Iterator[Pair]:
    """Yield the answers to one question; of a matrix every cell that one of them filled in."""
    one, other = said.get(question.key, {}), also.get(question.key, {})
    yield Pair(
        label=question.label,
        question=question.question,
        one=_beyond_cells(question, one),
        other=_beyond_cells(theirs, other),
    )
    mine, also_filled = _cells(question, one), _cells(theirs, other)
    for cell in mine | also_filled:
        yield Pair(
            label="",
            question=": ".join(cell),
            one=mine.get(cell, ""),
            other=also_filled.get(cell, ""),
            is_cell=True,
        )


def _beyond_cells(question: KaderQuestion, given: Given) -> str:
    """Return the answer in words; of a matrix what was written under it."""
    if not question.is_matrix() or not given.get("cells"):
        return question.in_words(given)
    return str(given.get("text", "")) or BELOW


def _cells(question: KaderQuestion, given: Given) -> dict[tuple[str, str], str]:
    """Return the filled cells of a matrix by the words of their row and column."""
    return {
        (line.name, question.columns[place]): text
        for line, row in question.rows(given)
        for place, text in row
    }
