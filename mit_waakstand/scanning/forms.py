"""The form with which a file that was held is settled."""

from django import forms

from mit_waakstand.markdown import check_text


class SettleForm(forms.Form):
    """What was done."""

    how = forms.CharField(
        label="Wat hebt u gedaan?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[check_text],
        help_text="Bijvoorbeeld: gebeld, de computer is nagekeken, vals alarm. Zonder namen.",
    )
