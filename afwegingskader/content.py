"""What stands in the versions of this app: which items, with which fields."""

from typing import ClassVar

from django import forms
from django.db import models

from mit_waakstand.editions.outline import ItemForm, Kind, LinesField


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


class QuestionKind(models.TextChoices):
    """How a question of the kader is answered."""

    TEXT = "tekst", "tekst"
    CHOICE = "keuze", "keuze, met toelichting"
    SCALE = "schaal", "schaal van −3 tot +3, met toelichting"
    MATRIX = "matrix", "matrix: rijen en kolommen, met toelichting"
    TEXT_AND_DATE = "tekst_datum", "tekst en datum"


UNKNOWN = "onbekend"


class Scale(models.TextChoices):
    """What is expected, from worst to best; never added up."""

    WORST = "-3", "zeer groot nadeel"
    WORSE = "-2", "groot nadeel"
    BAD = "-1", "klein nadeel"
    NEUTRAL = "0", "geen verschil"
    GOOD = "+1", "klein voordeel"
    BETTER = "+2", "groot voordeel"
    BEST = "+3", "zeer groot voordeel"
    UNKNOWN = UNKNOWN, "onbekend"


class Rows(models.TextChoices):
    """Of which list a matrix has its rows."""

    DOMAINS = "domains", "domeinen"
    GROUPS = "groups", "groepen"
    VALUES = "values", "waarden"


class Cell(models.TextChoices):
    """What stands in the cells of a matrix."""

    SCALE = "schaal", "schaal van −3 tot +3"
    TEXT = "tekst", "korte tekst"


class StepForm(ItemForm):
    """One step of the kader."""

    TITLE = "title"
    WORDS: ClassVar = {"title": "naam", "explanation": "toelichting"}

    title = forms.CharField(label="Naam", max_length=200)
    explanation = forms.CharField(
        label="Toelichting",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KaderQuestionForm(ItemForm):
    """One question of the kader."""

    TITLE = "question"
    WORDS: ClassVar = {
        "question": "vraag",
        "explanation": "toelichting",
        "kind": "soort",
        "choices": "mogelijkheden",
        "rows": "rijen",
        "columns": "kolommen",
        "cell": "cel",
        "source": "bron",
    }
    REQUIRED_WHEN: ClassVar = {
        "choices": "verplicht bij een keuze",
        "rows": "verplicht bij een matrix",
        "columns": "verplicht bij een matrix",
        "cell": "verplicht bij een matrix",
    }

    question = forms.CharField(
        label="Vraag", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    explanation = forms.CharField(
        label="Toelichting",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(label="Antwoord", choices=QuestionKind.choices)
    choices = LinesField(
        label="Mogelijkheden",
        max_length=2000,
        required=False,
        help_text="Bij een keuze: elke mogelijkheid op een eigen regel.",
    )
    rows = forms.ChoiceField(
        label="Rijen van de matrix", choices=[("", "geen"), *Rows.choices], required=False
    )
    columns = LinesField(
        label="Kolommen van de matrix",
        max_length=1000,
        required=False,
        help_text="Elke kolom op een eigen regel.",
    )
    cell = forms.ChoiceField(
        label="In elke cel van de matrix", choices=[("", "niets"), *Cell.choices], required=False
    )
    source = forms.CharField(label="Bron", max_length=100, required=False)

    def clean(self) -> dict[str, object] | None:
        """Ask for what a choice and a matrix cannot do without."""
        data = super().clean() or self.cleaned_data
        kind = data.get("kind")
        if kind == QuestionKind.CHOICE and len(data.get("choices") or ()) < FEWEST_CHOICES:
            self.add_error("choices", "Geef ten minste twee mogelijkheden.")
        if kind == QuestionKind.MATRIX:
            for name in ("rows", "columns", "cell"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "Vul dit in: de vraag is een matrix.")
        return data


class NameForm(ItemForm):
    """A value, a domain or a group."""

    TITLE = "name"
    WORDS: ClassVar = {"name": "naam"}

    name = forms.CharField(label="Naam", max_length=200)


FEWEST_CHOICES = 2
KADER = (
    Kind(
        name="steps",
        one="stap",
        many="stappen",
        form=StepForm,
        inside=(Kind(name="questions", one="vraag", many="vragen", form=KaderQuestionForm),),
    ),
    Kind(
        name="values",
        one="waarde",
        many="waarden",
        form=NameForm,
        explanation="Rijen van een matrix. De lijst is open.",
    ),
    Kind(
        name="domains",
        one="domein",
        many="domeinen",
        form=NameForm,
        explanation="Rijen van een matrix.",
    ),
    Kind(
        name="groups",
        one="groep",
        many="groepen",
        form=NameForm,
        explanation="Rijen van een matrix.",
    ),
)
