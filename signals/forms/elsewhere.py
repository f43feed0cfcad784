"""The form with which CPO or secretaris records where a publication stands on SCP's site."""

from django import forms

from mit_waakstand.forms import DutchDateField


class ElsewhereForm(forms.Form):
    """The address and the day."""

    url = forms.CharField(
        label="Adres van de pagina",
        max_length=500,
        help_text="Bijvoorbeeld https://www.scp.nl/mit/miw-2026-01",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    live_on = DutchDateField(label="Online sinds")
