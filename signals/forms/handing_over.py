"""Forms about a trigger during a suspension."""

from django import forms


class HandOverForm(forms.Form):
    """The CPO's word that the commissie covers the disease."""

    covers_disease = forms.BooleanField(
        label="Deze ziekte valt binnen de opdracht van de commissie MIT",
        required=False,
        help_text="Lees hierboven de opdracht. Valt de ziekte er niet binnen? Ga dan terug en kies "
        "“Melden: buiten de opdracht van de commissie”.",
    )
    reason = forms.CharField(
        label="Waarom valt de ziekte daarbinnen?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OutsideScopeForm(forms.Form):
    """Why the commissie does not cover the disease."""

    reason = forms.CharField(
        label="Waarom valt de ziekte daarbuiten?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bureau SG ziet alleen de ziekte en het feit, niet deze reden.",
    )
