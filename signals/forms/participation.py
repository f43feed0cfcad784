"""Forms of taking part in a weighing."""

import json
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar

from django import forms

from experts.forms.choices import (
    ConflictField,
    ExpertChoices,
    InterestsField,
    name_of_expert,
    offer_experts,
)
from experts.models import Expert, ExpertQuerySet
from mit_waakstand.forms import offer
from signals.forms.seen import ReadForm
from signals.models import Outcome, Participant, Weighing
from signals.workflow.participation import written_of

SITUATION = "deze situatie"


class ExpertsForm(forms.Form):
    """Which experts are invited, or put on the draft list."""

    experts = ExpertChoices(
        label="Experts", queryset=Expert.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: ExpertQuerySet, day: date, **kwargs: Any) -> None:
        """Offer these experts, with their interests on this day."""
        super().__init__(*args, **kwargs)
        offer_experts(self, choices, day)


def can_be_invited(weighing: Weighing) -> ExpertQuerySet:
    """Return who is not invited now: proposed experts too, and who declined."""
    return Expert.objects.in_register().exclude(
        pk__in=weighing.participants.invited().values("expert")
    )


def can_be_proposed(weighing: Weighing) -> ExpertQuerySet:
    """Return who does not stand with this weighing yet."""
    return Expert.objects.in_register().exclude(pk__in=weighing.participants.values("expert"))


class AnswerInvitationForm(forms.Form):
    """Whether an expert takes part in a weighing; why not he need not say."""

    takes_part = forms.TypedChoiceField(
        label="Doet u mee?",
        choices=(("ja", "Ik doe mee"), ("nee", "Ik meld mij af")),
        coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Reden om u af te melden",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="U hoeft geen reden te geven.",
    )


class DeclineForm(forms.Form):
    """Why an expert does not take part; he need not say."""

    reason = forms.CharField(
        label="Reden",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="U hoeft geen reden te geven.",
    )


class OpinionForm(forms.Form):
    """The standpunt of an expert, with his interests."""

    REQUIRED_WHEN: ClassVar = {"interests": "verplicht als het uw oordeel kan raken"}

    opinion = forms.ChoiceField(
        label="Wat is uw standpunt?", choices=Outcome.choices, widget=forms.RadioSelect
    )
    rationale = forms.CharField(
        label="Motivering", max_length=10_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    interests = InterestsField(about=SITUATION, rows=2, more="Laat leeg als u er geen hebt.")
    has_conflict = forms.BooleanField(label="Dit belang kan mijn oordeel raken", required=False)


class InterestsForm(forms.Form):
    """One's own interests in a weighing."""

    REQUIRED_WHEN: ClassVar = {"statement": "verplicht als het uw oordeel kan raken"}

    has_conflict = ConflictField()
    statement = InterestsField(about=SITUATION)


class ParticipantChoice(forms.ModelChoiceField):
    """One participant by the name of the expert."""

    def label_from_instance(self, obj: Participant) -> str:
        """Return the name with the field of knowledge."""
        return name_of_expert(obj.expert)


class RecordForm(ReadForm):
    """What an expert brought into the meeting, as CPO or secretaris wrote it down."""

    REQUIRED_WHEN: ClassVar = {"rationale": "verplicht bij een standpunt"}

    participant = ParticipantChoice(label="Expert", queryset=Participant.objects.none())
    opinion = forms.ChoiceField(
        label="Standpunt van de expert",
        choices=[("", "geen standpunt"), *Outcome.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    rationale = forms.CharField(
        label="In zijn of haar woorden",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    interests = forms.CharField(
        label="Belangen die de expert meldde",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, weighing: Weighing, **kwargs: Any) -> None:
        """Offer the invited experts who gave no standpunt themselves."""
        super().__init__(*args, record=weighing, **kwargs)
        invited = weighing.participants.invited()
        themselves = invited.exclude(opinion="").filter(recorded_by=None)
        choices = invited.exclude(pk__in=themselves).in_order()
        offer(self, "participant", choices)

    def read_as(self, record: Weighing) -> str:
        """Return the fingerprint of what was written down of each participant, by key."""
        return json.dumps({str(p.pk): written_of(p) for p in record.participants.all()})

    def clean_seen(self) -> dict[str, str]:
        """Return what was read of each participant; nothing when that was not sent along."""
        with suppress(ValueError, RecursionError):
            found = json.loads(self.cleaned_data["seen"] or "{}")
            if isinstance(found, dict):
                return {str(k): str(v) for k, v in found.items()}
        return {}
