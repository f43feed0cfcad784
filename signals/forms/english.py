"""The form of the English summary."""

from typing import Any

from django import forms

from signals.models import Signal


class EnglishForm(forms.Form):
    """A few sentences in English. ``seen`` is the text from which the writer started."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    summary_en = forms.CharField(
        label="Samenvatting in het Engels",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "en"}),
        help_text="Twee of drie zinnen: wat is er aan de hand, en wat vraagt het MIT? Laat het "
        "leeg als er geen Engelse samenvatting komt.",
    )

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any) -> None:
        """Start from what is there."""
        super().__init__(*args, **kwargs)
        self.initial.update(seen=signal.hash_of_english(), summary_en=signal.summary_en)

    def start_from(self, saved: Signal) -> None:
        """Let the next save start from the saved text, which the message shows."""
        typed = {name: self.data[name] for name in self.data}
        self.data = {**typed, "seen": saved.hash_of_english()}
