"""Nothing that somebody types is lost, tried in a real browser (issue 3 §3, front.md 5)."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import looking
import pytest
from as_time_does import end_sign_in
from living_house import LivingHouse
from playwright.sync_api import Page, expect

from mit_waakstand.embedded.plan import DEMO_PASSWORD

SignIn = Callable[..., Page]
TEXT = "Tekst van de brief"


@pytest.fixture
def seat(at_desk: SignIn) -> SignIn:
    """Return what seats somebody whose browser notes what ``looking`` asks."""

    def sit_down(username: str, **options: Any) -> Page:
        page = at_desk(username, **options)
        page.context.add_init_script(looking.WATCH)
        return page

    return sit_down


@pytest.fixture
def address(living: LivingHouse) -> str:
    return living.fill_in("/werk/signalen/{concept_to_adopt}/bewerken/")


def fill_in_sign_in(page: Page, username: str) -> None:
    page.get_by_label("Gebruikersnaam of e-mailadres").fill(username)
    page.get_by_label("Wachtwoord").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()


def main_words(page: Page) -> str:
    return page.get_by_role("main").inner_text()


def test_a_text_survives_the_end_of_a_sign_in_up_to_saving_it(
    seat: SignIn, living: LivingHouse, address: str
) -> None:
    page = seat("secretaris")
    page.goto(address)
    page.get_by_label(TEXT).fill("Een uur lang geschreven.")
    end_sign_in(living, page.context)

    page.get_by_role("button", name="Tekst opslaan").click()
    page.get_by_text("Uw tekst is bewaard. Meld u aan").wait_for()
    fill_in_sign_in(page, "secretaris")
    page.get_by_text("Hieronder staat uw niet-opgeslagen tekst van").wait_for()

    assert looking.findings(page, is_exercise=False, has_errors=False) == []
    expect(page.get_by_label(TEXT)).to_have_value("Een uur lang geschreven.")
    page.get_by_role("button", name="Tekst opslaan").click()
    page.get_by_text("De tekst is opgeslagen.").wait_for()
    page.goto(address)
    expect(page.get_by_label(TEXT)).to_have_value("Een uur lang geschreven.")
    assert "niet-opgeslagen tekst" not in main_words(page)


def test_typing_is_kept_by_itself_and_waits_at_another_desk(seat: SignIn, address: str) -> None:
    page = seat("secretaris")
    page.goto(address)

    page.get_by_label(TEXT).fill("Halverwege.")
    page.get_by_text("Bewaard om").wait_for()

    elsewhere = seat("secretaris")
    elsewhere.goto(address)
    assert "U heeft hier een niet-opgeslagen tekst van" in main_words(elsewhere)
    assert looking.findings(elsewhere, is_exercise=False, has_errors=False) == []
    elsewhere.get_by_role("link", name="Verder met deze tekst").click()
    expect(elsewhere.get_by_label(TEXT)).to_have_value("Halverwege.")
    elsewhere.get_by_role("button", name="Weggooien").click()
    elsewhere.get_by_text("De bewaarde tekst is weggegooid.").wait_for()


def test_after_signing_in_in_a_new_window_the_old_one_goes_on(
    seat: SignIn, living: LivingHouse, address: str
) -> None:
    page = seat("secretaris")
    page.goto(address)
    end_sign_in(living, page.context)
    page.get_by_label(TEXT).fill("Voor het aanmelden.")
    page.get_by_text("U bent afgemeld.").wait_for()

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Aanmelden in een nieuw venster").click()
    fill_in_sign_in(opened.value, "secretaris")
    opened.value.wait_for_url("**/werk/")
    page.get_by_label(TEXT).fill("Na het aanmelden.")
    expect(page.get_by_role("status").last).to_have_text(  # no word of signing out any more
        re.compile(r"^Bewaard om \d\d:\d\d\.$")
    )
    page.get_by_role("button", name="Tekst opslaan").click()

    page.get_by_text("De tekst is opgeslagen.").wait_for()
    page.goto(address)
    expect(page.get_by_label(TEXT)).to_have_value("Na het aanmelden.")


def test_without_script_the_button_keeps_the_text(seat: SignIn, address: str) -> None:
    page = seat("secretaris", java_script_enabled=False)
    page.goto(address)
    page.get_by_label(TEXT).fill("Zonder script.")

    page.get_by_role("button", name="Tussentijds bewaren").click()

    page.get_by_text("U hebt het formulier nog niet verstuurd.").wait_for()
    expect(page.get_by_label(TEXT)).to_have_value("Zonder script.")
    page.get_by_role("button", name="Weggooien").click()


def test_two_editors_are_warned_and_see_what_differs(seat: SignIn, address: str) -> None:
    secretary, cpo = seat("secretaris"), seat("cpo")
    secretary.goto(address)
    cpo.goto(address)
    assert "heeft deze tekst ook open" in main_words(cpo)
    secretary.get_by_label(TEXT).fill("Wij vragen een commissie.")
    cpo.get_by_label(TEXT).fill("Wij vragen geen commissie.")

    secretary.get_by_role("button", name="Tekst opslaan").click()
    secretary.get_by_text("De tekst is opgeslagen.").wait_for()
    cpo.get_by_role("button", name="Tekst opslaan").click()
    cpo.get_by_role("heading", name="Het verschil").wait_for()

    gone, new = (cpo.locator(f".mit-comparison {tag}").inner_text() for tag in ("del", "ins"))
    assert gone.split() == ["[alleen", "in", "de", "opgeslagen", "tekst:", "een", "]"]
    assert new.split() == ["[alleen", "in", "uw", "tekst:", "geen", "]"]
    assert looking.findings(cpo, is_exercise=False, has_errors=True) == []
    cpo.get_by_role("button", name="Tekst opslaan").click()
    cpo.get_by_text("De tekst is opgeslagen.").wait_for()


def test_a_calendar_address_is_shown_once(seat: SignIn) -> None:
    page = seat("cpo")
    page.goto("/werk/agenda/")

    page.get_by_role("button", name="Adres maken").click()
    secret = page.locator("code").inner_text()

    assert looking.findings(page, is_exercise=False, has_errors=False) == []
    calendar = page.request.get(urlsplit(secret).path)
    assert calendar.text().startswith("BEGIN:VCALENDAR")
    page.goto("/werk/agenda/")
    assert secret not in page.content()
    page.get_by_role("button", name="Adres intrekken").click()
    page.get_by_text("Uw agenda-adres werkt niet meer.").wait_for()
    assert page.request.get(urlsplit(secret).path).status == 404
