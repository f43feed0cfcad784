"""Choosing people in a form."""

from django import forms

from mit_waakstand.accounts.models import User


class PersonChoice(forms.ModelChoiceField):
    """One person by name and role."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the role."""
        return name_of_person(obj)


class PersonChoices(forms.ModelMultipleChoiceField):
    """People by name and role."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the role."""
        return name_of_person(obj)


def name_of_person(person: User) -> str:
    """Return the name with the role."""
    return f"{person.full_name} ({person.get_role_display()})"
