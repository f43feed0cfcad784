"""Forms of the yearly account: what the MIW says and spent, to whom it went, a look over."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mit_waakstand.forms import DutchDateField
from mit_waakstand.markdown import check_text
from mit_waakstand.pdf import check_printable
from mit_waakstand.yearly.models import FIRST_YEAR, YearAccount
from mit_waakstand.yearly.money import amount_of, euros
from mit_waakstand.yearly.workflow import Amount, written

TEXT = [check_text, check_printable]
MOST_AMOUNTS = 40


class EditForm(forms.Form):
    """Introduction, amounts, and a remark to each chapter."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    introduction = forms.CharField(
        label="Inleiding",
        required=False,
        max_length=20_000,
        validators=TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Wat was dit voor jaar? Noem geen namen van personen.",
    )
    budget = forms.CharField(
        label="Beschikbaar in euro's", max_length=20, help_text="SZW betaalt ongeveer € 70.000."
    )
    spending = forms.CharField(
        label="Uitgaven",
        required=False,
        max_length=10_000,
        validators=TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Op elke regel één: een omschrijving, dan = en het bedrag. "
        "Bijvoorbeeld: Secretariaat = 42.500,00",
    )

    def __init__(self, *args: Any, account: YearAccount, **kwargs: Any) -> None:
        """Start from what stands there now, with a field for each chapter."""
        super().__init__(*args, **kwargs)
        self.names = {f"toelichting_{n}": c["name"] for n, c in enumerate(account.chapters)}
        for (name, chapter), told in zip(self.names.items(), account.chapters, strict=True):
            self.fields[name] = forms.CharField(
                label=f"Toelichting bij {told['title']}",
                required=False,
                max_length=5_000,
                validators=TEXT,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.initial[name] = account.remarks.get(chapter, "")
        self.initial = dict(self.initial) | {
            "seen": written(account),
            "introduction": account.introduction,
            "budget": _written(account.budget),
            "spending": "\n".join(
                f"{row['omschrijving']} = {_written(row['bedrag'])}" for row in account.spending
            ),
        }

    def start_from(self, account: YearAccount) -> None:
        """Let the next try start from what stands there now."""
        kept = {name: self.data[name] for name in self.data}
        self.data = {**kept, "seen": written(account)}

    def clean_budget(self) -> Any:
        """Return the amount; raises ValidationError for what is none, or below zero."""
        amount = amount_of(self.cleaned_data["budget"])
        if amount is None or amount < 0:
            message = "Vul een bedrag in, bijvoorbeeld 70.000,00"
            raise ValidationError(message)
        return amount

    def clean_spending(self) -> list[Amount]:
        """Return the amounts; raises ValidationError that names the line."""
        lines = [line for line in self.cleaned_data["spending"].splitlines() if line.strip()]
        if len(lines) > MOST_AMOUNTS:
            message = f"Vul ten hoogste {MOST_AMOUNTS} regels in."
            raise ValidationError(message)
        return [_amount(line, number) for number, line in enumerate(lines, 1)]

    def clean(self) -> dict[str, Any]:
        """Return the arguments of the act: the remarks by chapter."""
        given = {**self.cleaned_data}
        given["remarks"] = {chapter: given.pop(n, "") for n, chapter in self.names.items()}
        return given


class DraftForm(forms.Form):
    """Which year."""

    year = forms.ChoiceField(label="Jaar")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Offer the years that have begun and have no account yet."""
        super().__init__(*args, **kwargs)
        taken = set(YearAccount.objects.values_list("year", flat=True))
        years = [y for y in range(today.year, FIRST_YEAR - 1, -1) if y not in taken]
        chooses = self.fields["year"]
        assert isinstance(chooses, forms.ChoiceField)  # noqa: S101  (for the type checker)
        chooses.choices = [(str(year), str(year)) for year in years]


class DeliverForm(forms.Form):
    """To whom, and when."""

    delivered_to = forms.CharField(
        label="Aangeboden aan",
        max_length=200,
        help_text="Bijvoorbeeld: de secretaris-generaal van SZW.",
    )
    delivered_on = DutchDateField(label="Aangeboden op")


class PublishForm(forms.Form):
    """The look for personal data."""

    checked = forms.BooleanField(
        label="Ik heb de verantwoording gelezen: er staan geen persoonsgegevens in"
    )


def _written(amount: Any) -> str:
    return euros(Decimal(amount)).removeprefix("€ ")


def _amount(line: str, number: int) -> Amount:
    name, parts, amount = line.rpartition("=")
    found = amount_of(amount)
    if not parts or not name.strip() or found is None:
        message = f"Regel {number}: schrijf een omschrijving, dan = en een bedrag."
        raise ValidationError(message)
    return Amount(omschrijving=name.strip()[:200], bedrag=f"{found:.2f}")
