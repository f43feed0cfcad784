"""What our script adds in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

SCRIPT = Path(__file__).resolve().parents[2] / "static" / "src" / "enhance.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FORM = """
<form method="{method}" target="answers" action="about:blank">
  <button type="submit">Uitbrengen</button>
</form>
<iframe name="answers" title="antwoorden"></iframe>
"""
COUNT = """() => {
  window.sent = 0;
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) window.sent += 1;
    event.preventDefault();
  });
}"""


@pytest.fixture(name="tab")
def _tab() -> Iterator[Page]:
    """An empty tab of a browser of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser.new_page()
        browser.close()


def show(tab: Page, content: str) -> None:
    """Open a page with our script, and count what it lets through."""
    tab.set_content(f"<main>{content}</main>")
    tab.add_script_tag(path=SCRIPT)
    tab.evaluate(COUNT)


def test_a_double_click_sends_a_form_once(tab: Page) -> None:
    show(tab, FORM.format(method="post"))

    tab.dblclick("button")

    assert tab.evaluate("window.sent") == 1
    assert tab.get_attribute("button", "aria-disabled") == "true"


def test_a_search_may_be_repeated(tab: Page) -> None:
    show(tab, FORM.format(method="get"))

    tab.dblclick("button")

    assert tab.evaluate("window.sent") == 2


def test_a_page_that_the_back_button_brings_back_can_be_sent_again(tab: Page) -> None:
    show(tab, FORM.format(method="post"))
    tab.click("button")

    tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    tab.click("button")

    assert tab.evaluate("window.sent") == 2
