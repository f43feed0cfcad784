"""What our script adds in a real browser."""

from pathlib import Path

from playwright.sync_api import Page, Route, expect

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


KEPT_FORM = """
<form method="post" action="https://test.invalid/form">
  <input type="hidden" name="csrfmiddlewaretoken" value="old">
  <label>Tekst <textarea name="text"></textarea></label>
  <input type="file" name="letter">
  <input type="hidden" name="keep_as" value="slip" data-keep="https://test.invalid/keep">
  <p role="status" data-kept></p>
  <p hidden data-sign-in><a href="#">Aanmelden in een nieuw venster</a></p>
</form>
"""


def show_form(route: Route) -> None:
    route.fulfill(body=KEPT_FORM, content_type="text/html")


def type_and_keep(page: Page, **answer: object) -> list[str]:
    """Type a text in a form that is kept; return what was sent once the page said something."""
    sent: list[str] = []

    def reply(route: Route) -> None:
        sent.append(route.request.post_data or "")
        if answer:
            route.fulfill(**answer)
        else:
            route.abort()

    page.set_default_timeout(10_000)
    page.route("https://test.invalid/", show_form)
    page.route("https://test.invalid/keep", reply)
    page.goto("https://test.invalid/")
    page.add_script_tag(path=SCRIPT)
    page.get_by_label("Tekst").fill("Half & half")
    expect(page.get_by_role("status")).not_to_be_empty()
    return sent


def said(page: Page) -> tuple[str, bool]:
    """Return what the page says, and whether it offers to sign in."""
    return page.get_by_role("status").inner_text(), page.get_by_role("link").is_visible()


def test_typing_is_sent_without_files_a_moment_after_it_stops(page: Page) -> None:
    sent = type_and_keep(page, json={"said": "Bewaard om 14:03.", "token": ""})

    assert sent == ["text=Half+%26+half&keep_as=slip&csrfmiddlewaretoken=old"]
    assert said(page) == ("Bewaard om 14:03.", False)


def test_a_sign_in_that_ended_is_said_with_the_way_back(page: Page) -> None:
    type_and_keep(page, status=401, json={"said": "U bent afgemeld.", "token": ""})

    assert said(page) == ("U bent afgemeld.", True)


def test_a_new_token_takes_the_place_of_the_old_one(page: Page) -> None:
    type_and_keep(page, status=403, json={"said": "Bewaard om 14:03.", "token": "new"})

    assert page.locator("[name=csrfmiddlewaretoken]").input_value() == "new"
    assert said(page) == ("Bewaard om 14:03.", False)


def test_without_connection_the_page_says_that_nothing_was_kept(page: Page) -> None:
    type_and_keep(page)

    assert said(page) == ("Niet bewaard: geen verbinding. Uw tekst staat hier nog.", False)
