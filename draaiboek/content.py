"""What stands in a version of the draaiboek: chapters of text, and steps with a term."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.safestring import SafeString

from mit_waakstand.editions.outline import Content, Item, ItemForm, Kind
from mit_waakstand.markdown import check_nesting, check_text, to_html

MOST_STEPS: Final = 200
LONGEST_TERM: Final = 1000


class Actor(models.TextChoices):
    """Who acts in a step."""

    CPO = "cpo", "CPO"
    SECRETARY = "secretaris", "secretaris"
    BOTH = "cpo_secretaris", "CPO en secretaris"
    EXPERTS = "experts", "experts"
    SG_OFFICE = "bureau_sg", "Bureau SG (SZW)"


class Unit(models.TextChoices):
    """How a term is counted."""

    NONE = "", "geen termijn"
    HOURS = "uren", "uren"
    WORKING_DAYS = "werkdagen", "werkdagen"


def term_in_words(amount: int, unit: str, after: str) -> str:
    """Return a term as Dutch text, such as "2 werkdagen na W1"; "" when there is none."""
    if not unit:
        return ""
    days = "werkdag" if amount == 1 else "werkdagen"
    return f"{amount} {'uur' if unit == Unit.HOURS else days} na {after or 'het begin'}"


def check_prose(text: str) -> None:
    """Raise ValidationError (Dutch) for a text in Markdown that no page shows as it is meant."""
    check_text(text)
    check_nesting(text)


class ChapterForm(ItemForm):
    """A part of the text, in Markdown."""

    TITLE = "title"
    PROSE = "text"
    WORDS: ClassVar = {"title": "titel", "text": "tekst"}

    title = forms.CharField(label="Titel", max_length=200, validators=[check_text])
    text = forms.CharField(
        label="Tekst",
        max_length=50_000,
        validators=[check_prose],
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Met lege regels tussen alinea's, - voor een opsomming en ## voor een kop.",
    )


class StepForm(ItemForm):
    """Something to do, with a box to tick."""

    TITLE = "title"
    WORDS: ClassVar = {
        "code": "code",
        "phase": "fase",
        "title": "stap",
        "actor": "wie",
        "amount": "aantal",
        "unit": "eenheid",
        "after": "na",
        "needs": "nodig",
        "template": "voorbeeldtekst",
    }
    GROUPS = (
        ("De stap", "", ("code", "phase", "title", "actor")),
        (
            "Termijn",
            "Vanaf het begin, of nadat een andere stap klaar is.",
            ("amount", "unit", "after"),
        ),
        ("Hulp bij de uitvoering", "", ("needs", "template")),
    )

    code = forms.CharField(
        label="Code",
        max_length=10,
        validators=[RegexValidator(r"^[A-Z0-9]+$", "Gebruik alleen hoofdletters en cijfers.")],
        help_text="Kort en uniek, bijvoorbeeld W1. Andere stappen verwijzen ernaar.",
    )
    phase = forms.CharField(
        label="Fase", max_length=100, validators=[check_text], help_text="Bijvoorbeeld: Weging"
    )
    title = forms.CharField(label="Wat er gebeurt", max_length=200, validators=[check_text])
    actor = forms.ChoiceField(label="Wie", choices=Actor.choices)
    amount = forms.IntegerField(label="Binnen", required=False, min_value=1, max_value=LONGEST_TERM)
    unit = forms.ChoiceField(label="Eenheid", required=False, choices=Unit.choices)
    after = forms.CharField(
        label="Na stap",
        required=False,
        max_length=10,
        help_text="De code van een andere stap. Leeg: vanaf het begin.",
    )
    needs = forms.CharField(
        label="Wat nodig is",
        required=False,
        max_length=2_000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    template = forms.CharField(
        label="Voorbeeldtekst",
        required=False,
        max_length=10_000,
        validators=[check_text],
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @classmethod
    def title_of(cls, item: Item) -> str:
        """Return its code with what happens."""
        return f"{item.get('code', '')} {item.get('title', '')}".strip()

    @classmethod
    def lines_of(cls, item: Item) -> list[tuple[str, str]]:
        """Return what else is said of it, with the term in words."""
        term = term_in_words(item.get("amount", 0), item.get("unit", ""), item.get("after", ""))
        found = [
            ("Fase", item.get("phase", "")),
            ("Wie", dict(Actor.choices).get(item.get("actor", ""), "")),
            ("Binnen", term),
            ("Wat nodig is", item.get("needs", "")),
            ("Voorbeeldtekst", item.get("template", "")),
        ]
        return [(label, str(text)) for label, text in found if text]

    def clean(self) -> dict[str, Any]:
        """Refuse half a term: an amount without unit, a unit without amount, a start alone."""
        data = super().clean() or {}
        amount, unit, after = (data.get(name) for name in ("amount", "unit", "after"))
        if amount and not unit:
            self.add_error("unit", "Kies uren of werkdagen.")
        if unit and not amount and "amount" not in self.errors:
            self.add_error("amount", "Vul een aantal in.")
        if after and not unit:
            self.add_error("after", "Een stap na een andere stap heeft een termijn.")
        return data


OUTLINE: Final = (
    Kind(
        name="chapters",
        one="hoofdstuk",
        many="hoofdstukken",
        form=ChapterForm,
        explanation="Hoe het MIT in waakstand werkt, in gewone tekst.",
    ),
    Kind(
        name="steps",
        one="stap",
        many="stappen",
        form=StepForm,
        explanation="Wat er gebeurt, wie het doet en wanneer. Een uitvoering vinkt ze af.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A part of the text, in Markdown."""

    key: str
    title: str
    text: str

    @property
    def html(self) -> SafeString:
        """The text as HTML that is safe on any page."""
        return to_html(self.text, first_heading=3)


@dataclass(frozen=True, kw_only=True)
class PlaybookStep:
    """Something to do; ``after`` is the code of another step, "" for the start of a run."""

    key: str
    code: str
    phase: str
    title: str
    actor: str
    amount: int = 0
    unit: str = Unit.NONE
    after: str = ""
    needs: str = ""
    template: str = ""


def chapters_of(content: Content) -> list[Chapter]:
    """Return the chapters in their order."""
    return [Chapter(**_known(Chapter, item)) for item in content.get("chapters", ())]


def steps_of(content: Content) -> list[PlaybookStep]:
    """Return the steps in their order."""
    return [PlaybookStep(**_known(PlaybookStep, item)) for item in content.get("steps", ())]


def problems_between(steps: Iterable[PlaybookStep]) -> Iterator[str]:
    """Yield in Dutch what is wrong between steps: a code twice, a term after nothing or itself."""
    steps = list(steps)
    if len(steps) > MOST_STEPS:
        yield f"Een draaiboek heeft hoogstens {MOST_STEPS} stappen."
    codes = [step.code for step in steps]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"De code {code} hoort bij meer dan één stap."
    after = {step.code: step.after for step in steps}
    for step in steps:
        if step.after and step.after not in after:
            yield f"Stap {step.code} telt vanaf {step.after}, en die stap is er niet."
        elif _is_in_a_ring(step.code, after):
            yield f"De termijn van stap {step.code} telt vanaf zichzelf."


def _is_in_a_ring(code: str, after: Mapping[str, str]) -> bool:
    at, passed = after[code], set()
    while at in after and at not in passed:
        if at == code:
            return True
        passed.add(at)
        at = after[at]
    return False


def _known(kind: type[Any], item: Mapping[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in item.items() if name in names}
