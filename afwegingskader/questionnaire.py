"""The steps and questions of a version of the kader, as who fills them in needs them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from afwegingskader.content import UNKNOWN, Cell, QuestionKind, Rows, Scale

Given = dict[str, Any]  # what was answered: plain JSON, without what is empty


@dataclass(frozen=True)
class Line:
    """One row of a matrix."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class KaderQuestion:
    """One question, with what its answer can be."""

    key: str
    label: str
    question: str
    kind: QuestionKind
    explanation: str = ""
    choices: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    cell: Cell = Cell.SCALE

    def is_matrix(self) -> bool:
        """Return whether it is answered in rows and columns."""
        return self.kind == QuestionKind.MATRIX

    def in_words(self, given: Given) -> str:
        """Return an answer as people read it, "" for none; never a sum or a mean."""
        return "\n".join([*self._short(given), *self._cells(given), given.get("text", "")]).strip()

    def _short(self, given: Given) -> list[str]:
        found = [given["choice"]] if given.get("choice") else []
        if given.get("scale"):
            found.append(scale_in_words(given["scale"]))
        if given.get("by_date"):
            found.append(f"{date.fromisoformat(given['by_date']):%d-%m-%Y}")
        return found

    def _cells(self, given: Given) -> list[str]:
        return [
            f"{line.name}: " + "; ".join(f"{self.columns[place]}: {text}" for place, text in row)
            for line, row in self.rows(given)
            if row
        ]

    def rows(self, given: Given) -> list[tuple[Line, list[tuple[int, str]]]]:
        """Return the filled cells of every row, each with the number of its column."""
        cells = given.get("cells", {})
        return [
            (
                line,
                [
                    (place, self.cell_in_words(cells[line.key][str(place)]))
                    for place in range(len(self.columns))
                    if cells.get(line.key, {}).get(str(place))
                ],
            )
            for line in self.lines
        ]

    def table(self, given: Given) -> list[tuple[Line, list[tuple[str, str]]]]:
        """Return every row with (column, text) for all its cells, "" for an empty one."""
        return [
            (
                line,
                [(column, dict(row).get(place, "")) for place, column in enumerate(self.columns)],
            )
            for line, row in self.rows(given)
        ]

    def cell_in_words(self, value: str) -> str:
        """Return the value of one cell as people read it."""
        return scale_in_words(value) if self.cell == Cell.SCALE else value


@dataclass(frozen=True)
class KaderStep:
    """One step with its questions."""

    key: str
    label: str
    title: str
    explanation: str
    questions: tuple[KaderQuestion, ...]


def scale_in_words(value: str) -> str:
    """Return "+2 (groot voordeel)" and the like."""
    label = str(Scale(value).label) if value in Scale.values else value
    return label if value == UNKNOWN else f"{value.replace('-', '−')} ({label})"


def steps_of(content: dict[str, Any]) -> list[KaderStep]:
    """Return the steps that stand in the content of a version."""
    return [
        KaderStep(
            step["key"],
            f"Stap {place}",
            step.get("title", ""),
            step.get("explanation", ""),
            tuple(
                _question(content, row, f"{place}.{number}")
                for number, row in enumerate(step.get("questions", ()), start=1)
            ),
        )
        for place, step in enumerate(content.get("steps", ()), start=1)
    ]


def _question(content: dict[str, Any], row: dict[str, Any], number: str) -> KaderQuestion:
    listed = content.get(Rows(row["rows"]).value, ()) if row.get("rows") else ()
    return KaderQuestion(
        key=row["key"],
        label=number,
        question=row["question"],
        kind=QuestionKind(row["kind"]),
        explanation=row.get("explanation", ""),
        choices=tuple(row.get("choices", ())),
        lines=tuple(Line(item["key"], item["name"]) for item in listed),
        columns=tuple(row.get("columns", ())),
        cell=Cell(row.get("cell", Cell.SCALE)),
    )
