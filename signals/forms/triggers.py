"""Forms about situations and triggers."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from experts.forms.choices import ExpertChoices, offer_experts
from experts.models import Expert
from mit_waakstand.accounts.choices import PersonChoices
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import DutchDateField, GroupedForm, Groups, offer
from mit_waakstand.situations.forms import SituationChoice
from mit_waakstand.situations.models import Situation
from signals.models import Form
from signals.states import Route

NEW_SITUATION = "Nieuwe situatie"


class RegisterForm(GroupedForm):
    """A trigger, in a situation that exists or a new one. Disease and date are typed once."""

    GROUPS: ClassVar[Groups] = (
        ("De aanleiding", "", ("route", "happened_on", "description")),
        (
            "De situatie",
            "Aanleidingen bij dezelfde gebeurtenis horen in één situatie.",
            ("situation", "disease"),
        ),
        ("Alleen bij een A1-status", "", ("gazette_reference",)),
        (
            "Alleen bij een samenkomst van het OMT",
            "Vul in wie u informeerde, of hoe u het zelf hoorde.",
            ("informed_by", "learned_from", "omt_number"),
        ),
        ("Alleen bij een oefening", "", ("is_exercise", "participants")),
    )

    FOLDED: ClassVar = frozenset({"Alleen bij een oefening"})
    REQUIRED_WHEN: ClassVar = {
        "description": "verplicht bij eigen initiatief",
        "disease": "verplicht bij een nieuwe situatie",
        "informed_by": "een van beide is verplicht",
        "learned_from": "een van beide is verplicht",
    }

    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    route = forms.ChoiceField(
        label="Wat is er gebeurd?", choices=Route.choices, widget=forms.RadioSelect
    )
    happened_on = DutchDateField(label="Datum")
    situation = SituationChoice(
        label="Situatie",
        queryset=Situation.objects.none(),
        required=False,
        empty_label=NEW_SITUATION,
        help_text="Hoort dit bij een situatie die u al volgt? Kies die dan.",
    )
    disease = forms.CharField(label="Ziekte", max_length=120, required=False)
    is_exercise = forms.BooleanField(
        label="Dit is een oefening",
        required=False,
        help_text="Alleen bij een nieuwe situatie. Een oefening wordt nooit gepubliceerd. "
        "U kunt dit later niet meer wijzigen.",
    )
    participants = PersonChoices(
        label="Deelnemers aan de oefening",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen bij een oefening. U doet zelf altijd mee.",
    )
    informed_by = forms.CharField(
        label="Geïnformeerd door",
        max_length=120,
        required=False,
        help_text="Bij het OMT: wie bracht het MIT in waakstand op de hoogte?",
    )
    learned_from = forms.CharField(
        label="Zelf vernomen via",
        max_length=120,
        required=False,
        help_text="Bij het OMT, als niemand u op de hoogte bracht, zoals een nieuwsbericht.",
    )
    omt_number = forms.CharField(label="Nummer van het OMT", max_length=40, required=False)
    gazette_reference = forms.CharField(
        label="Vindplaats in de Staatscourant",
        max_length=80,
        required=False,
        help_text="Bij een A1-status. Nog niet bekend? Vul dit dan later aan, voor de publicatie.",
    )
    description = forms.CharField(
        label="Toelichting",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the situations that this person may know."""
        super().__init__(*args, **kwargs)
        people = User.objects.with_role(*Role).exclude(pk=user.pk)
        offer(self, "situation", Situation.objects.visible_to(user))
        offer(self, "participants", people.exclude(role=Role.ADMINISTRATOR))

    def clean(self) -> dict[str, Any]:
        """Ask for what the route and a new situation need."""
        data = super().clean() or {}
        if not data.get("situation") and not data.get("disease"):
            self.add_error("disease", "Vul de ziekte in, of kies een situatie die u al volgt.")
        heard = data.get("informed_by") or data.get("learned_from")
        if data.get("route") == Route.OMT_CONVENED and not heard:
            self.add_error(
                "informed_by", "Vul in door wie u bent geïnformeerd, of hoe u het zelf vernam."
            )
        if data.get("route") == Route.OWN_INITIATIVE and not data.get("description"):
            self.add_error("description", "Leg uit waarom u een weging nodig vindt.")
        return data


class WeighForm(GroupedForm):
    """How a weighing is held, and who is invited by the CPO."""

    GROUPS: ClassVar[Groups] = (("De weging", "", ("form", "held_on", "experts")),)

    form = forms.ChoiceField(
        label="Vorm", choices=Form.choices, widget=forms.RadioSelect, initial=Form.MEETING
    )
    held_on = DutchDateField(label="Datum van de weging")
    experts = ExpertChoices(
        label="Experts die u uitnodigt",
        queryset=Expert.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        """Offer the experts to the CPO, with their interests; only the CPO invites (R-004)."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("held_on", today)
        if user.may("weighing.invite"):
            offer_experts(self, Expert.objects.in_register(), today)
        else:
            del self.fields["experts"]


class CompleteForm(forms.Form):
    """The place of an A1 status in the Staatscourant."""

    gazette_reference = forms.CharField(
        label="Vindplaats in de Staatscourant",
        max_length=80,
        help_text="Bijvoorbeeld: Stcrt. 2026, 12345",
    )
