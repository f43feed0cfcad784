"""Forms of an assessment; the fields are named as the arguments of the acts."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from afwegingskader.content import Cell, QuestionKind, Scale
from afwegingskader.models import Assessment
from afwegingskader.models.assessments import Subject
from afwegingskader.questionnaire import Given, KaderQuestion, KaderStep
from afwegingskader.workflow.assessments import Filled, clashes
from experts.forms.choices import with_interests
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import DutchDateField
from mit_waakstand.pdf import check_printable
from mit_waakstand.seen import mark_of
from mit_waakstand.situations.models import Situation

NOT_FILLED = ("", "niet ingevuld")
SCALES = [
    NOT_FILLED,
    *((value, f"{value.replace('-', '−')} {label}") for value, label in Scale.choices[:-1]),
    Scale.choices[-1],
]
LONGEST_CELL = 300
LONGEST_TEXT = 10_000


class SituationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One situation by its name."""

    def label_from_instance(self, obj: Situation) -> str:
        """Return the name, with "oefening" for one that is."""
        return f"{obj.title} (oefening)" if obj.is_exercise else obj.title


class RenameForm(forms.Form):
    """What is weighed."""

    subject = forms.ChoiceField(
        label="Wat weegt u?", choices=Subject.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label="Maatregel of pakket",
        max_length=200,
        help_text="Bijvoorbeeld: scholen twee weken dicht.",
    )


