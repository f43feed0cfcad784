"""Forms that remember what the person read: a step with something else is refused."""

from typing import Any

from django import forms
from django.db.models import Model

from signals.models import Signal


class SeenForm(forms.Form):
    """A step with one record beside the signal; ``seen`` is the key of the one that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any) -> None:
        """Remember which one the page shows."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", self.key_in(signal))

    def key_in(self, signal: Signal) -> int | None:
        """Return the key of the record that the step is about; each form says it itself."""
        raise NotImplementedError

    def start_from(self, signal: Signal) -> None:
        """Let the next try start from what the page shows now."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen": self.key_in(signal)}


class ReadForm(forms.Form):
    """A change of a record; ``seen`` is the fingerprint of what stood there when it was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        """Remember what the page shows."""
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.read_as(record)

    def read_as(self, record: Any) -> str:
        """Return the fingerprint of what the form changes; each form says it itself."""
        raise NotImplementedError

    def start_from(self, record: Model) -> None:
        """Let the next try start from what stands there now: the page said what that is."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen": self.read_as(record)}
