"""Forms about accounts."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role

_AS_TYPED = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]*$", "Gebruik kleine letters, cijfers, punten en streepjes."
)


class InviteForm(forms.Form):
    """Who gets an account."""

    full_name = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(
        label="E-mailadres", max_length=254, help_text="Hier komt de persoonlijke link."
    )
    username = forms.CharField(
        label="Gebruikersnaam",
        max_length=60,
        validators=[_AS_TYPED],
        help_text="Bijvoorbeeld a.vanderproef. Dit verandert niet meer.",
    )
    role = forms.ChoiceField(label="Rol", choices=Role.choices, widget=forms.RadioSelect)


class ReasonForm(forms.Form):
    """Why."""

    because = forms.CharField(
        label="Reden", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class RoleForm(ReasonForm):
    """Another role, and why."""

    role = forms.ChoiceField(label="Nieuwe rol", choices=Role.choices, widget=forms.RadioSelect)
    field_order = ("role", "because")


class NewPasswordForm(forms.Form):
    """A password, twice."""

    password1 = forms.CharField(
        label="Wachtwoord",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Minstens 14 tekens, bijvoorbeeld een zin.",
    )
    password2 = forms.CharField(
        label="Nog een keer",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return what was typed, or say that the two differ."""
        typed = super().clean() or {}
        if {"password1", "password2"} <= set(typed) and typed["password1"] != typed["password2"]:
            self.add_error("password2", "De twee wachtwoorden zijn niet gelijk.")
        return typed


class PersonBoxes(forms.ModelMultipleChoiceField):
    """Everybody with access, each with a box."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the role."""
        return f"{obj.full_name} – {obj.part_in_words}"


class ReviewForm(forms.Form):
    """The list to confirm."""

    correct = PersonBoxes(
        label="Deze persoon hoort toegang te hebben, met deze rol",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink aan wat klopt. Hoort iemand er niet bij, of is de rol anders? "
        "Laat dat eerst veranderen.",
    )
    remarks = forms.CharField(label="Opmerking", max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer everybody with an open account."""
        super().__init__(*args, **kwargs)
        boxes = self.fields["correct"]
        assert isinstance(boxes, forms.ModelMultipleChoiceField)  # noqa: S101  (for the type checker)
        boxes.queryset = User.objects.filter(is_active=True).order_by("full_name", "pk")
