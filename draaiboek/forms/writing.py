"""The form in the admin in which the secretaris writes the minutes."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from draaiboek.models import Meeting, Minutes
from draaiboek.states.meetings import MeetingState
from draaiboek.workflow.minutes import fingerprint_of

CHANGED_MEANWHILE = (
    "Iemand anders sloeg dit verslag intussen op. Zijn tekst staat hieronder, die van u in het "
    "formulier. Er is niets verloren. Voeg samen wat nodig is, en sla opnieuw op."
)


class MinutesForm(forms.ModelForm):
    """A draft of the minutes; ``seen`` is what stood there when the page was made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        """The fields that people write."""

        model = Minutes
        fields: ClassVar = ["meeting", "correction", "text"]
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 30, "cols": 90})}
        help_texts: ClassVar = {
            "text": (
                "Opmaak: ## voor een kop, - voor een lijst, *woord* voor nadruk. Wie er was, de "
                "agenda, de besluiten en de acties komen er vanzelf bij."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember what the page shows; offer meetings without minutes; ask why of a correction."""
        super().__init__(*args, **kwargs)
        self.text_of_another = ""
        if self.instance.pk:
            self.initial["seen"] = fingerprint_of(self.instance)
        if "meeting" in self.fields:
            found = Meeting.objects.exclude(state=MeetingState.CANCELLED).filter(minutes=None)
            field = self.fields["meeting"]
            field.queryset = found.order_by("-starts_at", "-pk")  # type: ignore[attr-defined]
            field.label_from_instance = Meeting.name_in_a_sentence  # type: ignore[attr-defined]
        if "correction" in self.fields:
            self.fields["correction"].required = True

    def clean(self) -> dict[str, Any]:
        """Refuse what would overwrite somebody else's text, or change what was adopted.

        The rows stay locked until the transaction of the admin ends.
        """
        given: dict[str, Any] = super().clean() or {}
        if self.instance.pk:
            self._check_change()
        elif meeting := given.get("meeting"):
            Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
            if meeting.minutes.exists():
                message = "Iemand anders begon net dit verslag. Open dat om verder te schrijven."
                raise ValidationError({"meeting": message})
        return given

    def _check_change(self) -> None:
        saved = Minutes.objects.select_for_update(no_key=True).get(pk=self.instance.pk)
        if not saved.is_draft():
            message = "Dit verslag is intussen vastgesteld en verandert niet meer."
            raise ValidationError(message)
        now = fingerprint_of(saved)
        if self.data.get(self.add_prefix("seen")) != now:
            self.text_of_another = saved.text
            self.data = {**{name: self.data[name] for name in self.data}, "seen": now}
            raise ValidationError(CHANGED_MEANWHILE)
