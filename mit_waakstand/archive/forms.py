"""Forms of the archive; the fields are called as the arguments of the acts."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from mit_waakstand.archive.grounds import Ground
from mit_waakstand.archive.models import Appraisal, Dossier, Judgement, WooDocument, WooReview
from mit_waakstand.archive.models.dossier import LONGEST
from mit_waakstand.archive.workflow.holding import appraised
from mit_waakstand.archive.workflow.woo import judged
from mit_waakstand.forms import DutchDateField
from mit_waakstand.markdown import check_text
from mit_waakstand.uploads import PdfField


class AppraiseForm(forms.Form):
    """The waardering, and on what it rests."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    appraisal = forms.ChoiceField(
        label="Waardering", choices=Appraisal.choices, widget=forms.RadioSelect
    )
    selection_category = forms.CharField(
        label="Selectielijst en categorie",
        required=False,
        max_length=200,
        validators=[check_text],
        help_text="Alleen bij B of V. Bijvoorbeeld: selectielijst VWS 2023, categorie 4.1.",
    )
    kept_years = forms.IntegerField(
        label="Bewaartermijn in jaren",
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text="Alleen bij V. Ook daarna vernietigt het systeem niets uit zichzelf.",
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        """Start from what stands there now."""
        super().__init__(*args, **kwargs)
        self.initial = {
            "seen": appraised(dossier),
            "appraisal": dossier.appraisal,
            "selection_category": dossier.selection_category,
            "kept_years": dossier.kept_years,
        }

    def start_from(self, dossier: Dossier) -> None:
        """Let the next try start from what stands there now."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen": appraised(dossier)}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Reden",
        max_length=2000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HandOverForm(forms.Form):
    """When the package was given, and to whom."""

    handed_on = DutchDateField(label="Overgedragen op")
    received_by = forms.CharField(
        label="Wie het ontving",
        max_length=200,
        validators=[check_text],
        help_text="Bijvoorbeeld: de secretaris van de commissie.",
    )


class TakeInForm(forms.Form):
    """A file of the commissie."""

    title = forms.CharField(label="Wat het is", max_length=200, validators=[check_text])
    file = PdfField(label="Bestand (pdf)", help_text="Wordt bewaard zoals het is.")
    given_on = DutchDateField(label="Ontvangen op")
    given_by = forms.CharField(label="Van wie", max_length=200, validators=[check_text])


class BeginWooForm(forms.Form):
    """Which request it is about."""

    reference = forms.CharField(
        label="Kenmerk van het verzoek", max_length=120, validators=[check_text]
    )
    received_on = DutchDateField(label="Verzoek ontvangen op")


class JudgeForm(forms.Form):
    """What is decided about one document; what is suggested stands beside it, nothing is chosen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    judgement = forms.ChoiceField(
        label="Oordeel", choices=Judgement.choices, widget=forms.RadioSelect
    )
    grounds = forms.MultipleChoiceField(
        label="Gronden",
        required=False,
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen als u iets niet openbaar maakt.",
    )
    explanation = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=2000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, document: WooDocument, **kwargs: Any) -> None:
        """Start from what was decided before."""
        super().__init__(*args, **kwargs)
        self.document = document
        self.initial = {
            "seen": judged(document),
            "judgement": document.judgement,
            "grounds": document.grounds,
            "explanation": document.explanation,
        }

    def start_from(self, _: WooReview) -> None:
        """Let the next try start from what stands there now."""
        self.document.refresh_from_db()
        kept = {name: self.data[name] for name in self.data}
        chosen = self.cleaned_data.get("grounds", [])
        self.data = kept | {"seen": judged(self.document), "grounds": chosen}
