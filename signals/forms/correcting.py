"""Forms that put right what was recorded about a trigger, or end it."""

from typing import Any

from django import forms

from mit_waakstand.forms import DutchDateField, offer
from signals import deadlines
from signals.models import Trigger
from signals.states import Route


class TriggerChoice(forms.ModelChoiceField):
    """Triggers of one situation by route and date."""

    def label_from_instance(self, obj: Trigger) -> str:
        """Return route, day and state."""
        day = deadlines.in_dutch(obj.happened_on)
        shown = f"{obj.get_route_display()}, {day} ({obj.get_state_display()})"
        return shown[:1].upper() + shown[1:]


def _reason(help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label="Reden",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class MergeForm(forms.Form):
    """Into which trigger of the situation, and why."""

    target = TriggerChoice(
        label="Bij welke aanleiding?", queryset=Trigger.objects.none(), widget=forms.RadioSelect
    )
    reason = _reason()

    def __init__(self, *args: Any, trigger: Trigger, **kwargs: Any) -> None:
        """Offer the triggers into which this one can go."""
        super().__init__(*args, **kwargs)
        offer(self, "target", Trigger.objects.filter(situation_id=trigger.situation_id))
        target = self.fields["target"]
        if isinstance(target, TriggerChoice):
            places = [(p.pk, target.label_from_instance(p)) for p in trigger.places_to_merge()]
            target.widget.choices = places  # the act itself refuses any other, with its reason


class VoidForm(forms.Form):
    """Why this should never have been registered."""

    reason = _reason("De aanleiding blijft bewaard, met deze reden.")


class EndForm(forms.Form):
    """The day on which an A1 status ends."""

    ended_on = DutchDateField(label="Laatste dag van de A1-status")


class CorrectForm(forms.ModelForm):
    """The facts of a trigger, as its route has them. ``seen`` says from which facts one starts."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    happened_on = DutchDateField(label="Datum")

    class Meta:
        """All the facts; those of another route are left out."""

        model = Trigger
        fields = Trigger.FACTS
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}  # noqa: RUF012  (Django reads a plain dict)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out what belongs to another route."""
        super().__init__(*args, **kwargs)
        route = self.instance.route
        foreign = set[str]()
        if route != Route.OMT_CONVENED:
            foreign |= {"informed_by", "learned_from", "omt_number"}
        if route != Route.A1_STATUS:
            foreign |= {"gazette_reference"}
        for name in foreign:
            del self.fields[name]
        self.initial.setdefault("seen", self.instance.hash_of_facts())

    def _post_clean(self) -> None:
        """Leave the record as it is: only the act changes it, and checks its rules."""

    def start_from(self, saved: Trigger) -> None:
        """Let the next save start from the saved facts: the page now shows both."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen": saved.hash_of_facts()}
