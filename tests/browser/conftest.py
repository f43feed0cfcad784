"""A house that runs, and people in front of it with a real browser."""

import tempfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import living_house
import looking
import pytest
from living_house import LivingHouse
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from mit_waakstand.embedded.plan import DEMO_PASSWORD

DESKTOP = looking.DESKTOP
PHONE = looking.PHONE
PATIENCE = 15_000  # milliseconds; a PDF on a busy machine

SignIn = Callable[[str], Page]
LAST = {"test_versions_by_hand.py"}  # changes what other tests look at


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("MIT in waakstand")
    group.addoption(
        "--screenshots", type=Path, help="save every page, wide and narrow, in this directory"
    )
    group.addoption("--pictures", action="store_true", help="renew the pictures in docs/beeld")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name in LAST)


@pytest.fixture(scope="session")
def camera(pytestconfig: pytest.Config) -> Callable[[Page, str], None]:
    """Return what saves a page as it looks on a desk and on a telephone, when that is asked."""
    directory: Path | None = pytestconfig.getoption("--screenshots", default=None)

    def take(page: Page, name: str) -> None:
        if directory is None:
            return
        for width, kind in ((DESKTOP, "breed"), (PHONE, "smal")):
            page.set_viewport_size(width)
            page.screenshot(path=directory / f"{name}-{kind}.png", full_page=True)
        page.set_viewport_size(DESKTOP)

    return take


@pytest.fixture(scope="session")
def living() -> Generator[LivingHouse, None, None]:
    with tempfile.TemporaryDirectory(prefix="mit-browser-") as name:
        Path(name).chmod(0o755)
        with living_house.running(Path(name) / "staat") as running:
            yield running


@pytest.fixture(scope="session")
def new_visit(browser: Browser, living: LivingHouse) -> Callable[..., BrowserContext]:
    """Return what makes a context: somebody who sits down at a browser of his own."""

    def visit(**options: Any) -> BrowserContext:
        settings = {"base_url": living.address, "locale": "nl-NL", "viewport": DESKTOP, **options}
        context = browser.new_context(**settings)
        context.set_default_timeout(PATIENCE)
        return context

    return visit


@pytest.fixture(scope="session")
def signed_in(new_visit: Callable[..., BrowserContext]) -> Callable[[str], StorageState]:
    """Return what signs somebody in, once a run; the state can be given to any context."""
    states: dict[str, StorageState] = {}

    def sign_in_once(username: str) -> StorageState:
        if username not in states:
            with new_visit() as context:
                sign_in(context.new_page(), username)
                states[username] = context.storage_state()
        return states[username]

    return sign_in_once


@pytest.fixture(scope="module")
def at_desk(new_visit: Callable[..., BrowserContext]) -> Generator[SignIn, None, None]:
    """Return what seats somebody at a desk of his own and signs him in by hand."""
    contexts: list[BrowserContext] = []

    def seat(username: str, **options: Any) -> Page:
        contexts.append(new_visit(**options))
        page = contexts[-1].new_page()
        sign_in(page, username)
        return page

    yield seat
    for context in contexts:
        context.close()


def sign_in(page: Page, username: str) -> None:
    """Sign in by hand; ends at Nu te doen."""
    page.goto("/aanmelden/")
    page.get_by_label("Gebruikersnaam of e-mailadres").fill(username)
    page.get_by_label("Wachtwoord").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/werk/")
