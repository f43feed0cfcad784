"""A real browser that shows what hostile text became; nothing of it may run or be fetched.

The pages come from the application in this process, with their own headers, so that a page of a
record that is rolled back afterwards is still shown as it would be.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from chromium import CHROMIUM, FLAGS
from django.contrib.staticfiles import finders
from django.db import transaction
from django.http import HttpResponse
from drill.entrances import Entrance, browser_like
from drill.filling import dense
from drill.hostile import MARK
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route, sync_playwright

HOST = "http://testserver"
WATCH = f"""
  window.ran = 0;
  window.refused = [];
  window.{MARK} = () => {{ window.ran += 1; }};
  document.addEventListener("securitypolicyviolation", (event) => {{
    window.refused.push(`${{event.violatedDirective}} ${{event.blockedURI}}`);
  }});
"""


class Window:
    """A page of a browser that shows answers as if they came from the application.

    It knows what was fetched, what ran, and what the policy of the page refused.
    """

    def __init__(self, page: Page) -> None:
        """Watch this page from its first request on."""
        self._page, self._answer = page, HttpResponse()
        self._fetched: list[str] = []
        page.add_init_script(WATCH)
        page.route("**/*", self._serve)

    def opened(self, path: str, answer: HttpResponse) -> Iterator[str]:
        """Yield what ran, was refused or was fetched from elsewhere when this answer is shown."""
        self._answer, self._fetched = answer, []
        try:
            self._page.goto(HOST + path, wait_until="load")
        except PlaywrightError as error:
            yield f"niet te tonen: {error.message[:200]}"
            return
        ran, refused = self._page.evaluate("[window.ran, window.refused]")
        if ran:
            yield "een script uit de invoer is uitgevoerd"
        yield from (f"het beleid hield iets tegen: {what}" for what in refused)
        for address in self._fetched[1:]:
            if MARK in address or not address.startswith(HOST):
                yield f"haalde {address[:80]}"

    def _serve(self, route: Route) -> None:
        address, answer = route.request.url, self._answer
        file = finders.find(address.partition("/static/")[2])
        if address.startswith(f"{HOST}/static/") and file:
            route.fulfill(path=file)
            return
        self._fetched.append(address)
        if len(self._fetched) > 1:
            route.abort()
            return
        headers = {name: value for name, value in answer.items() if name != "Content-Length"}
        route.fulfill(status=answer.status_code, headers=headers, body=answer.content)


@contextmanager
def browser() -> Generator[Window, None, None]:
    """Yield a window of a browser of its own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield Window(chromium.new_page())
        chromium.close()


def shown(window: Window, entrance: Entrance) -> Iterator[str]:
    """Yield what is wrong in a browser after a form was sent full of hostile text."""
    with transaction.atomic():
        for path, answer in _answers(entrance):
            yield from (f"in de browser, {path}: {wrong}" for wrong in window.opened(path, answer))
        transaction.set_rollback(True)


def _answers(entrance: Entrance) -> Iterator[tuple[str, HttpResponse]]:
    """Yield the answer to the form itself, the page to which it leads, and the form once more."""
    client = browser_like(entrance.client)
    answer = entrance.send(dense(entrance.controls))
    client.cookies.update(answer.cookies)
    paths = [entrance.address]
    if answer.headers.get("Location", "").startswith("/"):
        paths.insert(0, answer.headers["Location"])
    elif is_page(answer):
        yield entrance.address, answer
    if entrance.takes(answer):
        for path in paths:
            again = client.get(path)
            if is_page(again):
                yield path, again


def is_page(answer: HttpResponse) -> bool:
    """Return whether a browser shows this as a page: not a redirect, nothing empty, no file."""
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    is_shown = "Location" not in answer.headers and not answer.streaming
    return is_html and is_shown and bool(answer.content)
