"""Forms of publication beside the main road, and of new versions (domain §3.6, 3.7)."""

from typing import Any, ClassVar

from django import forms

from mit_waakstand.forms import DutchDateField
from mit_waakstand.uploads import PdfField
from signals.forms.looked_over import LookedOverForm
from signals.forms.on_behalf import PublishForm
from signals.forms.public_text import PublicTextForm
from signals.forms.seen import SeenForm
from signals.models import Signal

FOR_THE_PUBLIC = "Wat is er veranderd, en waarom? Dit staat op de openbare pagina."


class LeakForm(forms.Form):
    """What is known about becoming known too early."""

    known_on = DutchDateField(label="Bekend geworden op")
    how = forms.CharField(
        label="Hoe?",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Bijvoorbeeld: in welke krant, of wie belde. Dit blijft binnen het MIT.",
    )


class PreparedCorrectionForm(SeenForm):
    """What is done with a prepared correction."""

    def key_in(self, signal: Signal) -> int | None:
        """Return the key of the correction that waits."""
        correction = signal.prepared_correction()
        return correction.pk if correction else None


class CorrectionPublicationForm(PreparedCorrectionForm, LookedOverForm):
    """The last check before a correction goes public."""

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.publishing.publish_correction``."""
        return {**super().arguments(), "seen": self.cleaned_data["seen"]}


class SupplementPublicationForm(PublishForm):
    """An aanvulling: what was added, in words for the public."""

    reason = forms.CharField(
        label="Wat is er toegevoegd?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit staat op de openbare pagina, bij “Wijzigingen op deze pagina”.",
    )
    field_order = ("reason", "personal_data_checked")

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any) -> None:
        """Propose what came in since the newest version."""
        super().__init__(*args, signal=signal, **kwargs)
        self.initial.setdefault("reason", signal.news_in_words())

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.publishing.publish_supplement``."""
        return {"reason": self.cleaned_data["reason"], **super().arguments()}


class CorrectionForm(forms.Form):
    """A correction: the texts as they are public now, to be changed where they are wrong."""

    reason = forms.CharField(
        label="Toelichting voor het publiek",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=FOR_THE_PUBLIC,
    )
    summary = forms.CharField(
        label="Samenvatting voor het publiek",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    summary_en = forms.CharField(
        label="Samenvatting in het Engels",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )
    response_text = forms.CharField(
        label="Tekst van de reactie",
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Verbeter alleen fouten bij het overtypen. De brief zelf blijft gelijk.",
    )
    public_copy = PdfField(
        label="Nieuwe openbare kopie van de brief van de SG (pdf)", required=False
    )
    cleaned: ClassVar[tuple[str, ...]] = ("summary", "summary_en", "response_text")

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any) -> None:
        """Start from what is public now; without a response there is none to correct."""
        super().__init__(*args, **kwargs)
        self.initial.update(signal.public_texts())
        if not signal.has_response():
            del self.fields["response_text"], self.fields["public_copy"]

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.publishing.prepare_correction``."""
        data = self.cleaned_data
        changed = {
            name: data[name]
            for name in self.cleaned
            if name in self.fields and _words(data[name]) != _words(self.initial.get(name, ""))
        }
        return {"reason": data["reason"], "public_copy": data.get("public_copy"), **changed}


class RemovalForm(PublicTextForm):
    """The public reason of a removal."""

    reason = forms.CharField(
        label="Toelichting voor het publiek",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Waarom is deze publicatie verwijderd? Noem hier niet wat weg moest.",
    )


class CleaningForm(CorrectionForm):
    """A version without personal data: every text that was public can be cleaned."""

    title = forms.CharField(
        label="Titel",
        max_length=200,
        required=False,
        help_text="Wijzigt u de titel? Dan gaan de berichten ook weg: daar staat hij in.",
    )
    text = forms.CharField(
        label="Tekst van het signaal",
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Haal alleen de persoonsgegevens weg. Van deze tekst wordt een nieuwe pdf "
        "gemaakt; de brief aan de SG blijft zoals die is.",
    )
    without_messages = forms.BooleanField(
        label="Laat de berichten bij dit signaal weg uit de openbare versie", required=False
    )
    field_order = (
        "reason",
        "title",
        "summary",
        "summary_en",
        "text",
        "response_text",
        "public_copy",
    )
    cleaned: ClassVar[tuple[str, ...]] = ("title", "summary", "summary_en", "text", "response_text")

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any) -> None:
        """Ask about messages only when there are any."""
        super().__init__(*args, signal=signal, **kwargs)
        if not signal.messages.for_the_public().exists():
            del self.fields["without_messages"]

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of ``workflow.publishing.prepare_correction``."""
        without_messages = self.cleaned_data.get("without_messages", False)
        return super().arguments() | {"without_messages": without_messages}


def correction_form(*args: Any, signal: Signal, **kwargs: Any) -> CorrectionForm:
    """Return the form of a correction: of everything, when personal data must go."""
    form = CleaningForm if signal.is_offline() else CorrectionForm
    return form(*args, signal=signal, **kwargs)


class OfflineForm(PublicTextForm):
    """The public sentence of a publication that goes offline; the reason is always the same."""

    reason = forms.CharField(
        label="Toelichting voor het publiek",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Deze zin komt op de openbare pagina. Noem hier niet wat weg moet.",
        initial="Er stonden persoonsgegevens in die niet openbaar mogen zijn.",
    )


class StandingDecisionForm(PublicTextForm):
    """A standing decision: dated, reasoned, public."""

    goes_public = "public_text"

    decided_on = DutchDateField(label="Datum van het besluit")
    rationale = forms.CharField(
        label="Motivering",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Waarom mag een signaal zonder reactie openbaar worden? Dit blijft binnen het "
        "MIT; leg het besluit ook vast in het draaiboek.",
    )
    public_text = forms.CharField(
        label="Tekst voor het publiek",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dit staat op de voorpagina, en bij elk signaal zonder reactie.",
    )


class EndForm(forms.Form):
    """Why a standing decision ends."""

    end_rationale = forms.CharField(
        label="Waarom eindigt dit besluit?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _words(text: str) -> list[str]:
    """Return what a text says, whatever the browser did to its line ends."""
    return text.split()
