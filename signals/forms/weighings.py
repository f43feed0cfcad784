"""Forms of a weighing."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from afwegingskader.models import AnswerKind, Question
from mit_waakstand.accounts.models import User
from mit_waakstand.forms import DutchDateField
from signals.models import Form, Judgement, Outcome, Weighing
from signals.workflow.weighings import NO_EXPERT, Given


class AnswersForm(forms.Form):
    """The weegvragen of the pinned version; what is left open can be answered later."""

    def __init__(self, *args: Any, weighing: Weighing, **kwargs: Any) -> None:
        """Make the fields of every question, filled with the answer that stands."""
        super().__init__(*args, **kwargs)
        self.questions = weighing.questions.questions()
        given = {answer.key: answer for answer in weighing.answers.all()}
        for question in self.questions:
            self._add_fields(question)
            if answer := given.get(question.key):
                self.initial[f"{question.key}_text"] = answer.text
                self.initial[f"{question.key}_judgement"] = answer.judgement
                self.initial[f"{question.key}_by_date"] = answer.by_date

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

    def by_question(self) -> Iterator[tuple[Question, list[BoundField]]]:
        """Yield every question with its fields, in the order of the version."""
        for question in self.questions:
            names = [n for n in self.fields if n.rpartition("_")[0] in _prefixes(question.key)]
            yield question, [self[name] for name in names]

    def answers(self) -> dict[str, Given]:
        """Return what was filled in, by key of the question."""
        data = self.cleaned_data
        return {
            question.key: Given(
                text=data[f"{question.key}_text"],
                judgement=data.get(f"{question.key}_judgement", ""),
                by_date=data.get(f"{question.key}_by_date"),
            )
            for question in self.questions
            if data[f"{question.key}_text"] or data.get(f"{question.key}_judgement")
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

    def __init__(self, *args: Any, weighing: Weighing, user: User, **kwargs: Any) -> None:
        """Leave out the reason for haste when an expert took part, and so on."""
        super().__init__(*args, **kwargs)
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


class RescheduleForm(forms.Form):
    """How and when the MIW weighs."""

    form = forms.ChoiceField(label="Vorm", choices=Form.choices, widget=forms.RadioSelect)
    held_on = DutchDateField(label="Datum van de weging")
