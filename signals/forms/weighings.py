"""Forms of a weighing."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from afwegingskader.content import AnswerKind
from afwegingskader.models import Question
from mit_waakstand.accounts.models import User
from mit_waakstand.editions.forms import VersionChoice
from mit_waakstand.forms import DutchDateField
from signals.forms.seen import ReadForm
from signals.models import Answer, Form, Judgement, Outcome, Weighing
from signals.models.weighing import NO_ANSWER
from signals.workflow.weighings import NO_EXPERT, Given, plan_of


class AnswersForm(forms.Form):
    """The weegvragen of the pinned version; what is left open can be answered later.

    With each question stands what it was answered when the page was made (``_seen``).
    """

    def __init__(self, *args: Any, weighing: Weighing, **kwargs: Any) -> None:
        """Make the fields of every question, filled with the answer that stands."""
        super().__init__(*args, **kwargs)
        self.questions = weighing.questions.questions()
        given = {answer.key: answer for answer in weighing.answers.all()}
        for question in self.questions:
            self._add_fields(question)
            self.initial.update(_values(question.key, given.get(question.key)))

    def _add_fields(self, question: Question) -> None:
        key = question.key
        if question.kind == AnswerKind.JUDGEMENT:
            self.fields[f"{key}_judgement"] = forms.ChoiceField(
                label="Oordeel",
                choices=Judgement.choices,
                required=False,
                widget=forms.RadioSelect,
            )
        if question.kind == AnswerKind.TEXT_AND_DATE:
            self.fields[f"{key}_by_date"] = DutchDateField(label="Datum", required=False)
        self.fields[f"{key}_text"] = forms.CharField(
            label="Reden" if question.kind == AnswerKind.JUDGEMENT else "Antwoord",
            max_length=10_000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

        self.fields[f"{key}_seen"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def by_question(self) -> Iterator[tuple[Question, list[BoundField]]]:
        """Yield every question with its fields, in the order of the version."""
        for question in self.questions:
            names = [n for n in self.fields if n.rpartition("_")[0] in _prefixes(question.key)]
            yield question, [self[name] for name in names if not self[name].is_hidden]

    def answers(self) -> dict[str, Given]:
        """Return what was filled in, by key of the question; what has no field stays as it is."""
        data: dict[str, Any] = {**self.initial, **self.cleaned_data}
        return {
            question.key: Given(
                text=data[f"{question.key}_text"],
                judgement=data.get(f"{question.key}_judgement", ""),
                by_date=data.get(f"{question.key}_by_date"),
                seen=data[f"{question.key}_seen"],
            )
            for question in self.questions
            if data[f"{question.key}_text"] or data.get(f"{question.key}_judgement")
        }

    def changed_by_both(self, weighing: Weighing) -> list[tuple[str, Answer, Given]]:
        """Return the questions that somebody else answered anew meanwhile, and this writer too."""
        saved = {answer.key: answer for answer in weighing.answers.all()}
        texts = {question.key: question.question for question in self.questions}
        return [
            (texts[key], saved[key], given)
            for key, given in self.answers().items()
            if key in saved
            and given.seen not in {"", saved[key].hash()}
            and given.hash() not in {given.seen, saved[key].hash()}
        ]

    def start_from(self, weighing: Weighing) -> None:
        """Let the next save start from what is saved now; what the writer left alone is renewed."""
        typed = {name: self.data[name] for name in self.data}
        answers = self.answers()
        for answer in weighing.answers.all():
            key, given = answer.key, answers.get(answer.key)
            values = _values(key, answer)
            is_his_own = given is not None and given.hash() not in {given.seen, answer.hash()}
            typed |= {f"{key}_seen": answer.hash()} if is_his_own else _as_typed(values)
        self.data = typed


def _values(key: str, answer: Answer | None) -> dict[str, Any]:
    """Return what the fields of a question show of its answer, and its hash."""
    if answer is None:
        return {f"{key}_seen": NO_ANSWER}
    return {
        f"{key}_text": answer.text,
        f"{key}_judgement": answer.judgement,
        f"{key}_by_date": answer.by_date,
        f"{key}_seen": answer.hash(),
    }


def _as_typed(values: dict[str, Any]) -> dict[str, str]:
    """Return values as a browser would send them."""
    return {
        name: value.strftime("%d-%m-%Y") if isinstance(value, date) else value or ""
        for name, value in values.items()
    }


def _prefixes(key: str) -> set[str]:
    return {key, f"{key}_by"}


class CloseForm(forms.Form):
    """The outcome of a weighing, with reasons; it asks only for the reasons that can apply."""

    REQUIRED_WHEN: ClassVar = {"departure": "verplicht bij een andere uitkomst"}

    outcome = forms.ChoiceField(label="Uitkomst", choices=Outcome.choices, widget=forms.RadioSelect)
    rationale = forms.CharField(
        label="Motivering", max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    urgency = forms.CharField(
        label="Waarom kon geen expert deelnemen?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Er nam nog geen expert deel. Sluiten kan dan alleen bij spoed, met een reden.",
        error_messages={"required": NO_EXPERT},
    )
    departure = forms.CharField(
        label="Waarom wijkt u af van de meerderheid van de experts?",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kader = VersionChoice(
        label="Met welk afwegingskader is gewogen?",
        queryset=None,
        required=False,
        empty_label="zonder afwegingskader",
        help_text="Deze versie ligt vanaf nu vast bij de weging.",
    )

    def __init__(self, *args: Any, weighing: Weighing, user: User, **kwargs: Any) -> None:
        """Leave out the reason for haste when an expert took part, and so on."""
        super().__init__(*args, **kwargs)
        self._offer_kaders(weighing)
        majority = weighing.majority()
        if weighing.experts_took_part(besides=user):
            del self.fields["urgency"]
        if not majority:
            del self.fields["departure"]
        else:
            chosen = Outcome(majority).label
            self.fields[
                "departure"
            ].help_text = (
                f"De meeste experts kiezen “{chosen}”. Vul dit in als u een andere uitkomst kiest."
            )

    def _offer_kaders(self, weighing: Weighing) -> None:
        """Offer the versions that were used in this situation; without one, ask nothing."""
        used = weighing.kaders()
        if not used:
            del self.fields["kader"]
            return
        field = self.fields["kader"]
        assert isinstance(field, VersionChoice)  # noqa: S101  (for the type checker)
        field.queryset = used
        self.initial["kader"] = used[0]


class RescheduleForm(ReadForm):
    """How and when the MIW weighs."""

    form = forms.ChoiceField(label="Vorm", choices=Form.choices, widget=forms.RadioSelect)
    held_on = DutchDateField(label="Datum van de weging")

    def read_as(self, record: Weighing) -> str:
        """Return the fingerprint of form and day."""
        return plan_of(record)
