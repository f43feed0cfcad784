"""What every form that makes something public asks: that it was looked over."""

from typing import Any

from django import forms

CHECKED = (
    "Ik heb gecontroleerd dat er geen persoonsgegevens in staan die niet openbaar mogen worden."
)
CHANGED = (
    "Wat openbaar wordt of wat daarin is gevonden, is anders dan toen u deze pagina opende. "
    "Kijk het hieronder opnieuw na."
)


class LookedOverForm(forms.Form):
    """The last check before something goes public. ``draft_seen`` says which draft that was."""

    draft_seen = forms.CharField(widget=forms.HiddenInput, required=False)
    personal_data_checked = forms.BooleanField(label=CHECKED, required=False)

    def __init__(self, *args: Any, token: str = "", **kwargs: Any) -> None:
        """Remember what the page shows now."""
        super().__init__(*args, **kwargs)
        self.token = token
        self.initial.setdefault("draft_seen", token)

    def clean(self) -> dict[str, Any]:
        """Refuse a tick that was set at another draft; the page then shows the present one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.token and data.get("draft_seen") not in {"", self.token}:
            ticked = "personal_data_checked"
            kept = {name: self.data[name] for name in self.data if name != ticked}
            self.data = {**kept, "draft_seen": self.token}
            raise forms.ValidationError(CHANGED)
        return data

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of the act that the fields of this form are."""
        return {"personal_data_checked": self.cleaned_data["personal_data_checked"]}
