"""What our script adds in a real browser."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "static" / "src" / "enhance.js"
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


def show(page: Page, content: str) -> None:
    """Open a page with our script, and count what it lets through."""
    page.set_content(f"<main>{content}</main>")
    page.add_script_tag(path=SCRIPT)
    page.evaluate(COUNT)


def test_a_double_click_sends_a_form_once(page: Page) -> None:
    show(page, FORM.format(method="post"))

    page.dblclick("button")

    assert page.evaluate("window.sent") == 1
    assert page.get_attribute("button", "aria-disabled") == "true"


def test_a_search_may_be_repeated(page: Page) -> None:
    show(page, FORM.format(method="get"))

    page.dblclick("button")

    assert page.evaluate("window.sent") == 2


def test_a_page_that_the_back_button_brings_back_can_be_sent_again(page: Page) -> None:
    show(page, FORM.format(method="post"))
    page.click("button")

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    page.click("button")

    assert page.evaluate("window.sent") == 2
