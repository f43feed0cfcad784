"""The pictures in README and handleiding.

``bin/test tests/browser/test_pictures.py --pictures`` renews them all.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import looking
import pages
import pytest
from living_house import LivingHouse
from PIL import Image
from playwright.sync_api import BrowserContext, Page, StorageState

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "beeld"
PICTURE = PICTURES / "signaal-openbaar.png"
SIZE = {"width": 1280, "height": 1400}
MOST_BYTES = 300_000
DESK = {"width": 1000, "height": 900}
MOST_BYTES_IN_THE_HANDBOOK = 150_000
TO_THE_TOP = """heading => {
  const panel = heading.closest('.mit-panel');
  (panel || heading).scrollIntoView();
  scrollBy(0, -12);
}"""


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture of the handleiding; ``at`` is the heading to which the page is scrolled."""

    name: str
    who: str
    address: str
    at: str
    is_phone: bool = False

    def __str__(self) -> str:
        """Return the name under which its test runs."""
        return self.name

    @property
    def size(self) -> dict[str, int]:
        """Return the size of the window."""
        return looking.PHONE if self.is_phone else DESK


HANDBOOK = (
    Shot(name="nu-te-doen", who=pages.CPO, address="/werk/", at="Nu te doen"),
    Shot(
        name="registreren-telefoon",
        who=pages.SECRETARY,
        address="/werk/aanleidingen/nieuw/",
        at="Aanleiding vastleggen",
        is_phone=True,
    ),
    Shot(
        name="weging-sluiten",
        who=pages.CPO,
        address="/werk/wegingen/{weighing_ready}/sluiten/",
        at="Weging sluiten",
    ),
    Shot(
        name="signaalpagina",
        who=pages.SECRETARY,
        address="/werk/signalen/{waiting}/",
        at="Stel een commissie MIT in vanwege kristalgriep",
    ),
    Shot(
        name="uitbrengen",
        who=pages.CPO,
        address="/werk/signalen/{adopted}/uitbrengen/",
        at="Uitbrengen aan de SG",
    ),
    Shot(
        name="formulier-bureau-sg",
        who=pages.SG,
        address="/werk/signalen/{waiting}/reactie/",
        at="De reactie van de secretaris-generaal",
    ),
    Shot(
        name="ontvangstbewijs",
        who=pages.SG,
        address="/werk/signalen/{answered}/",
        at="Ontvangstbewijs",
    ),
    Shot(name="waarneming", who=pages.CPO, address="/werk/waarneming/", at="Waarneming"),
)


@pytest.fixture
def signal_page(living: LivingHouse, new_visit: Callable[..., BrowserContext]) -> Page:
    page = new_visit(viewport=SIZE).new_page()
    page.goto(living.fill_in("/signalen/{number}/"))
    return page


def test_the_readme_shows_the_public_page_of_a_signal(
    signal_page: Page, pytestconfig: pytest.Config
) -> None:
    picture = small(signal_page.screenshot())

    keep(PICTURE, picture, pytestconfig)
    kept = Image.open(PICTURE)
    assert kept.size == (SIZE["width"], SIZE["height"])
    assert PICTURE.stat().st_size <= MOST_BYTES
    assert len(picture) <= MOST_BYTES


@pytest.mark.parametrize("shot", HANDBOOK, ids=str)
def test_the_handleiding_shows_the_page_as_it_is(
    shot: Shot,
    living: LivingHouse,
    new_visit: Callable[..., BrowserContext],
    signed_in: Callable[[str], StorageState],
    pytestconfig: pytest.Config,
) -> None:
    file = PICTURES / f"{shot.name}.png"
    with new_visit(viewport=shot.size, storage_state=signed_in(shot.who)) as context:
        page = context.new_page()
        page.goto(living.fill_in(shot.address))
        page.get_by_role("heading", name=shot.at).first.evaluate(TO_THE_TOP)

        picture = small(page.screenshot())

    keep(file, picture, pytestconfig)
    assert Image.open(file).size == (shot.size["width"], shot.size["height"])
    assert file.stat().st_size <= MOST_BYTES_IN_THE_HANDBOOK
    assert len(picture) <= MOST_BYTES_IN_THE_HANDBOOK


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


def keep(file: Path, picture: bytes, pytestconfig: pytest.Config) -> None:
    """Renew a picture in the documentation when that is asked."""
    if pytestconfig.getoption("--pictures", default=False):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture)


def small(picture: bytes) -> bytes:
    """Return the picture with few colours, which is enough for a page of text."""
    data = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("P", palette=Image.Palette.ADAPTIVE, colors=64)
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
