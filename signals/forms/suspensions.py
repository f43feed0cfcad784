"""Forms about a suspension of the waakstand."""

from typing import Any

from django import forms
from django.forms import BoundField

from signals.forms.seen import ReadForm
from signals.models import Suspension
from signals.workflow.suspensions import checklist_of


class DropForm(forms.Form):
    """Why a proposal lapses."""

    reason = forms.CharField(
        label="Reden", max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChecklistForm(ReadForm):
    """The checklist for the end: a tick and a remark at each point."""

    def __init__(self, *args: Any, suspension: Suspension, **kwargs: Any) -> None:
        """Make the fields of each point, filled with what was kept."""
        super().__init__(*args, record=suspension, **kwargs)
        for point, label in Suspension.CHECKLIST.items():
            done, remark = f"{point}_done", f"{point}_remark"
            self.fields[done] = forms.BooleanField(label=label, required=False)
            self.fields[remark] = forms.CharField(
                label="Opmerking, of waarom nog niet",
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.initial[done] = getattr(suspension, done)
            self.initial[remark] = getattr(suspension, remark)

    def read_as(self, record: Suspension) -> str:
        """Return the fingerprint of the checklist."""
        return checklist_of(record)

    def groups(self) -> list[tuple[str, str, list[BoundField]]]:
        """Return the fields of each point together, as ``GroupedForm`` does."""
        return [
            (title, "", [self[f"{point}_done"], self[f"{point}_remark"]])
            for point, title in self.TITLES.items()
        ]

    TITLES = {  # noqa: RUF012  (never changed)
        "archive": "Archief",
        "members": "Oud-leden",
        "framework": "Afwegingskader",
        "evaluation": "Evaluatie",
    }
