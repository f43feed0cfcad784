"""What stands in the versions of this app: which items, with which fields."""

from typing import ClassVar

from django import forms
from django.db import models

from mit_waakstand.editions.outline import ItemForm, Kind


class AnswerKind(models.TextChoices):
    """How a weegvraag is answered."""

    JUDGEMENT = "oordeel", "ja / nee / onzeker, met reden"
    TEXT = "tekst", "tekst"
    TEXT_AND_DATE = "tekst_datum", "tekst en datum"


class WeegvraagForm(ItemForm):
    """One weegvraag."""

    TITLE = "question"
    WORDS: ClassVar = {"question": "vraag", "kind": "soort", "source": "bron"}

    question = forms.CharField(
        label="Vraag", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label="Antwoord", choices=AnswerKind.choices)
    source = forms.CharField(
        label="Bron",
        max_length=100,
        help_text="Waaruit deze vraag volgt, bijvoorbeeld R-043 of “eigen keuze”.",
    )


WEEGVRAGEN = (Kind(name="questions", one="vraag", many="vragen", form=WeegvraagForm),)
