"""Forms of Paraatheid: a norm of the CPO, and what somebody did or planned."""

from typing import Any

from django import forms

from mit_waakstand.duties.models import ProofKind
from mit_waakstand.forms import DutchDateField

REASON = forms.Textarea(attrs={"rows": 3})


class NormForm(forms.Form):
    """Another number, and why."""

    value = forms.IntegerField(label="Getal", min_value=1, max_value=120)
    reason = forms.CharField(label="Reden", max_length=500, widget=REASON)


class ProofForm(forms.Form):
    """When it was, how it went, and where that can be seen."""

    done_on = DutchDateField(label="Wanneer was het?", help_text="Bijvoorbeeld 31-12-2026")
    succeeded = forms.TypedChoiceField(
        label="Is het gelukt?",
        choices=(("ja", "Ja"), ("nee", "Nee")),
        coerce=lambda chosen: chosen == "ja",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Toelichting",
        max_length=500,
        widget=REASON,
        help_text="Wat u deed, en waar het te vinden is. Noem geen namen.",
    )

    def __init__(self, *args: Any, kind: ProofKind, **kwargs: Any) -> None:
        """Ask of a plan only the day and where it stands."""
        super().__init__(*args, **kwargs)
        if kind == ProofKind.EVALUATION_PLANNED:
            del self.fields["succeeded"]
            self.fields["done_on"].label = "Op welke dag staat zij gepland?"
