"""Forms about the decision of the Minister and about a commissie MIT."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet

from mit_waakstand.accounts.models import User
from mit_waakstand.forms import DutchDateField, GroupedForm, Groups, offer
from mit_waakstand.situations.forms import SituationChoice
from mit_waakstand.situations.models import Situation
from signals.forms.seen import ReadForm
from signals.models import Commission, DecisionKind, MinisterDecision, Signal
from signals.states import ISSUED_OR_LATER
from signals.workflow.decisions import Decided, Instituted, end_of

WEB_ADDRESS = "Vul een webadres in dat begint met https:// of http://."


class SignalChoices(forms.ModelMultipleChoiceField):
    """Issued signals by number and title."""

    def label_from_instance(self, obj: Signal) -> str:
        """Return the number with the title; an exercise has a number of its own kind."""
        return f"{obj.number}: {obj.title}"


class DecisionForm(GroupedForm):
    """A decision of the Minister, as the source has it."""

    GROUPS: ClassVar[Groups] = (
        ("Waarover gaat het besluit?", "", ("situation", "signals")),
        ("Het besluit", "", ("kind", "decided_on", "cabinet_meeting_on", "return_on")),
        (
            "Wijkt het besluit af van het signaal?",
            "Dan horen er redenen bij (“ja, tenzij”). Niet instellen of aanhouden wijkt altijd af.",
            ("differs_in_scope", "differs_in_disease", "differs_in_moment", "reasons"),
        ),
        (
            "Waar is het te vinden?",
            "",
            ("parliamentary_paper", "gazette_reference", "note_link"),
        ),
    )

    REQUIRED_WHEN: ClassVar = {
        "situation": "verplicht als het besluit geen signaal noemt",
        "return_on": "verplicht als het besluit is aangehouden",
        "reasons": "verplicht als het besluit afwijkt",
    }

    situation = SituationChoice(
        label="Situatie",
        queryset=Situation.objects.none(),
        required=False,
    )
    signals = SignalChoices(
        label="Signalen die het besluit noemt",
        queryset=Signal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kind = forms.ChoiceField(
        label="Wat is er besloten?", choices=DecisionKind.choices, widget=forms.RadioSelect
    )
    decided_on = DutchDateField(label="Datum van het besluit")
    cabinet_meeting_on = DutchDateField(label="Behandeld in de ministerraad op", required=False)
    return_on = DutchDateField(
        label="Komt terug op",
        required=False,
        help_text="Op die dag staat het besluit weer in Nu te doen.",
    )
    differs_in_scope = forms.BooleanField(
        label="De commissie krijgt een andere taak dan gevraagd", required=False
    )
    differs_in_disease = forms.BooleanField(label="Het gaat om een andere ziekte", required=False)
    differs_in_moment = forms.BooleanField(label="Het gebeurt op een ander moment", required=False)
    reasons = forms.CharField(
        label="Motivering van de minister",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    parliamentary_paper = forms.CharField(
        label="Kamerstuk",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: Kamerstukken II 2026/27, 25 295, nr. 1",
    )
    gazette_reference = forms.CharField(
        label="Vindplaats in de Staatscourant", max_length=120, required=False
    )
    note_link = forms.URLField(
        label="Link naar de beslisnota",
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"], message=WEB_ADDRESS)],
        error_messages={"invalid": WEB_ADDRESS},
    )

    def __init__(
        self, *args: Any, user: User, situation: Situation | None = None, **kwargs: Any
    ) -> None:
        """Offer what this person sees; with a ``situation`` it is about that one."""
        super().__init__(*args, **kwargs)
        issued = Signal.objects.visible_to(user).filter(state__in=ISSUED_OR_LATER).order_by("-pk")
        self._situation = situation
        if situation is not None:
            issued = issued.filter(weighing__situation=situation)
        if situation is not None or not user.may("situation.see"):
            del self.fields["situation"]
        else:
            offer(self, "situation", Situation.objects.visible_to(user))
        offer(self, "signals", issued.select_related("weighing__situation"))
        self.fields["signals"].required = not user.may("situation.see")

    def clean(self) -> dict[str, Any]:
        """Ask what a kind of decision needs; the database holds the same rules."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == DecisionKind.HELD and "return_on" not in self.errors:
            if not data.get("return_on"):
                self.add_error("return_on", "Vul de dag in waarop het besluit terugkomt.")
        elif data.get("return_on") and kind:
            self.add_error("return_on", "Alleen een aangehouden besluit komt terug op een dag.")
        if "situation" in self.fields and not data.get("situation") and not data.get("signals"):
            self.add_error("situation", "Kies een situatie, of een signaal.")
        return data

    def about(self) -> Situation:
        """Return the situation of the decision: chosen, or the situation of the first signal."""
        data = self.cleaned_data
        if self._situation is not None:
            return self._situation
        situation: Situation | None = data.get("situation")
        return situation or data["signals"][0].weighing.situation

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the act."""
        rest = {k: v for k, v in self.cleaned_data.items() if k not in {"signals", "situation"}}
        return {"decided": Decided(**rest), "signals": list(self.cleaned_data["signals"])}


class DecisionChoice(forms.ModelChoiceField):
    """Decisions by date and signals."""

    def label_from_instance(self, obj: MinisterDecision) -> str:
        """Return the date with the numbers of the signals."""
        return obj.title()


class ExerciseChoice(forms.ModelChoiceField):
    """Exercises, by what the person who chooses may know of them."""

    user: User | None = None

    def label_from_instance(self, obj: Situation) -> str:
        """Return the title to whom may see it, else the numbers of the issued signals."""
        if self.user is None or self.user.may("situation.see"):
            return f"{obj.title} (oefening)"
        issued = Signal.objects.visible_to(self.user).filter(weighing__situation=obj)
        return f"oefening met {', '.join(str(signal) for signal in issued.order_by('pk'))}"


class CommissionForm(GroupedForm):
    """A commissie MIT, as its instellingsbesluit has it."""

    GROUPS: ClassVar[Groups] = (
        ("De commissie", "", ("name", "scope", "diseases")),
        (
            "Het instellingsbesluit",
            "Het besluit kan terugwerken: dan ligt de eerste dag vóór de ondertekening.",
            ("signed_on", "gazette_reference", "in_force_from", "lapses_on", "decision"),
        ),
        ("Oefening", "", ("exercise",)),
    )

    name = forms.CharField(label="Naam van de commissie", max_length=150)
    scope = forms.CharField(label="Taak", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    diseases = forms.CharField(
        label="Ziekten",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Eén per regel. Alleen aanleidingen over deze ziekten kunnen naar de commissie.",
    )
    signed_on = DutchDateField(label="Getekend op")
    gazette_reference = forms.CharField(
        label="Vindplaats in de Staatscourant", max_length=120, required=False
    )
    in_force_from = DutchDateField(label="Werkt vanaf")
    lapses_on = DutchDateField(
        label="Vervalt met ingang van",
        required=False,
        help_text="De eerste dag zonder commissie. Nog niet bekend? Laat dit dan leeg.",
    )
    decision = DecisionChoice(
        label="Besluit van de minister",
        queryset=MinisterDecision.objects.none(),
        required=False,
        empty_label="Geen vastgelegd besluit",
    )
    exercise = ExerciseChoice(
        label="Hoort bij een oefening",
        queryset=Situation.objects.none(),
        required=False,
        empty_label="Nee, dit is echt",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the decisions and exercises that this person may know."""
        super().__init__(*args, **kwargs)
        decided = MinisterDecision.objects.visible_to(user).standing()
        to_institute = decided.filter(kind=DecisionKind.INSTITUTE).order_by("-decided_on", "-pk")
        offer(self, "decision", to_institute.prefetch_related("signals"))
        exercises = exercises_of(user)
        offer(self, "exercise", exercises)
        chosen = self.fields["exercise"]
        if isinstance(chosen, ExerciseChoice):
            chosen.user = user
        if not exercises.exists():
            del self.fields["exercise"]

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the act."""
        data = dict(self.cleaned_data)
        exercise = data.pop("exercise", None)
        return {"instituted": Instituted(**data), "exercise": exercise}


def exercises_of(user: User) -> QuerySet[Situation]:
    """Return the exercises in which this person may record; Bureau SG once a signal was issued."""
    exercises = Situation.objects.filter(is_exercise=True, participations__user=user)
    if not user.may("situation.see"):
        issued = Signal.objects.visible_to(user).values("weighing__situation")
        exercises = exercises.filter(pk__in=issued)
    return exercises.order_by("-opened_at", "-pk")


class ChangeEndForm(ReadForm):
    """An extension, or an early end."""

    lapses_on = DutchDateField(
        label="Vervalt nu met ingang van",
        required=False,
        help_text="De eerste dag zonder commissie. Leeg betekent: tot nader order.",
    )
    reason = forms.CharField(
        label="Reden", max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    gazette_reference = forms.CharField(
        label="Vindplaats in de Staatscourant", max_length=120, required=False
    )

    def read_as(self, record: Commission) -> str:
        """Return the fingerprint of the day on which it lapses."""
        return end_of(record)
