"""Forms of a meeting."""

from typing import Any, ClassVar

from django import forms

from draaiboek.models import Attendance, Meeting, MeetingKind
from mit_waakstand.accounts.models import User
from mit_waakstand.forms import DutchDateTimeField, GroupedForm, offer
from mit_waakstand.forms import Groups as GroupsOfFields
from mit_waakstand.situations.forms import SituationChoice
from mit_waakstand.situations.models import Situation

WHEN_AND_WHERE = (
    "Wanneer en waar",
    "",
    ("starts_at", "ends_at", "form", "place", "link"),
)


class RescheduleForm(GroupedForm):
    """When, where and how people meet; ``seen`` is what the person read."""

    REQUIRED_WHEN: ClassVar = {"place": "online niet verplicht"}
    GROUPS: ClassVar[GroupsOfFields] = (WHEN_AND_WHERE,)

    starts_at = DutchDateTimeField(label="Begint op")
    ends_at = DutchDateTimeField(label="Eindigt op")
    form = forms.ChoiceField(label="Vorm", choices=Attendance.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Plaats",
        max_length=200,
        required=False,
        help_text="Adres en zaal. Bij een online vergadering volstaat een link.",
    )
    link = forms.URLField(
        label="Link",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Waar mensen online meedoen. Bijvoorbeeld https://vergadering.voorbeeld.nl/miw",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, record: Meeting | None = None, **kwargs: Any) -> None:
        """Start from what stands there, and remember what the page shows."""
        super().__init__(*args, **kwargs)
        if record is not None:
            names = ("form", "starts_at", "ends_at", "place", "link")
            self.initial.update({name: getattr(record, name) for name in names})
            self.initial["seen"] = record.sequence

    def start_from(self, record: Meeting) -> None:
        """Let the next try start from what stands there now: the page said what that is."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen": record.sequence}


class PlanForm(RescheduleForm):
    """A new meeting."""

    REQUIRED_WHEN: ClassVar = {
        **RescheduleForm.REQUIRED_WHEN,
        "subject": "verplicht bij een andere vergadering",
        "situation": "verplicht bij een oefening",
    }
    GROUPS: ClassVar[GroupsOfFields] = (
        ("Waarover", "", ("kind", "subject", "situation")),
        WHEN_AND_WHERE,
    )

    kind = forms.ChoiceField(label="Soort", choices=MeetingKind.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label="Onderwerp", max_length=120, required=False)
    situation = SituationChoice(
        label="Situatie",
        queryset=Situation.objects.none(),
        required=False,
        help_text="Hoort de vergadering bij een situatie of een oefening? Kies die dan.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the situations that this person may know."""
        super().__init__(*args, **kwargs)
        del self.fields["seen"]
        visible = Situation.objects.visible_to(user).order_by("-opened_at", "-pk")
        offer(self, "situation", visible)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Reden", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
