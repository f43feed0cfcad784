"""The picture in the README; ``bin/test tests/browser/test_pictures.py --pictures`` renews it."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from living_house import LivingHouse
from PIL import Image
from playwright.sync_api import BrowserContext, Page

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "beeld" / "signaal-openbaar.png"
SIZE = {"width": 1280, "height": 1400}
MOST_BYTES = 300_000


@pytest.fixture
def signal_page(living: LivingHouse, new_visit: Callable[..., BrowserContext]) -> Page:
    page = new_visit(viewport=SIZE).new_page()
    page.goto(living.fill_in("/signalen/{number}/"))
    return page


def test_the_readme_shows_the_public_page_of_a_signal(
    signal_page: Page, pytestconfig: pytest.Config
) -> None:
    picture = small(signal_page.screenshot())

    if pytestconfig.getoption("--pictures", default=False):
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_bytes(picture)
    kept = Image.open(PICTURE)
    assert kept.size == (SIZE["width"], SIZE["height"])
    assert PICTURE.stat().st_size <= MOST_BYTES
    assert len(picture) <= MOST_BYTES


def test_on_paper_a_signal_is_text_without_navigation(signal_page: Page) -> None:
    signal_page.emulate_media(media="print")

    shown = {
        name: signal_page.get_by_role(role, name=name).is_visible()  # type: ignore[arg-type]
        for role, name in (
            ("navigation", "Hoofdmenu"),
            ("navigation", "Kruimelpad"),
            ("region", "Tijdlijn"),
            ("region", "De reactie"),
        )
    }

    assert shown == {
        "Hoofdmenu": False,
        "Kruimelpad": False,
        "Tijdlijn": True,
        "De reactie": True,
    }
    assert signal_page.get_by_text("Demonstratie met fictieve gegevens").is_visible()


def small(picture: bytes) -> bytes:
    """Return the picture with few colours, which is enough for a page of text."""
    data = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("P", palette=Image.Palette.ADAPTIVE, colors=64)
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