class BeginForm(RenameForm):
    """What is weighed, and in which situation."""

    situation = SituationChoice(label="Situatie", queryset=Situation.objects.none())
    field_order = ("situation", "subject", "title")

    def __init__(
        self, *args: Any, situations: QuerySet[Situation], chosen: str | None, **kwargs: Any
    ) -> None:
        """Offer the situations that this person knows, the newest first."""
        super().__init__(*args, **kwargs)
        chooses = self.fields["situation"]
        assert isinstance(chooses, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        chooses.queryset = situations
        if chosen and chosen.isascii() and chosen.isdigit():
            self.initial["situation"] = int(chosen)


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One expert by name, with the interests that he has on ``day``."""

    day: date | None = None

    def label_from_instance(self, obj: User) -> str:
        """Return the name, and any interest."""
        expert = getattr(obj, "expert", None)
        return with_interests(expert, self.day) if expert and self.day else obj.full_name


class InviteForm(forms.Form):
    """Which expert helps."""

    expert = PersonChoice(
        label="Expert",
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, assessment: Assessment, today: date, **kwargs: Any) -> None:
        """Offer the experts with an account who do not take part yet."""
        super().__init__(*args, **kwargs)
        joined = assessment.participants.values("user")
        people = assessment.situation.people(Role.EXPERT).exclude(pk__in=joined)
        chooses = self.fields["expert"]
        assert isinstance(chooses, PersonChoice)  # noqa: S101  (for the type checker)
        found = people.select_related("expert").prefetch_related("expert__interests")
        chooses.queryset, chooses.day = found.order_by("full_name", "pk"), today


class StepForm(forms.Form):
    """The questions of one step; what is left open can be answered later.

    With each question stands what it was answered when the page was made (``_seen``).
    """

    def __init__(self, *args: Any, step: KaderStep, given: dict[str, Given], **kwargs: Any) -> None:
        """Make the fields of every question, filled with the answer that stands."""
        super().__init__(*args, **kwargs)
        self.step = step
        for question in step.questions:
            for name, field in _fields_of(question):
                self.fields[f"{question.key}_{name}"] = field
            self.fields[f"{question.key}_seen"] = forms.CharField(
                required=False, widget=forms.HiddenInput
            )
            self.initial.update(_values(question, given.get(question.key, {})))

    def by_question(self) -> Iterator[dict[str, Any]]:
        """Yield every question with its fields, and with its matrix when it has one."""
        for question in self.step.questions:
            names = [name for name, _ in _fields_of(question) if not name.startswith("cell_")]
            yield {
                "question": question,
                "matrix": self._matrix(question) if question.is_matrix() else None,
                "fields": [self[f"{question.key}_{name}"] for name in names],
            }

    def _matrix(self, question: KaderQuestion) -> list[tuple[str, list[tuple[str, BoundField]]]]:
        return [
            (
                line.name,
                [
                    (column, self[f"{question.key}_{_cell(line.key, place)}"])
                    for place, column in enumerate(question.columns)
                ],
            )
            for line in question.lines
        ]

    def answers(self) -> dict[str, Filled]:
        """Return what was filled in, by key of the question; what has no field stays as it is."""
        data: dict[str, Any] = {**self.initial, **self.cleaned_data}
        return {
            question.key: Filled(
                given=_given(question, data), seen=data.get(f"{question.key}_seen", "")
            )
            for question in self.step.questions
        }

    def changed_by_both(self, now: dict[str, Given]) -> list[tuple[KaderQuestion, Given, Given]]:
        """Return the questions that somebody else answered anew meanwhile, and this writer too."""
        answers = self.answers()
        return [
            (question, now.get(question.key, {}), answers[question.key].given)
            for question in self.step.questions
            if clashes(answers[question.key], now.get(question.key, {}))
        ]

    def start_from(self, assessment: Assessment) -> None:
        """Let the next save start from what is saved now; what the writer left alone is renewed."""
        now, answers = assessment.given(), self.answers()
        typed = {name: self.data[name] for name in self.data}
        for question in self.step.questions:
            saved = now.get(question.key, {})
            values = _values(question, saved)
            if clashes(answers[question.key], saved):
                typed[f"{question.key}_seen"] = values[f"{question.key}_seen"]
            elif answers[question.key].seen != values[f"{question.key}_seen"]:
                names = [f"{question.key}_{name}" for name, _ in _fields_of(question)]
                typed |= dict.fromkeys(names, "") | _as_typed(values)
        self.data = typed


def _fields_of(question: KaderQuestion) -> Iterator[tuple[str, forms.Field]]:
    """Yield the fields of one question, by the last part of their name."""
    text = forms.CharField(
        label="Antwoord" if question.kind in TEXTS else "Toelichting",
        max_length=LONGEST_TEXT,
        required=False,
        validators=[check_printable],
        widget=forms.Textarea(attrs={"rows": 4 if question.kind in TEXTS else 2}),
    )
    if question.kind == QuestionKind.CHOICE:
        choices = [NOT_FILLED, *((choice, choice) for choice in question.choices)]
        yield "choice", forms.ChoiceField(label="Keuze", choices=choices, required=False)
    if question.kind == QuestionKind.SCALE:
        yield "scale", forms.ChoiceField(label="Schaal", choices=SCALES, required=False)
    if question.is_matrix():
        for line in question.lines:
            for place, column in enumerate(question.columns):
                yield _cell(line.key, place), _cell_field(question, f"{line.name}: {column}")
    yield "text", text
    if question.kind == QuestionKind.TEXT_AND_DATE:
        yield "by_date", DutchDateField(label="Datum", required=False)


TEXTS = frozenset({QuestionKind.TEXT, QuestionKind.TEXT_AND_DATE})


def _cell_field(question: KaderQuestion, label: str) -> forms.Field:
    if question.cell == Cell.SCALE:
        widget = forms.Select(attrs={"aria-label": label})
        return forms.ChoiceField(label=label, choices=SCALES, required=False, widget=widget)
    widget_of_text = forms.Textarea(attrs={"rows": 2, "aria-label": label})
    return forms.CharField(
        label=label,
        max_length=LONGEST_CELL,
        required=False,
        validators=[check_printable],
        widget=widget_of_text,
    )


def _cell(line: str, place: int) -> str:
    return f"cell_{line}_{place}"


def _given(question: KaderQuestion, data: dict[str, Any]) -> Given:
    """Return the answer in the fields of a question, without what is empty."""
    key = question.key
    found: Given = {name: data.get(f"{key}_{name}") for name in ("choice", "scale", "text")}
    by_date = data.get(f"{key}_by_date")
    found["by_date"] = by_date.isoformat() if isinstance(by_date, date) else ""
    cells = {
        line.key: {
            str(place): value
            for place in range(len(question.columns))
            if (value := data.get(f"{key}_{_cell(line.key, place)}"))
        }
        for line in question.lines
    }
    found["cells"] = {line: row for line, row in cells.items() if row}
    return {name: value for name, value in found.items() if value}


def _values(question: KaderQuestion, given: Given) -> dict[str, Any]:
    """Return what the fields of a question show of its answer, and its hash."""
    key = question.key
    values: dict[str, Any] = {
        f"{key}_{name}": given.get(name, "") for name in ("choice", "scale", "text")
    }
    if given.get("by_date"):
        values[f"{key}_by_date"] = date.fromisoformat(given["by_date"])
    for line, row in given.get("cells", {}).items():
        values |= {f"{key}_cell_{line}_{place}": value for place, value in row.items()}
    return values | {f"{key}_seen": mark_of(given)}


def _as_typed(values: dict[str, Any]) -> dict[str, str]:
    """Return values as a browser would send them."""
    return {
        name: value.strftime("%d-%m-%Y") if isinstance(value, date) else value or ""
        for name, value in values.items()
    }
