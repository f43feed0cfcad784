"""Forms of documents, and of what must be ready before scaling up."""

from typing import Any, ClassVar

from django import forms

from draaiboek.models import DocumentKind, PlaybookDocument, PointKind, Readers, ScaleUpPoint
from draaiboek.workflow.documents import Given
from mit_waakstand.forms import DutchDateField, GroupedForm, Groups
from mit_waakstand.markdown import check_text
from mit_waakstand.uploads import PdfField

OF_A_VERSION = ("dated_on", "gazette_reference", "file", "url", "note")
THE_VERSION = ("Deze versie", "Kies een bestand of geef een link.", OF_A_VERSION)
THE_DOCUMENT = ("Het document", "", ("kind", "title", "readers"))


class VersionForm(GroupedForm):
    """One version of a document: a file, or a link."""

    GROUPS: ClassVar[Groups] = (
        ("Deze versie", "Kies een bestand of geef een link.", OF_A_VERSION),
    )
    REQUIRED_WHEN: ClassVar = {
        "gazette_reference": "alleen verplicht bij bestuurlijke afspraken",
        "file": "of een link",
        "url": "of een bestand",
    }

    dated_on = DutchDateField(label="Datum van het document")
    gazette_reference = forms.CharField(
        label="Nummer van de Staatscourant",
        required=False,
        max_length=60,
        validators=[check_text],
        help_text="Bijvoorbeeld Stcrt. 2026, 12345",
    )
    file = PdfField(label="Bestand (pdf)", required=False)
    url = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https")
    note = forms.CharField(
        label="Toelichting", required=False, max_length=500, validators=[check_text]
    )

    def given(self) -> Given:
        """Return what was filled in about the version."""
        return Given(**{name: self.cleaned_data[name] for name in OF_A_VERSION})


class DescribeForm(forms.Form):
    """How a document is called, and who may read it."""

    title = forms.CharField(label="Titel", max_length=200, validators=[check_text])
    readers = forms.ChoiceField(
        label="Wie mag dit lezen", choices=Readers.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, document: PlaybookDocument | None = None, **kwargs: Any) -> None:
        """Start from what stands there."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("readers", document.readers if document else Readers.MIW)
        if document is not None:
            self.initial["title"] = document.title


class DocumentForm(DescribeForm, VersionForm):
    """A new document with its first version."""

    GROUPS: ClassVar[Groups] = (
        ("Het document", "", ("kind", "title", "readers")),
        *VersionForm.GROUPS,
    )

    kind = forms.ChoiceField(label="Soort", choices=DocumentKind.choices)


class PointForm(forms.Form):
    """A new point of the list."""

    kind = forms.ChoiceField(label="Soort", choices=PointKind.choices)
    title = forms.CharField(label="Naam", max_length=120, validators=[check_text])
    explanation = forms.CharField(
        label="Toelichting", required=False, max_length=500, validators=[check_text]
    )


class ChangePointForm(forms.Form):
    """How a point is called, and whether it counts."""

    title = forms.CharField(label="Naam", max_length=120, validators=[check_text])
    explanation = forms.CharField(
        label="Toelichting", required=False, max_length=500, validators=[check_text]
    )
    is_active = forms.BooleanField(label="Telt mee bij Paraatheid", required=False)

    def __init__(self, *args: Any, point: ScaleUpPoint, **kwargs: Any) -> None:
        """Start from what stands there."""
        super().__init__(*args, **kwargs)
        for name in ("title", "explanation", "is_active"):
            self.initial[name] = getattr(point, name)


class ArrangementForm(forms.Form):
    """What was agreed, with whom, and until when it holds."""

    agreed_on = DutchDateField(label="Afgesproken op")
    agreed_with = forms.CharField(
        label="Met wie",
        max_length=200,
        validators=[check_text],
        help_text="Functie en organisatie, liever dan een naam.",
    )
    text = forms.CharField(
        label="Wat is afgesproken",
        max_length=2_000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reference = forms.CharField(
        label="Vindplaats", required=False, max_length=200, validators=[check_text]
    )
    valid_until = DutchDateField(label="Geldt tot en met", required=False)
