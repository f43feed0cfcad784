"""Forms of what people add to an issued signal (domain §3.3)."""

from typing import Any

from django import forms

from mit_waakstand.forms import DutchDateTimeField
from signals.forms.on_behalf import OnBehalfForm
from signals.forms.signals import RespondForm
from signals.workflow.messages import ReceivedLetter


class SupplementForm(OnBehalfForm):
    """The text of an aanvullend bericht."""

    text = forms.CharField(
        label="Tekst van het bericht",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Nieuwe feiten, of dat iets niet meer nodig is. Een lege regel begint een "
        "alinea.",
    )

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.messages.send_message``."""
        return {"text": self.cleaned_data["text"], **self.agreement()}


class LaterLetterForm(RespondForm):
    """A letter of the SG beside the response: a tussenbericht or an aanvullende reactie."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Call the text what it is."""
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Tekst van de brief"
        self.fields["sent_on"].help_text = ""

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``record_interim`` and ``record_further_response``."""
        return {"letter": ReceivedLetter(**super().arguments())}


class ConversationForm(forms.Form):
    """An oral response: what was said, with whom, when."""

    spoken_with = forms.CharField(
        label="Met wie is gesproken?",
        max_length=120,
        help_text="Naam en functie, bijvoorbeeld: de plaatsvervangend SG.",
    )
    spoken_at = DutchDateTimeField(label="Wanneer?")
    text = forms.CharField(
        label="Wat is er gezegd?", max_length=60_000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.messages.record_conversation``."""
        return dict(self.cleaned_data)
