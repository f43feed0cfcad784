"""Forms about the open lists of the register."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from experts.models import Kind
from experts.models.lists import ENOUGH
from experts.models.words import is_phone_number
from experts.sheet import MOST_BYTES
from mit_waakstand.uploads import CheckedFileField


class ExpertiseForm(forms.Form):
    """An entry in the list of expertises and areas of attention."""

    kind = forms.ChoiceField(label="Soort", choices=Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="Naam", max_length=120)
    wanted = forms.IntegerField(
        label="Hoeveel beschikbare mensen wilt u ten minste?",
        min_value=1,
        max_value=99,
        initial=ENOUGH,
        help_text="Een eigen norm. Het overzicht zegt waar er te weinig zijn.",
        error_messages={
            "invalid": "Vul een getal in.",
            "min_value": "Vul een aantal van 1 of meer in.",
            "max_value": "Vul een aantal van 99 of minder in.",
        },
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "class": "utrecht-textbox utrecht-textbox--html-input mit-shorter",
            }
        ),
    )
    is_needed = forms.BooleanField(
        label="Een commissie MIT kan dit nodig hebben",
        required=False,
        initial=True,
        help_text="Zonder vinkje telt het niet mee in het overzicht en is het niet meer te kiezen.",
    )


class InstituteForm(forms.Form):
    """An organisation."""

    name = forms.CharField(label="Naam", max_length=120)
    is_standing = forms.BooleanField(label="Vast instituut van het voormalige MIT", required=False)


class SheetField(CheckedFileField):
    """A CSV file in a form; gives its bytes."""

    ENDINGS = (".csv",)
    WRONG_ENDING = "Kies een CSV-bestand (de naam eindigt op .csv)."

    def read(self, file: UploadedFile) -> bytes:
        """Return the bytes, a few more than may be when there are too many."""
        return bytes(file.read(MOST_BYTES + 1))


class FileForm(forms.Form):
    """A file with experts."""

    file = SheetField(label="CSV-bestand", max_length=200)


class CircleForm(forms.Form):
    """A circle of practice."""

    name = forms.CharField(label="Naam", max_length=120)


class ContactForm(forms.Form):
    """An organisation that speaks for a circle, and whom to call there."""

    organisation = forms.CharField(label="Organisatie", max_length=120)
    name = forms.CharField(label="Contactpersoon", max_length=120, required=False)
    email = forms.EmailField(label="E-mailadres van het werk", required=False)
    phone = forms.CharField(
        label="Telefoonnummer van het werk",
        max_length=30,
        required=False,
        validators=[is_phone_number],
    )
