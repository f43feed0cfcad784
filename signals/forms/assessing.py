"""Forms of the CPO about an OMT: meet or not, does the last assessment hold, or assess again."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from mit_waakstand.forms import DutchDateField, GroupedForm, Groups
from signals.forms.triggers import WeighForm

HOLDS_FOR = timedelta(weeks=13)  # the proposed review date; the CPO chooses
CHECKLIST = (
    "Vragen die u helpen",
    "De antwoorden blijven bij de aanleiding bewaard.",
    ("potential", "measures", "consequences", "changed"),
)
DECISION = ("Uw besluit", "", ("assessment", "review_on"))
HOW_TO_WEIGH = ("De weging", "", ("form", "held_on", "experts"))


def _question(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ChecklistForm(GroupedForm):
    """The CPO's assessment of an OMT, with the checklist of domain §2."""

    GROUPS: ClassVar[Groups] = (CHECKLIST, DECISION)

    assessment = forms.CharField(
        label="Reden van uw besluit", max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    potential = _question("Is er pandemisch potentieel?")
    measures = _question("Zijn verplichtende collectieve maatregelen denkbaar?")
    consequences = _question("Welke maatschappelijke gevolgen zijn er?")
    changed = _question("Wat is er veranderd sinds de vorige beoordeling?")


class DoNotConveneForm(ChecklistForm):
    """No meeting is needed, and until when that holds for the whole situation."""

    review_on = DutchDateField(
        label="Geldt voor deze situatie tot en met",
        required=False,
        help_text="Komt het OMT vóór die dag weer bijeen, dan kunt u met één klik vastleggen dat "
        "deze beoordeling blijft gelden. Leeg: alleen voor deze keer.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Propose a review date."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("review_on", today + HOLDS_FOR)


class ConveneForm(WeighForm, ChecklistForm):
    """The CPO decides that the MIW meets: reasons, and how it will weigh."""

    GROUPS: ClassVar[Groups] = (CHECKLIST, DECISION, HOW_TO_WEIGH)


class ReconsiderForm(forms.Form):
    """What is new, and why that makes the CPO assess again."""

    new_facts = forms.CharField(
        label="Welke feiten zijn nieuw?", max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reconsideration = forms.CharField(
        label="Waarom beoordeelt u opnieuw?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
