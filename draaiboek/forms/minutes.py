"""Forms of the minutes in the office; they are written in the admin."""

from typing import Any, ClassVar

from django import forms

from draaiboek.models import Meeting, Minutes
from draaiboek.states.meetings import MeetingState
from mit_waakstand.editions.forms import MeetingChoice
from mit_waakstand.forms import offer


class AdoptForm(forms.Form):
    """Where the minutes were adopted: in a later meeting, or in writing."""

    REQUIRED_WHEN: ClassVar = {
        "adopted_in": "of vul hieronder in hoe het schriftelijk ging",
        "in_writing": "verplicht als u geen vergadering kiest",
    }

    adopted_in = MeetingChoice(
        label="Vastgesteld in de vergadering", queryset=Meeting.objects.none(), required=False
    )
    in_writing = forms.CharField(
        label="Schriftelijk vastgesteld",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: per mail rondgestuurd op 3 november, geen opmerkingen.",
    )

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        """Offer the later meetings that were held."""
        super().__init__(*args, **kwargs)
        later = Meeting.objects.filter(
            state=MeetingState.HELD,
            starts_at__gt=minutes.meeting.starts_at,
            is_exercise=minutes.meeting.is_exercise,
        )
        offer(self, "adopted_in", later.order_by("starts_at", "pk"))


class CorrectForm(forms.Form):
    """Why adopted minutes are corrected."""

    reason = forms.CharField(
        label="Waarom corrigeert u het verslag?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
