"""Forms of the contact point: of the public, and of the office."""

import unicodedata
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms

from aanspreekpunt.models import Channel, Question, StandardAnswer, Topic, Way
from aanspreekpunt.models.answer import MOST_CHARACTERS as MOST_OF_AN_ANSWER
from aanspreekpunt.models.question import MOST_CHARACTERS
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.forms import DutchDateField, GroupedForm

MOST_OF_THE_PUBLIC = 5_000
NOT_HUMAN = (
    "Een veld dat leeg hoort te blijven, was ingevuld. Dat doen programma's die formulieren "
    "invullen. Bent u een mens? Verstuur uw vraag dan nog een keer."
)
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


class PlainField(forms.CharField):
    """Text without signs that cannot be seen and change what one reads, or break a line of it."""

    def to_python(self, value: Any) -> str:
        """Return the text as it can be shown; lines stay only where several are asked for."""
        text = str(super().to_python(value) or "").replace("\r\n", "\n")
        has_lines = isinstance(self.widget, forms.Textarea)
        seen = (_as_seen(sign, has_lines=has_lines) for sign in text)
        return "".join(seen).strip()


def _as_seen(sign: str, *, has_lines: bool) -> str:
    if has_lines and sign in "\n\t":
        return sign
    if sign in TURNING or unicodedata.category(sign) == "Cs":
        return ""
    return " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign


class AskForm(forms.Form):
    """A question of the public; only topic and question are needed."""

    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    topic = forms.ChoiceField(
        label="Waar gaat uw vraag over?", choices=Topic.choices, widget=forms.RadioSelect
    )
    text = PlainField(
        label="Uw vraag",
        max_length=MOST_OF_THE_PUBLIC,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Zet er geen medische gegevens of andere privégegevens in. "
        "Hoogstens 5.000 tekens.",
    )
    name = PlainField(
        label="Uw naam",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Alleen als u antwoord wilt. Bijvoorbeeld naam@voorbeeld.nl",
    )
    homepage = forms.CharField(
        label="Laat dit veld leeg",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def shown(self) -> list[forms.BoundField]:
        """Return the fields that people fill in."""
        return [field for field in self.visible_fields() if field.name != "homepage"]

    def clean(self) -> dict[str, Any]:
        """Refuse what a program filled in, and let a person try again: nothing is lost."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.pop("homepage", ""):
            self.data = dict(self.data.items()) | {"homepage": ""}
            self.add_error(None, NOT_HUMAN)
        return cleaned

    def key(self) -> UUID:
        """Return the key of this form, so that sending it twice is one question."""
        found: UUID | None = self.cleaned_data.get("request_key")
        return found or uuid4()


def _topic() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Onderwerp", choices=[("", "Kies een onderwerp"), *Topic.choices]
    )


class EnterForm(GroupedForm):
    """A question that came by mail, telephone or post."""

    channel = forms.ChoiceField(
        label="Hoe kwam de vraag binnen?",
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEBSITE],
        widget=forms.RadioSelect,
    )
    received_on = DutchDateField(label="Ontvangen op")
    topic = _topic()
    text = PlainField(
        label="Vraag",
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Laat weg wat u niet nodig hebt om te antwoorden.",
    )
    name = PlainField(label="Naam van de vraagsteller", max_length=120, required=False)
    email = forms.EmailField(label="E-mailadres", max_length=254, required=False)

    GROUPS: ClassVar = (
        ("De vraag", "", ("channel", "received_on", "topic", "text")),
        (
            "De vraagsteller",
            "Alleen wat nodig is voor het antwoord. Enige tijd daarna wordt het gewist.",
            ("name", "email"),
        ),
    )


class StandardChoice(forms.ModelChoiceField):
    """One standard answer by its title."""

    def __init__(self) -> None:
        """Offer those in use."""
        super().__init__(
            label="Standaardantwoord",
            queryset=StandardAnswer.objects.in_use(),
            required=False,
            empty_label="geen",
            help_text="Kies een tekst en druk op Invoegen. U kunt hem daarna aanpassen.",
        )


def _answer(label: str, **options: Any) -> PlainField:
    return PlainField(
        label=label,
        max_length=MOST_OF_AN_ANSWER,
        widget=forms.Textarea(attrs={"rows": 12}),
        **options,
    )


class AnswerForm(forms.Form):
    """The answer as the asker gets it."""

    standard = StandardChoice()
    text = _answer("Antwoord", help_text="De aanhef en uw afsluiting schrijft u zelf.")


class RecordAnswerForm(forms.Form):
    """What was answered by letter or on the telephone, and when."""

    way = forms.ChoiceField(
        label="Hoe is er geantwoord?",
        choices=[choice for choice in Way.choices if choice[0] != Way.MAIL],
        widget=forms.RadioSelect,
    )
    given_on = DutchDateField(label="Geantwoord op")
    text = _answer("Wat is er geantwoord?")


class ReferForm(forms.Form):
    """Where the asker is referred to, and what he gets to read when we know his address."""

    referred_to = PlainField(
        label="Naar wie verwijst u?", max_length=200, help_text="Bijvoorbeeld: het RIVM"
    )
    standard = StandardChoice()
    text = _answer("Tekst van de mail", help_text="Zet erin waar de vraagsteller terechtkan.")

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        """Without an address there is nothing to mail."""
        super().__init__(*args, **kwargs)
        if not question.email:
            del self.fields["standard"], self.fields["text"]


class CloseForm(forms.Form):
    """Why a question gets no answer."""

    reason = PlainField(
        label="Reden",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: dubbel, of een bedankje.",
    )


class PersonChoice(forms.ModelChoiceField):
    """One person by name and role."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the role."""
        return f"{obj.full_name} ({obj.get_role_display()})"


class AssignForm(forms.Form):
    """Whose question it is."""

    assigned_to = PersonChoice(
        label="Toewijzen aan",
        queryset=User.objects.none(),
        empty_label="Kies een persoon",
        help_text="Een expert kan de vraag lezen, en u helpen met het antwoord.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer who works on questions."""
        super().__init__(*args, **kwargs)
        found = User.objects.with_role(Role.CPO, Role.SECRETARY, Role.EXPERT)
        chooses = self.fields["assigned_to"]
        assert isinstance(chooses, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        chooses.queryset = found.order_by("full_name", "pk")


class CorrectForm(forms.Form):
    """Name, mail and topic as they should be."""

    topic = _topic()
    name = PlainField(label="Naam van de vraagsteller", max_length=120, required=False)
    email = forms.EmailField(label="E-mailadres", max_length=254, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def start_from(self, question: Question) -> None:
        """Go on from what the page shows after a conflict: who sends it again has read it."""
        self.data = dict(self.data.items()) | {"seen": question.mark_of_asker()}


class StandardAnswerForm(forms.Form):
    """A new standard answer."""

    title = PlainField(label="Titel", max_length=120)
    text = _answer("Tekst")


class ChangeStandardAnswerForm(StandardAnswerForm):
    """The next version of a standard answer; ``version`` is the one that was read."""

    is_in_use = forms.BooleanField(
        label="In gebruik", required=False, help_text="Zonder vinkje kan niemand hem nog invoegen."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
