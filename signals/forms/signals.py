"""Forms of a signal."""

from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.timezone import localdate

from mit_waakstand.forms import DutchDateField, GroupedForm, Groups
from mit_waakstand.uploads import PdfField
from signals.models import Purport, Signal
from signals.workflow.received import ResponseDates


class DraftForm(forms.Form):
    """The working title of a new concept."""

    title = forms.CharField(
        label="Titel", max_length=200, help_text="Kort en concreet. U kunt de titel nog wijzigen."
    )


class TextForm(forms.ModelForm):
    """The texts of a concept. ``seen`` is the text from which the editor started."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    purport = forms.ChoiceField(
        label="Wat vraagt het signaal?",
        choices=Purport.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        """All that is frozen when the signal is adopted."""

        model = Signal
        fields = Signal.TEXTS
        widgets = {  # noqa: RUF012  (Django reads a plain dict)
            "summary": forms.Textarea(attrs={"rows": 4}),
            "text": forms.Textarea(attrs={"rows": 16}),
            "attachments": forms.Textarea(attrs={"rows": 2}),
            "copies": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {  # noqa: RUF012  (idem)
            "summary": "In gewone taal: wat is er aan de hand en wat vragen wij? "
            "Dit staat bovenaan de openbare pagina.",
            "text": "Een lege regel begint een alinea. Een kop begint met ##, een opsomming met -.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember from which text the editor starts."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", self.instance.hash_of_text())

    def start_from(self, saved: Signal) -> None:
        """Let the next save start from the saved text: the page now shows both texts."""
        typed = {name: self.data[name] for name in self.data}
        self.data = {**typed, "seen": saved.hash_of_text()}


class SeenForm(forms.Form):
    """A final act without further data; ``seen`` is the text that was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class RespondForm(GroupedForm):
    """The one form of Bureau SG: the response of the SG."""

    GROUPS: ClassVar[Groups] = (
        ("1. De tekst", "", ("text",)),
        (
            "2. De gegevens van de brief",
            "",
            ("signed_by", "reference", "dated_on", "sent_on", "received_on"),
        ),
        ("3. De brief zelf", "", ("letter",)),
    )
    REQUIRED_WHEN: ClassVar = {
        "letter": "verplicht als een deel vertrouwelijk is",
        "public_letter": "verplicht als een deel vertrouwelijk is",
        "grounds": "verplicht als een deel vertrouwelijk is",
    }

    text = forms.CharField(
        label="Tekst van de reactie",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Typ of plak hier de volledige tekst. Die wordt openbaar, samen met het signaal.",
    )
    signed_by = forms.CharField(
        label="Ondertekend door",
        max_length=120,
        help_text="De SG of de plaatsvervangend SG: naam en functie, zoals onder de brief.",
    )
    dated_on = DutchDateField(label="Dagtekening van de brief")
    sent_on = DutchDateField(
        label="Verzonden op", help_text="Deze datum bepaalt of de reactie binnen de termijn is."
    )
    received_on = DutchDateField(
        label="Ontvangen op", required=False, help_text="Leeg: op dezelfde dag als verzonden."
    )
    reference = forms.CharField(label="Kenmerk van SZW", max_length=60, required=False)
    letter = PdfField(
        label="Brief van de SG (pdf)",
        required=False,
        help_text="Als er een brief is. Wij bewaren het origineel en publiceren een kopie zonder "
        "verborgen gegevens. Hoogstens 20 MB.",
    )

    public_letter = PdfField(
        label="Openbare versie van de brief, gemaakt door SZW (pdf)",
        required=False,
        help_text="Alleen deze versie wordt openbaar. De hele brief blijft besloten en bewaard.",
    )
    grounds = forms.CharField(
        label="Gronden van de vertrouwelijkheid",
        max_length=500,
        required=False,
        help_text="Bijvoorbeeld het artikel van de Woo, zonder te noemen wat vertrouwelijk is.",
    )

    def confidential(self) -> list[BoundField]:
        """Return the fields for a response that is confidential in part; most have none."""
        names = ("public_letter", "grounds")
        return [self[name] for name in names if name in self.fields]

    def is_confidential_open(self) -> bool:
        """Return whether those fields must be seen at once: filled in, or with an error."""
        return any(field.errors or field.data for field in self.confidential())

    def clean(self) -> dict[str, Any]:
        """Fill in the day of receipt: without another date it is the day of sending."""
        data = super().clean() or {}
        data["received_on"] = data.get("received_on") or data.get("sent_on")
        return data

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.signals.respond``."""
        data = dict(self.cleaned_data)
        dates = {name: data.pop(name) for name in ("dated_on", "sent_on", "received_on")}
        return data | {"dates": ResponseDates(**dates)}


def today_in_amsterdam() -> dict[str, Any]:
    """Return the dates that a response of today would have."""
    today = localdate()
    return {"dated_on": today, "sent_on": today}
