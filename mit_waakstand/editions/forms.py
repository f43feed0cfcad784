"""Forms about versions; the fields are named as the arguments of the acts."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from mit_waakstand.editions.models import Edition, Held
from mit_waakstand.editions.outline import ItemForm
from mit_waakstand.editions.states import AdoptionForm
from mit_waakstand.editions.yaml_files import MOST_BYTES, FileRefusedError, TakenIn, take_in
from mit_waakstand.forms import DutchDateField
from mit_waakstand.seen import mark_of
from mit_waakstand.uploads import CheckedFileField, PdfField


class VersionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One version, by its number and state."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the number with the state."""
        return f"versie {obj.number} ({obj.get_state_display()})"


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One recorded meeting, by its name and day."""

    def label_from_instance(self, obj: Held) -> str:
        """Return the name with the day."""
        return obj.name_in_a_sentence()


class DraftForm(forms.Form):
    """A new version: its number, and of which earlier one it is made."""

    number = forms.CharField(label="Nummer", max_length=20, help_text="Bijvoorbeeld 1 of 0.2")
    source = VersionChoice(
        label="Begin met de tekst van",
        queryset=None,
        required=False,
        empty_label="een lege versie",
        help_text="Meestal de versie die nu geldt.",
    )

    def __init__(self, *args: Any, kind: type[Edition], **kwargs: Any) -> None:
        """Offer what was adopted, the newest first; propose the next number."""
        super().__init__(*args, **kwargs)
        versions = kind.objects.adopted_ever()  # type: ignore[attr-defined]  # of every kind
        chooses = self.fields["source"]
        assert isinstance(chooses, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        chooses.queryset = versions
        newest = versions.first()
        taken = set(kind.objects.values_list("number", flat=True))  # type: ignore[attr-defined]
        number = _free(_after(newest.number) if newest else "1", taken)
        self.initial = {"source": newest, "number": number}


def _free(number: str, taken: set[str]) -> str:
    """Return the first number from here on that no version has, a withdrawn draft included."""
    while number in taken:
        number = _after(number)
    return number


def _after(number: str) -> str:
    """Return the next number: "0.1" is followed by "0.2"."""
    head, dot, last = number.rpartition(".")
    return f"{head}{dot}{int(last) + 1}"


class AdoptForm(forms.Form):
    """In which meeting or written round a version was adopted."""

    REQUIRED_WHEN: ClassVar = {
        "held_on": "verplicht als u geen vergadering kiest",
        "reference": "verplicht als u geen vergadering kiest",
    }

    form = forms.ChoiceField(
        label="Hoe is dit besloten?", choices=AdoptionForm.choices, widget=forms.RadioSelect
    )
    meeting = MeetingChoice(
        label="Vastgelegde vergadering",
        queryset=None,
        required=False,
        empty_label="geen",
        help_text="Alleen als er in een vergadering is besloten. Dag en naam staan dan al vast.",
    )
    held_on = DutchDateField(label="Datum van het besluit", required=False)
    reference = forms.CharField(
        label="Welke vergadering of schriftelijke ronde?",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: vergadering van 3 november, agendapunt 4.",
    )
    review_on = DutchDateField(
        label="Opnieuw bekijken uiterlijk op",
        required=False,
        help_text="U krijgt een maand ervoor en op de dag zelf een herinnering. "
        "Bijvoorbeeld 15-09-2027",
    )

    def __init__(self, *args: Any, kind: type[Edition], **kwargs: Any) -> None:
        """Offer the meetings that were recorded as held."""
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, MeetingChoice)  # noqa: S101  (for the type checker)
        field.queryset = kind.meetings()


class ReviewForm(forms.Form):
    """When a version in force is looked at again."""

    review_on = DutchDateField(
        label="Opnieuw bekijken uiterlijk op",
        required=False,
        help_text="Laat leeg voor geen vaste datum. Bijvoorbeeld 15-09-2027",
    )


class OwnForm(forms.Form):
    """Why a text is an example no more."""

    reason = forms.CharField(
        label="Hoe is de tekst beoordeeld?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(forms.Form):
    """Why a draft is given up."""

    reason = forms.CharField(
        label="Waarom trekt u dit concept in?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DocumentForm(forms.Form):
    """The document of a version."""

    document = PdfField(
        label="Document",
        help_text="Een pdf van hoogstens 20 MB. Het origineel blijft bewaard.",
    )


class EditionFileField(CheckedFileField):
    """A YAML file of one kind of edition; gives what it holds."""

    ENDINGS = (".yaml", ".yml")
    WRONG_ENDING = "Kies een YAML-bestand (de naam eindigt op .yaml of .yml)."

    kind: type[Edition]

    def read(self, file: UploadedFile) -> TakenIn:
        """Return what the file holds; ValidationError has every line that is wrong."""
        try:
            return take_in(self.kind, file.read(MOST_BYTES + 1))
        except FileRefusedError as refusal:
            raise forms.ValidationError(refusal.sentences) from refusal


class TakeInForm(forms.Form):
    """The content of a draft from a file."""

    file = EditionFileField(
        label="Bestand (YAML)",
        help_text="Een bestand dat u hier hebt opgehaald. Hebt u het zelf gewijzigd? "
        "Haal dan de regel “controlegetal” weg.",
    )

    def __init__(self, *args: Any, kind: type[Edition], **kwargs: Any) -> None:
        """Remember what kind of file it should be."""
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        assert isinstance(field, EditionFileField)  # noqa: S101  (for the type checker)
        field.kind = kind


def values_of(form: ItemForm) -> dict[str, Any]:
    """Return what was filled in of an item; empty fields are left out, as in a file."""
    return {
        name: value
        for name, value in form.cleaned_data.items()
        if name in form.base_fields and value not in (None, "", [], False)
    }


def with_seen(form: ItemForm, saved: dict[str, Any]) -> ItemForm:
    """Return the form of an item with a mark of what its writer read."""
    form.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
    form.initial["seen"] = mark_of(saved)
    return form
