"""Forms about deputies."""

from typing import Any

from django import forms

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import DEPUTIES
from mit_waakstand.deputies.models import CURRENT, Deputy
from mit_waakstand.forms import DutchDateField


class PersonChoice(forms.ModelChoiceField):
    """One person by name and role."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the role."""
        return f"{obj.full_name} ({obj.get_role_display()})"


class AppointForm(forms.Form):
    """Who becomes deputy, and who appointed him."""

    user = PersonChoice(
        label="Waarnemer",
        queryset=User.objects.none(),
        help_text="Iemand met een account als secretaris, expert of waarnemer.",
    )
    appointed_by = forms.CharField(
        label="Aangewezen door",
        max_length=200,
        help_text="Naam en functie van wie deze waarnemer heeft aangewezen.",
    )
    appointed_on = DutchDateField(label="Aangewezen op")
    ends_on = DutchDateField(
        label="Tot en met",
        required=False,
        help_text="Laat leeg als er geen einddatum is. Bijvoorbeeld 31-12-2026",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer who can be a deputy and is not one yet."""
        super().__init__(*args, **kwargs)
        current = Deputy.objects.filter(state__in=CURRENT).values("user")
        people = User.objects.filter(role__in=DEPUTIES, is_active=True).exclude(pk__in=current)
        chooses = self.fields["user"]
        assert isinstance(chooses, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        chooses.queryset = people.order_by("full_name", "pk")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Reden", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
