"""What the public pages look like: baked beside them, and a style sheet of the house over ours."""

import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from lxml import html
from playwright.sync_api import Browser, Route
from publication_samples import a_published_signal
from pytest_django import Settings
from test_published import ask, django

from mit_waakstand.headers import LASTING_HEADERS
from mit_waakstand.public_site import bake
from mit_waakstand.public_site.for_people import style
from mit_waakstand.public_site.serving.published import PublishedPages

FONT = b"wOF2 een letter"
THEME = """
/* Huisstijl; ontleend aan https://voorbeeld.invalid/stijl */
@font-face { font-family: "Huis"; src: url('letters/Huis_Letter.woff2') format("woff2"); }
:root { --mit-color-petrol-dark: #4b0082; --mit-font: "Huis", serif; }
"""


@pytest.fixture
def theme(tmp_path: Path, settings: Settings) -> Path:
    """A style sheet of the house, with a letter of its own."""
    css = tmp_path / "huis" / "huisstijl.css"
    (css.parent / "letters").mkdir(parents=True)
    (css.parent / "letters" / "Huis_Letter.woff2").write_bytes(FONT)
    css.write_text(THEME, encoding="utf-8")
    settings.STYLE_CSS = css
    return css


def asked_for(page: Path) -> list[str]:
    """Return the addresses that a page loads by itself, in order."""
    tree = html.fromstring(page.read_bytes())
    return [
        str(address) for address in tree.xpath("//link[@rel='icon' or @rel='stylesheet']/@href")
    ]


def sheets(root: Path) -> list[str]:
    """Return the names of the style sheets that the home page asks for, without their hash."""
    found = [address for address in asked_for(root / "index.html") if address.endswith(".css")]
    return [re.sub(r"\.[0-9a-f]{12}\.", ".", address) for address in found]


@pytest.mark.django_db
class TestOfTheSite:
    """The site as a directory."""

    def test_a_page_loads_only_what_stands_in_the_same_directory(self, public_root: Path) -> None:
        bake.publication(a_published_signal())

        page = public_root / "signalen" / "miw-2026-01" / "index.html"
        loaded = asked_for(page)
        css = (public_root / loaded[-1][1:]).read_text(encoding="utf-8")
        fonts = re.findall(r'url\("([^"]+)"\)', css)
        assert len(fonts) == 4
        files = [*(address[1:] for address in loaded), *(f"opmaak/{name}" for name in fonts)]
        assert [path for path in files if not (public_root / path).is_file()] == []
        assert "/static/" not in page.read_text(encoding="utf-8")
        assert "<script" not in page.read_text(encoding="utf-8")

    def test_a_name_holds_the_hash_of_the_content(self, public_root: Path) -> None:
        bake.everything()

        found = [file for file in (public_root / "opmaak").iterdir() if file.suffix != ".br"]
        named = {file.name.split(".")[1]: file for file in found if file.suffix != ".gz"}
        assert len(named) == 6
        for digest, file in named.items():
            assert hashlib.sha256(file.read_bytes()).hexdigest()[:12] == digest

    def test_what_never_changes_may_be_kept_for_ever(self, public_root: Path) -> None:
        bake.everything()
        pages = PublishedPages(django, public_root)

        answers = [ask(pages, f"/{page.path}") for page in style.files()]

        assert {answer.status for answer in answers} == {"200 OK"}
        assert [set(LASTING_HEADERS) <= set(answer.headers.items()) for answer in answers] == (
            [True] * 6
        )

    def test_an_older_look_stays_for_some_versions(self, theme: Path, public_root: Path) -> None:
        for number in range(6):
            theme.write_text(f":root {{ --mit-space-1: {number}px; }}", encoding="utf-8")
            bake.everything()

        texts = [file.read_text() for file in (public_root / "opmaak").glob("huisstijl.*.css")]

        assert sorted(texts) == [
            f":root {{ --mit-space-1: {number}px; }}" for number in (2, 3, 4, 5)
        ]


@pytest.mark.django_db
class TestOfTheHouse:
    """MIT_HUISSTIJL_CSS."""

    def test_comes_after_ours_with_its_own_letters_and_a_hash(
        self, theme: Path, public_root: Path
    ) -> None:
        bake.everything()

        address = asked_for(public_root / "index.html")[-1]
        text = (public_root / address[1:]).read_text(encoding="utf-8")
        wanted = re.findall(r"url\(\"(.+?)\"\)", text)
        assert theme.is_file()
        assert sheets(public_root) == ["/opmaak/site.css", "/opmaak/huisstijl.css"]
        assert (public_root / "opmaak" / wanted[0]).read_bytes() == FONT
        assert "--mit-color-petrol-dark: #4b0082" in text

    def test_a_page_without_one_has_our_sheet_alone(self, public_root: Path) -> None:
        bake.everything()

        assert sheets(public_root) == ["/opmaak/site.css"]

    @pytest.mark.parametrize(
        "text",
        [
            '@import "andere.css";',
            "a { background: url(https://volger.invalid/x.svg); }",
            "a { background: URL( '//volger.invalid/x.svg' ); }",
            "a { background: url(data:image/svg+xml,x); }",
            "a { background: url(../geheim.svg); }",
            "a { background: url(/etc/hostname); }",
            "a { background: url(is-er-niet.svg); }",
            "a { background: image-set('letters/Huis_Letter.woff2' 1x); }",
        ],
    )
    def test_a_sheet_that_asks_for_something_from_elsewhere_is_refused(
        self, theme: Path, text: str, public_root: Path
    ) -> None:
        (theme.parent.parent / "geheim.svg").write_text("<svg/>")
        theme.write_text(text, encoding="utf-8")

        with pytest.raises(ImproperlyConfigured, match="Een stijlblad mag alleen verwijzen naar"):
            bake.everything()

        assert not (public_root / "index.html").exists()

    def test_a_sheet_that_disappears_is_missed_loudly(self, theme: Path) -> None:
        theme.unlink()

        with pytest.raises(ImproperlyConfigured, match="is er niet of is niet te lezen"):
            bake.everything()

    def test_a_token_of_the_house_changes_what_a_reader_sees(
        self, theme: Path, public_root: Path, browser: Browser
    ) -> None:
        bake.everything()
        pages = PublishedPages(django, public_root)

        with browser.new_context() as context:
            page = context.new_page()
            context.route("**/*", lambda route: _answer(route, pages))
            page.goto("http://mit.invalid/")
            header = page.locator(".utrecht-page-header")
            colour = header.evaluate("element => getComputedStyle(element).backgroundColor")
            letter = page.locator("h1").evaluate("element => getComputedStyle(element).fontFamily")

        assert theme.is_file()
        assert colour == "rgb(75, 0, 130)"
        assert letter.startswith("Huis")


def _answer(route: Route, pages: PublishedPages) -> None:
    answer = ask(pages, urlsplit(route.request.url).path)
    route.fulfill(status=int(answer.status[:3]), headers=answer.headers, body=answer.body)
