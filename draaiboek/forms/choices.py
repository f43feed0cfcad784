"""Choosing records in a form: by the words with which people know them."""

from django import forms

from draaiboek.models import AgendaItem, Invitation


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
