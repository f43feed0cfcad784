"""The README promises what the demonstration has."""

import re
from pathlib import Path

from mit_waakstand.demo import people
from mit_waakstand.embedded import house, plan

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_accounts_are_those_of_the_demonstration() -> None:
    table = README.split("| account |", 1)[1].split("\n\n", 1)[0]

    accounts = re.findall(r"^\| `(\w+)`", table, flags=re.MULTILINE)

    assert accounts == list(people.PEOPLE)
    assert accounts == house.DEMO_ACCOUNTS.split(", ")


def test_the_password_is_that_of_the_demonstration() -> None:
    promised = re.findall(r"wachtwoord `([^`]+)`", README)

    assert promised == [people.DEFAULT_PASSWORD]
    assert plan.DEMO_PASSWORD == people.DEFAULT_PASSWORD


def test_it_names_the_two_commands_the_young_packages_and_the_licence() -> None:
    words = ("bin/start", "bin/test", "alleen voor demonstratie en tests", "EUPL-1.2")

    missing = [word for word in words if word not in README]

    assert missing == []
