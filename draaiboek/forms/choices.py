"""Choosing records in a form: by the words with which people know them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate

from draaiboek.models import AgendaItem, Invitation
from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation


def offer(form: forms.BaseForm, name: str, records: QuerySet[Any]) -> None:
    """Let a field choose from these records."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        message = f"{name} is not a choice of records"
        raise TypeError(message)
    field.queryset = records


def with_interests(expert: Expert, day: date) -> str:
    """Return how a choice names an expert: with the interests that he has on this day.

    Whoever invites sees them at that moment, not later (domain §3.2).
    """
    held = [one.description for one in expert.interests.all() if one.holds_on(day)]
    warned = f" – let op, belang: {'; '.join(held)}" if held else ""
    return f"{expert.name} – {expert.expertise}{warned}"


class ExpertChoices(forms.ModelMultipleChoiceField):
    """Experts by name and field of knowledge, with their interests on ``day``."""

    day: date | None = None

    def label_from_instance(self, obj: Expert) -> str:
        """Return the name with the field of knowledge."""
        return with_interests(obj, self.day or localdate())


def offer_experts(form: forms.BaseForm, experts: QuerySet[Expert], day: date) -> None:
    """Let the field "experts" choose from these, with the interests that they have on this day."""
    offer(form, "experts", experts.prefetch_related("interests"))
    field = form.fields["experts"]
    if isinstance(field, ExpertChoices):
        field.day = day


class PersonChoices(forms.ModelMultipleChoiceField):
    """People by name and role."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the role."""
        return f"{obj.full_name} ({obj.get_role_display()})"


class PersonChoice(forms.ModelChoiceField):
    """One person by name and role."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the role."""
        return f"{obj.full_name} ({obj.get_role_display()})"


class InvitationChoice(forms.ModelChoiceField):
    """One of those who were invited."""

    def label_from_instance(self, obj: Invitation) -> str:
        """Return the name, and what the person is here."""
        return f"{obj.name()} ({obj.in_what_part()})"


class InvitationChoices(forms.ModelMultipleChoiceField):
    """Several of those who were invited."""

    def label_from_instance(self, obj: Invitation) -> str:
        """Return the name, and what the person is here."""
        return f"{obj.name()} ({obj.in_what_part()})"


class ItemChoice(forms.ModelChoiceField):
    """An item of the agenda by its subject."""

    def label_from_instance(self, obj: AgendaItem) -> str:
        """Return the subject."""
        return obj.subject


class SituationChoice(forms.ModelChoiceField):
    """A situation by its name."""

    def label_from_instance(self, obj: Situation) -> str:
        """Return the name, and whether it is an exercise."""
        return f"{obj.title} (oefening)" if obj.is_exercise else obj.title
