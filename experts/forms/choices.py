"""Choosing experts in a form: whoever invites sees then and there what may touch a judgement."""

from datetime import date

from django import forms
from django.utils.html import format_html

from experts.models import Expert, ExpertQuerySet
from mit_waakstand.forms import offer

YES_NO = (("nee", "nee"), ("ja", "ja"))


def name_of_expert(expert: Expert) -> str:
    """Return the name with the field of knowledge."""
    return " – ".join(part for part in (expert.name, expert.expertise) if part)


def with_interests(expert: Expert, day: date) -> str:
    """Return the name with the interests that he has on this day, in words (domain §3.2)."""
    held = "; ".join(one.description for one in expert.interests_on(day))
    if not held:
        return name_of_expert(expert)
    warning = '{} <span class="mit-choice__warning"><strong>Let op, belang:</strong> {}</span>'
    return format_html(warning, name_of_expert(expert), held)


class ExpertChoice(forms.ModelChoiceField):
    """One expert by name and field."""

    def label_from_instance(self, obj: Expert) -> str:
        """Return the name with the field of knowledge."""
        return name_of_expert(obj)


class ExpertChoices(forms.ModelMultipleChoiceField):
    """Experts by name and field, with their interests on ``day`` (``offer_experts`` says which)."""

    day: date | None = None

    def label_from_instance(self, obj: Expert) -> str:
        """Return the name, and any interest."""
        return with_interests(obj, self.day) if self.day else name_of_expert(obj)


class ConflictField(forms.TypedChoiceField):
    """Whether somebody has an interest that can touch his judgement."""

    def __init__(self) -> None:
        """Ask it in the same words everywhere."""
        super().__init__(
            label="Hebt u een belang dat uw oordeel kan raken?",
            choices=YES_NO,
            coerce=lambda answer: answer == "ja",
            widget=forms.RadioSelect,
        )


class InterestsField(forms.CharField):
    """Which interest that is; ``about`` is what it would have to do with."""

    def __init__(self, *, about: str, label: str = "", rows: int = 3, more: str = "") -> None:
        """Ask for it in the same words everywhere."""
        example = f"Bijvoorbeeld een functie of opdracht die met {about} te maken heeft. {more}"
        super().__init__(
            label=label or "Belangen die u wilt melden",
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": rows}),
            help_text=example.strip(),
        )


def offer_experts(form: forms.BaseForm, experts: ExpertQuerySet, day: date) -> None:
    """Let the field "experts" choose from these, with the interests that they have on this day."""
    offer(form, "experts", experts.with_interests())
    field = form.fields["experts"]
    if isinstance(field, ExpertChoices):
        field.day = day
