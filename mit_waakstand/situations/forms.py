"""Choosing a situation in a form."""

from django import forms

from mit_waakstand.situations.models import Situation


class SituationChoice(forms.ModelChoiceField):
    """A situation by its name, exercises plainly so."""

    def label_from_instance(self, obj: Situation) -> str:
        """Return the name, with the mark of an exercise."""
        return f"{obj.title} (oefening)" if obj.is_exercise else obj.title
