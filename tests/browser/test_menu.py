"""The main menu: folded on a telephone, and it opens with the keyboard; unfolded on a desk."""

from collections.abc import Callable

import pages
import pytest
from looking import DESKTOP, PHONE
from playwright.sync_api import BrowserContext, Page, StorageState, expect


@pytest.fixture
def page(
    new_visit: Callable[..., BrowserContext], signed_in: Callable[[str], StorageState]
) -> Page:
    context = new_visit(storage_state=signed_in(pages.CPO), java_script_enabled=False)
    return context.new_page()


def test_the_menu_folds_on_a_telephone_and_opens_with_the_keyboard(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/werk/")
    menu, places = page.locator(".mit-menu > summary"), page.get_by_role("navigation").first
    folded = places.get_by_role("link").count()

    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert folded == 0
    expect(places.get_by_role("link", name="Nu te doen")).to_be_focused()
    expect(places.get_by_role("link", name="Signalen")).to_be_visible()


def test_the_menu_stands_open_on_a_desk(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("/werk/")

    places = page.get_by_role("navigation", name="Hoofdmenu")

    expect(page.locator(".mit-menu")).to_be_hidden()
    expect(places.get_by_role("link", name="Signaleren")).to_have_count(1)
    expect(places.get_by_role("link", name="Signalen")).to_have_count(0)
    places.get_by_role("link", name="Signaleren").click()
    expect(places.get_by_role("link", name="Signaleren")).to_have_attribute("aria-current", "true")
    expect(places.get_by_role("link", name="Signalen")).to_be_visible()
