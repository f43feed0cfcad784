"""Forms about one expert."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.db.models import Q

from experts.models import Expert, Expertise, Institute
from experts.models.words import Language, is_phone_number
from experts.states import Availability
from experts.workflow.register import Particulars, particulars_of, read_as
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import DutchDateField, GroupedForm, Groups

if TYPE_CHECKING:
    from django.http import QueryDict


class AccountChoice(forms.ModelChoiceField):
    """One account by the name of its owner."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the name to sign in."""
        return f"{obj.full_name} ({obj.username})"


class ExpertiseChoices(forms.ModelMultipleChoiceField):
    """Expertises and areas of attention by name."""

    def __init__(self, **options: Any) -> None:
        """Offer what is needed now."""
        super().__init__(
            queryset=Expertise.objects.current(),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **options,
        )


class OwnParticularsForm(GroupedForm):
    """What an expert may correct about himself."""

    GROUPS: ClassVar[Groups] = (
        ("Werk", "", ("function", "institute", "other_institute", "email", "phone")),
        ("Wat u kunt", "", ("expertises", "languages", "availability")),
    )

    function = forms.CharField(label="Functie", max_length=120, required=False)
    institute = forms.ModelChoiceField(
        label="Organisatie",
        queryset=Institute.objects.all(),
        required=False,
        empty_label="staat niet in de lijst",
    )
    other_institute = forms.CharField(
        label="Andere organisatie",
        max_length=120,
        required=False,
        help_text="Alleen als de organisatie niet in de lijst staat.",
    )
    email = forms.EmailField(
        label="E-mailadres van het werk",
        required=False,
        help_text="Geen privéadres.",
        error_messages={"invalid": "Vul een e-mailadres in, bijvoorbeeld naam@instituut.nl."},
    )
    phone = forms.CharField(
        label="Telefoonnummer van het werk",
        max_length=30,
        required=False,
        validators=[is_phone_number],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    expertises = ExpertiseChoices(label="Expertises en aandachtsgebieden")
    languages = forms.MultipleChoiceField(
        label="Talen",
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    availability = forms.ChoiceField(
        label="Beschikbaar", choices=Availability.choices, widget=forms.RadioSelect
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, expert: Expert | None = None, **kwargs: Any) -> None:
        """Start from what the register keeps now."""
        super().__init__(*args, **kwargs)
        self.expert = expert
        self.initial.setdefault("availability", Availability.UNKNOWN)
        if expert is not None:
            self.initial.update(vars(particulars_of(expert)), seen=read_as(expert))
            field = cast("ExpertiseChoices", self.fields["expertises"])
            had = Q(pk__in=expert.expertises.values("pk"))
            field.queryset = Expertise.objects.filter(had | Q(is_needed=True)).order_by(
                "-kind", "name", "pk"
            )

    def start_from(self, record: Expert) -> None:
        """Let the next try start from what stands there now: the page said what that is."""
        again = cast("QueryDict", self.data).copy()
        again["seen"] = read_as(record)
        self.data = again

    def particulars(self) -> Particulars:
        """Return what was filled in; what this form does not ask stays as it was."""
        asked = {field.name for field in fields(Particulars)}
        told = {name: value for name, value in self.cleaned_data.items() if name in asked}
        for name in ("expertises", "languages"):
            told[name] = tuple(told[name])
        kept = vars(particulars_of(self.expert)) if self.expert else {}
        return Particulars(**(kept | told))


class ExpertForm(OwnParticularsForm):
    """What CPO and secretaris keep of an expert."""

    GROUPS: ClassVar[Groups] = (
        ("Wie", "", ("name", "expertise")),
        ("Werk", "", ("function", "institute", "other_institute", "email", "phone")),
        ("Inzet", "", ("expertises", "languages", "availability")),
        (
            "Voormalig MIT",
            "",
            ("is_former_member", "member_from", "member_until"),
        ),
        ("Account", "Alleen nodig om zelf standpunten te geven in een weging.", ("user",)),
    )

    name = forms.CharField(label="Naam", max_length=120)
    expertise = forms.CharField(
        label="Vakgebied",
        max_length=120,
        help_text="In een paar woorden, zoals het in lijsten staat. Bijvoorbeeld: onderwijskunde",
    )
    is_former_member = forms.BooleanField(label="Oud-lid van het MIT", required=False)
    member_from = DutchDateField(label="Lid van", required=False)
    member_until = DutchDateField(label="Lid tot en met", required=False)
    user = AccountChoice(
        label="Account", queryset=User.objects.none(), required=False, empty_label="geen account"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the accounts of experts that belong to nobody yet."""
        super().__init__(*args, **kwargs)
        own = self.expert.user_id if self.expert else None
        free = Q(role=Role.EXPERT, is_active=True, expert=None)
        field = cast("AccountChoice", self.fields["user"])
        field.queryset = User.objects.filter(free | Q(pk=own)).order_by("full_name", "pk")
        self.initial.setdefault("user", own)
