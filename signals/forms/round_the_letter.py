"""Forms of what happens round a signal: a reason, a receipt, the Minister, another date."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.forms import DutchDateField, DutchDateTimeField
from mit_waakstand.uploads import PdfField
from signals.forms.seen import ReadForm, SeenForm
from signals.models import Channel, Signal
from signals.models.traces import latest_issue
from signals.workflow.delivery import told_on

LONG = forms.Textarea(attrs={"rows": 4})


class ReasonForm(forms.Form):
    """A step that asks for a reason and nothing else."""

    reason = forms.CharField(label="Reden", max_length=2000, widget=LONG)


class DiscloseForm(forms.Form):
    """With whom the CPO shares the draft."""

    shared_with = forms.CharField(
        label="Aan wie?", max_length=120, help_text="Naam of functie van de ontvanger."
    )
    organisation = forms.CharField(label="Organisatie", max_length=120)
    reason = forms.CharField(label="Waarom?", max_length=2000, widget=LONG)
    shared_at = DutchDateTimeField(label="Wanneer?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Propose this moment."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("shared_at", timezone.now())


class ReceiptForm(forms.Form):
    """A confirmation of receipt that came by another way than the page of Bureau SG."""

    REQUIRED_WHEN: ClassVar = {"scan": "verplicht bij papier"}

    channel = forms.ChoiceField(
        label="Hoe is de ontvangst bevestigd?",
        choices=[choice for choice in Channel.choices if choice[0] != Channel.SG_OFFICE],
        widget=forms.RadioSelect,
    )
    confirmed_by = forms.CharField(
        label="Bevestigd door", max_length=120, help_text="Naam of functie bij Bureau SG."
    )
    confirmed_at = DutchDateTimeField(label="Bevestigd op")
    scan = PdfField(
        label="Scan van het papier (pdf)",
        required=False,
        help_text="Hoogstens 20 MB.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Propose this moment."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("confirmed_at", timezone.now())


class MinisterForm(ReadForm):
    """On which day the SG informed the Minister."""

    minister_informed_on = DutchDateField(label="Op welke dag is de Minister geïnformeerd?")

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any) -> None:
        """Show what was recorded before, or propose today."""
        super().__init__(*args, record=signal, **kwargs)
        self.initial.setdefault("minister_informed_on", signal.minister_informed_on or localdate())

    def read_as(self, record: Signal) -> str:
        """Return the fingerprint of the day that was recorded."""
        return told_on(record)


class ProposeDateForm(forms.Form):
    """When the signal truly went out."""

    issued_at = DutchDateTimeField(label="Wanneer is het signaal werkelijk uitgebracht?")
    reason = forms.CharField(
        label="Reden",
        max_length=2000,
        widget=LONG,
        help_text="Bijvoorbeeld: de mail is nooit aangekomen, de brief is op papier gebracht. "
        "De reden wordt openbaar. Noem geen namen.",
    )

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any) -> None:
        """Say by when it must have gone out, as far as that was recorded."""
        super().__init__(*args, **kwargs)
        self.fields["issued_at"].help_text = latest_issue(signal)


class ConfirmDateForm(SeenForm):
    """The second person, about the proposal that was read."""

    def key_in(self, signal: Signal) -> int | None:
        """Return the key of the proposal that waits."""
        proposed = signal.proposed_correction()
        return proposed.pk if proposed else None
