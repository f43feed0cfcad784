"""``manage.py termijn`` answers on its first line and explains below it, without a database."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings


def termijn(*arguments: str) -> list[str]:
    """Return the lines that the command prints."""
    output = StringIO()
    call_command("termijn", *arguments, stdout=output)
    return output.getvalue().splitlines()


@pytest.fixture(autouse=True)
def _strict(settings: Settings) -> None:
    settings.DEADLINE_RULE = "strict"


def test_the_command_prints_the_last_day_and_the_way_there() -> None:
    lines = termijn("2026-09-01T09:00:00+02:00")

    assert lines == [
        "2026-09-15",
        "in Nederland was het toen di 1 september 2026, 09:00 uur",
        "uitgebracht di 1 september 2026 + 14 dagen = di 15 september 2026, 24:00",
        "de dag van uitbrengen is dag 0 en dag 14 telt helemaal mee, in Nederlandse tijd",
        (
            "de termijn is altijd 14 dagen, ook als de laatste dag in een weekend of op een "
            "feestdag valt"
        ),
        "buiten de termijn vanaf wo 16 september 2026, 00:00",
        "bron: R-054, “zo snel mogelijk, maar uiterlijk binnen 2 weken”; zie docs/spelregels.md",
        "rekenregel: strict",
    ]


def test_the_command_counts_from_the_date_on_a_dutch_clock() -> None:
    lines = termijn("2026-09-01T22:10:00Z")

    assert lines[:2] == [
        "2026-09-16",
        "in Nederland was het toen wo 2 september 2026, 00:10 uur",
    ]


def test_the_command_follows_the_rule_that_is_asked_for() -> None:
    strict = termijn("2026-09-05T11:00:00+02:00", "--regel", "strict")
    atw = termijn("2026-09-05T11:00:00+02:00", "--regel", "atw")

    assert (strict[0], atw[0]) == ("2026-09-19", "2026-09-21")


def test_the_command_follows_the_rule_of_the_settings(settings: Settings) -> None:
    settings.DEADLINE_RULE = "atw"

    lines = termijn("2026-09-05T11:00:00+02:00")

    assert lines[0] == "2026-09-21"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["2026-09-01T09:00:00"],
            (
                "“2026-09-01T09:00:00” heeft geen tijdzone, dus de dag staat niet vast. "
                "Schrijf het zo: 2026-09-01T09:00:00+02:00"
            ),
        ),
        (
            ["2026-09-01"],
            (
                "“2026-09-01” heeft geen tijdzone, dus de dag staat niet vast. "
                "Schrijf het zo: 2026-09-01T09:00:00+02:00"
            ),
        ),
        (
            ["morgen"],
            "“morgen” is geen datum met tijd. Schrijf het zo: 2026-09-01T09:00:00+02:00",
        ),
        (
            ["2026-02-29T09:00:00+01:00"],
            (
                "“2026-02-29T09:00:00+01:00” is geen datum met tijd. "
                "Schrijf het zo: 2026-09-01T09:00:00+02:00"
            ),
        ),
        (
            ["9999-12-31T09:00:00+01:00"],
            "De termijn van “9999-12-31T09:00:00+01:00” loopt buiten de kalender.",
        ),
        (
            ["2026-09-01T09:00:00+02:00", "--regel", "soepel"],
            "“soepel” is geen regel. Kies uit: strict, atw.",
        ),
    ],
    ids=["no time zone", "only a date", "a word", "no such day", "end of the calendar", "no rule"],
)
def test_the_command_refuses_in_dutch_what_it_cannot_count(
    arguments: list[str], words: str
) -> None:
    with pytest.raises(CommandError) as refusal:
        termijn(*arguments)

    assert str(refusal.value) == words


def test_the_command_asks_for_a_moment_in_dutch() -> None:
    with pytest.raises(CommandError) as refusal:
        termijn()

    assert str(refusal.value) == (
        "Error: Geef het moment van uitbrengen, zoals 2026-09-01T09:00:00+02:00"
    )
