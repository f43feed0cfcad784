"""Forms of a proposal: of the expert, and of the CPO who answers."""

from typing import Any

from django import forms

from mit_waakstand.accounts.models import User
from mit_waakstand.forms import offer
from mit_waakstand.situations.forms import SituationChoice
from mit_waakstand.situations.models import Participation, Situation
from signals.forms.triggers import NEW_SITUATION
from signals.models import Proposal


class ProposeForm(forms.Form):
    """What an expert proposes to weigh, and why."""

    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    disease = forms.CharField(label="Ziekte of situatie", max_length=120)
    reasons = forms.CharField(
        label="Waarom is een weging nodig?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Wat ziet u gebeuren, en waarom kan een commissie MIT nodig zijn?",
    )
    exercise = SituationChoice(
        label="Hoort dit bij een oefening?",
        queryset=Situation.objects.none(),
        required=False,
        empty_label="Nee, dit is echt",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the exercises in which this person takes part; without one nothing is asked."""
        super().__init__(*args, **kwargs)
        exercises = Situation.objects.filter(
            is_exercise=True, pk__in=Participation.objects.of(user)
        ).order_by("-opened_at", "-pk")
        if exercises:
            offer(self, "exercise", exercises)
        else:
            del self.fields["exercise"]


def _answer(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Uw antwoord aan de expert",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
    )


class TakeOverForm(forms.Form):
    """Into which situation the proposal goes, and the answer to the expert."""

    situation = SituationChoice(
        label="Situatie",
        queryset=Situation.objects.none(),
        required=False,
        empty_label=NEW_SITUATION,
        help_text="Hoort dit bij een situatie die u al volgt? Kies die dan.",
    )
    answer = _answer("De reden waarom u het voorstel overneemt.")

    def __init__(self, *args: Any, user: User, proposal: Proposal, **kwargs: Any) -> None:
        """Offer the real situations; a proposal in an exercise stays there."""
        super().__init__(*args, **kwargs)
        if proposal.exercise_id is None:
            real = Situation.objects.visible_to(user).filter(is_exercise=False)
            offer(self, "situation", real.order_by("-opened_at", "-pk"))
        else:
            del self.fields["situation"]


class RejectForm(forms.Form):
    """The answer to the expert."""

    answer = _answer("De reden waarom het MIT in waakstand dit nu niet weegt.")
