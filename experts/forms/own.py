"""Forms about one's own record, and what CPO or secretaris records about interests."""

from datetime import date
from typing import Any, ClassVar, cast

from django import forms

from experts.forms.register import OwnParticularsForm
from experts.models import Expert, Interest
from experts.models.words import day_in_words
from experts.states import Availability
from experts.workflow.own import Answer
from mit_waakstand.forms import DutchDateField, Groups

YES, NO = "ja", "nee"
NO_EFFECT = "Uw antwoord heeft geen invloed op of u wordt uitgenodigd. U kunt het altijd wijzigen."


class OwnRecordForm(OwnParticularsForm):
    """Everything that somebody can say about his own record at once."""

    GROUPS: ClassVar[Groups] = (
        *OwnParticularsForm.GROUPS,
        (
            "Belangen",
            "Functies of opdrachten die uw oordeel in een weging kunnen raken.",
            ("still_held", "new_interest", "new_interest_until"),
        ),
        ("In het openbaar genoemd worden", NO_EFFECT, ("named_in_public",)),
    )
    REQUIRED_WHEN: ClassVar = {"new_interest_until": "laat leeg als u dat niet weet"}

    still_held = forms.TypedMultipleChoiceField(
        label="Deze belangen gelden nog",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Haal het vinkje weg als een belang voorbij is.",
    )
    new_interest = forms.CharField(
        label="Een belang dat er nog niet bij staat",
        max_length=500,
        required=False,
        help_text="Bijvoorbeeld: lid van de raad van toezicht van een ziekenhuis.",
    )
    new_interest_until = DutchDateField(label="Dat belang geldt tot en met", required=False)
    named_in_public = forms.ChoiceField(
        label="Mogen uw naam en vakgebied op de openbare website staan?",
        choices=[(YES, "ja"), (NO, "nee")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, expert: Expert, today: date, **kwargs: Any) -> None:
        """Start from what is kept now; ``today`` says which interests hold."""
        super().__init__(*args, expert=expert, **kwargs)
        asked = cast("forms.ChoiceField", self.fields["availability"])
        asked.choices = [one for one in Availability.choices if one[0] != Availability.UNKNOWN]
        self.initial["named_in_public"] = YES if expert.has_consented() else NO
        held = [(one.pk, _in_words(one)) for one in expert.interests_on(today)]
        if not held:
            del self.fields["still_held"]
            return
        cast("forms.TypedMultipleChoiceField", self.fields["still_held"]).choices = held
        self.initial["still_held"] = [pk for pk, _ in held]

    def answer(self) -> Answer:
        """Return what he said."""
        told = self.cleaned_data
        return Answer(
            particulars=self.particulars(),
            named_in_public=told["named_in_public"] == YES,
            seen=told["seen"],
            still_held=told.get("still_held", ()),
            new_interest=told["new_interest"],
            new_interest_until=told["new_interest_until"],
        )


class WithdrawForm(forms.Form):
    """Leaving the register oneself."""

    sure = forms.BooleanField(label="Ja, haal mij uit het register")


class EraseForm(forms.Form):
    """Erasing a person."""

    sure = forms.BooleanField(label="Ja, wis deze persoon")


class InterestForm(forms.Form):
    """An interest with the days on which it holds."""

    description = forms.CharField(
        label="Belang",
        max_length=500,
        help_text="Bijvoorbeeld: lid van de raad van toezicht van een ziekenhuis.",
    )
    valid_from = DutchDateField(label="Geldt vanaf")
    valid_until = DutchDateField(
        label="Geldt tot en met", required=False, help_text="Laat leeg als u dat niet weet."
    )


def _in_words(interest: Interest) -> str:
    until = f", tot en met {day_in_words(interest.valid_until)}" if interest.valid_until else ""
    return f"{interest.description} (vanaf {day_in_words(interest.valid_from)}{until})"
