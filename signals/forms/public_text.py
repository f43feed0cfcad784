"""Forms with a text that goes public as it is typed, without a draft to look over."""

import hashlib
from typing import Any, ClassVar

from django import forms

from mit_waakstand.personal_data import Finder, Finding
from signals.known_names import known_names

MAY_BE_PUBLIC = "Ik heb dit bekeken. Het mag zo openbaar worden."


class PublicTextForm(forms.Form):
    """What looks like personal data in a public text asks for a tick, at its field.

    The tick belongs to the words for which it was set: other words ask again.
    """

    goes_public: ClassVar[str] = "reason"  # the field that goes public

    judged = forms.CharField(widget=forms.HiddenInput, required=False)
    may_be_public = forms.BooleanField(label=MAY_BE_PUBLIC, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for a tick only where something was found."""
        super().__init__(*args, **kwargs)
        self.found = self._found() if self.is_bound else ()
        if not self.found:
            del self.fields["judged"], self.fields["may_be_public"]

    def clean(self) -> dict[str, Any]:
        """Refuse what was found, until somebody ticked that exactly these words may be public."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        judged, is_ticked = data.pop("judged", ""), data.pop("may_be_public", False)
        if self.found and not (is_ticked and judged == self._digest()):
            kept = {name: self.data[name] for name in self.data if name != "may_be_public"}
            self.data = {**kept, "judged": self._digest()}
            self.add_error(self.goes_public, _question(self.found))
        return data

    def _found(self) -> tuple[Finding, ...]:
        return Finder(known_names()).look(self._text()).findings

    def _text(self) -> str:
        return str(self.data.get(self.goes_public, ""))

    def _digest(self) -> str:
        return hashlib.sha256(self._text().encode(errors="replace")).hexdigest()


def _question(found: tuple[Finding, ...]) -> str:
    words = ", ".join(f"“{finding.words}” ({finding.label})" for finding in found)
    return (
        f"Dit lijkt op persoonsgegevens: {words}. De tekst wordt openbaar. Haal ze weg, of vink "
        "aan dat het zo openbaar mag worden."
    )
