"""Versions by hand: adopted, used in a weighing, and replaced without touching that weighing.

It comes after every test that looks at the versions of the demonstration (``conftest.py``).
"""

import re
from collections.abc import Callable
from datetime import date

import people
from playwright.sync_api import Page, expect

SignIn = Callable[..., Page]
TODAY = f"{date.today():%d-%m-%Y}"  # noqa: DTZ011  (as somebody types it in Dutch)
DISEASE = "Pauwkoorts (verzonnen ziekte)"


def adopt(page: Page, number: str) -> None:
    """Adopt a version of the weegvragen as the CPO."""
    page.goto("/werk/weegvragen/")
    people.follow(page, f"Versie {number}")
    people.follow(page, "Vaststellen")
    people.choose(page, "in een schriftelijke ronde")
    people.fill(page, "Datum van het besluit", TODAY)
    people.fill(page, "Welke vergadering of schriftelijke ronde?", "mailronde van vandaag")
    people.press(page, "Vaststellen")
    people.expect_state(page, "vastgesteld")


def weigh(page: Page) -> str:
    """Open a weighing as the CPO; return its address."""
    page.goto("/werk/aanleidingen/nieuw/")
    people.choose(page, "A1-status van een infectieziekte")
    people.fill(page, "Ziekte", DISEASE)
    people.press(page, "Vastleggen")
    page.get_by_label(re.compile("Floris de Bedachte – economie")).check()  # warns of his interest
    people.press(page, "Weging openen")
    page.get_by_role("main").get_by_role("link", name=re.compile("weging van")).click()
    people.expect_state(page, "open")
    return page.url


def write_the_next(page: Page, number: str) -> None:
    """Begin on the next version as the secretaris, and change a question."""
    page.goto("/werk/weegvragen/")
    people.follow(page, "Nieuwe versie beginnen")
    people.fill(page, "Nummer", number)
    people.press(page, "Beginnen")
    people.follow(page, "Inhoud wijzigen")
    people.follow(page, "Wijzigen Vraag 1")
    people.fill(page, "Vraag", "Kan dit heel Nederland raken?")
    people.press(page, "Opslaan")


def test_a_weighing_keeps_the_version_with_which_it_began(at_desk: SignIn) -> None:
    cpo, secretary = at_desk("cpo"), at_desk("secretaris")
    adopt(cpo, "0.3")
    weighing = weigh(cpo)
    expect(cpo.get_by_role("main")).to_contain_text("versie 0.3, vastgelegd bij het openen")

    write_the_next(secretary, "0.4")
    adopt(cpo, "0.4")

    cpo.goto(weighing)
    expect(cpo.get_by_role("main")).to_contain_text("versie 0.3, vastgelegd bij het openen")
    expect(cpo.get_by_role("main")).not_to_contain_text("Kan dit heel Nederland raken?")
    cpo.goto("/werk/weegvragen/")
    replaced = cpo.get_by_role("row").filter(has_text="Versie 0.3")
    expect(replaced).to_contain_text("vervangen")
