"""What the apps offer to the whole: one table, a name is given once."""

import pytest

from mit_waakstand.offers import Offers
from mit_waakstand.outbox import kinds


def test_an_offer_is_found_under_its_name() -> None:
    greetings: Offers = Offers("nergens")

    @greetings("groet")
    def greet() -> str:
        return "dag"

    assert greetings["groet"] is greet
    assert greetings["groet"]() == "dag"


def test_a_name_is_given_once() -> None:
    greetings: Offers = Offers("nergens")
    greetings("groet")(lambda: "dag")

    with pytest.raises(ValueError, match="'groet' is offered twice in nergens"):
        greetings("groet")(lambda: "hoi")

    assert greetings["groet"]() == "dag"


def test_what_nobody_offers_is_an_error() -> None:
    greetings: Offers = Offers("nergens")

    with pytest.raises(KeyError):
        greetings["groet"]


def test_the_names_come_in_one_order() -> None:
    letters: Offers = Offers("nergens")
    for name in "cab":
        letters(name)(lambda: None)

    names = list(letters)

    assert names == ["a", "b", "c"]


def test_the_apps_are_asked_for_what_they_offer() -> None:
    names = list(kinds)

    assert names == sorted(names)
    assert {"bake", "mail_issued", "make_letter"} <= {*names}
