"""Forms of a situation."""

from typing import Any

from django import forms

from mit_waakstand.accounts.choices import PersonChoice
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import offer
from mit_waakstand.situations.models import Situation
from signals.forms.seen import ReadForm
from signals.workflow.situations import read_as


class ParticipantForm(forms.Form):
    """Who is going to take part in an exercise."""

    user = PersonChoice(
        label="Wie doet er mee?",
        queryset=User.objects.none(),
        empty_label="Kies een persoon",
        help_text="Iemand doet mee in zijn eigen rol en ziet vanaf nu deze oefening.",
    )

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        """Offer the people who do not take part yet."""
        super().__init__(*args, **kwargs)
        people = User.objects.with_role(*Role).exclude(role=Role.ADMINISTRATOR)
        offer(self, "user", people.exclude(participation__situation=situation))


class CorrectSituationForm(ReadForm):
    """Name and disease of a situation."""

    title = forms.CharField(label="Naam van de situatie", max_length=120)
    disease = forms.CharField(label="Ziekte", max_length=120)

    def __init__(self, *args: Any, record: Situation, **kwargs: Any) -> None:
        """Start from what stands there."""
        super().__init__(*args, record=record, **kwargs)
        self.initial.update(title=record.title, disease=record.disease)

    def read_as(self, record: Situation) -> str:
        """Return the fingerprint of name and disease."""
        return read_as(record)
