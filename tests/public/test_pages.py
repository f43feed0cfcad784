"""What the public reads: the home page, the page of a signal, and a 404 that tells nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from lxml import html
from publication_samples import PUBLISHED, a_payload, a_published_signal
from pytest_django import Settings
from test_published import ask

from mit_waakstand.public_site import bake
from mit_waakstand.public_site.for_people import standing
from mit_waakstand.public_site.serving.published import PublishedPages
from signals import public_page


def page_of(root: Path, path: str) -> html.HtmlElement:
    return html.fromstring((root / path / "index.html").read_bytes())


def texts(tree: html.HtmlElement, xpath: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in tree.xpath(xpath)]


@pytest.fixture
def signal_page(db: None, public_root: Path) -> html.HtmlElement:  # noqa: ARG001
    bake.publication(a_published_signal())
    return page_of(public_root, "signalen/miw-2026-01")


@pytest.mark.django_db
class TestHome:
    """The home page."""

    def test_says_how_the_mit_in_waakstand_stands(self, public_root: Path) -> None:
        with transaction.atomic():
            standing.publish_first_standing(at=PUBLISHED)
        bake.everything()

        sentence = texts(page_of(public_root, ""), "//p[@class='mit-standing__sentence']")

        assert sentence == ["Het MIT in waakstand staat op waakstand sinds 1 september 2026."]

    def test_says_why_and_how_to_reach_us(self, public_root: Path, settings: Settings) -> None:
        settings.PUBLIC_MAIL = "vragen@scp.example"
        with transaction.atomic():
            standing.publish_first_standing(at=PUBLISHED)
        bake.everything()

        page = page_of(public_root, "")

        (why,) = texts(page, "//section[@aria-label='Stand']/p[2]")
        assert why.startswith("Er is nu geen commissie MIT. Het MIT in waakstand volgt daarom")
        assert page.xpath("//section[@aria-labelledby='contact']//a/@href") == [
            "mailto:vragen@scp.example",
            "/contact/",
        ]

    def test_says_that_it_is_suspended(self, public_root: Path) -> None:
        with transaction.atomic():
            standing.publish_standing("opgeschort", since=date(2027, 2, 1), at=PUBLISHED)
        bake.everything()

        sentence = texts(page_of(public_root, ""), "//p[@class='mit-standing__sentence']")

        assert sentence == ["Het MIT in waakstand is opgeschort sinds 1 februari 2027."]

    def test_the_first_standing_is_published_once(self) -> None:
        with transaction.atomic():
            first = standing.publish_first_standing(at=PUBLISHED)
            second = standing.publish_first_standing(at=PUBLISHED)

        assert first == second

    def test_shows_the_three_latest_signals_newest_first(self, public_root: Path) -> None:
        for number in range(1, 5):
            a_published_signal(f"MIW-2026-0{number}")
        bake.everything()

        numbers = texts(page_of(public_root, ""), "//p[@class='mit-entry__number']")

        assert numbers == ["MIW-2026-04", "MIW-2026-03", "MIW-2026-02"]

    def test_explains_the_three_routes(self, public_root: Path) -> None:
        bake.everything()

        routes = texts(page_of(public_root, ""), "//ol[@class='mit-routes']//h3")

        assert routes == [
            "Een ziekte krijgt de A1-status",
            "Het OMT komt bijeen",
            "Eigen initiatief",
        ]

    def test_links_to_itself_below_the_path_of_the_published_site(
        self, public_root: Path, settings: Settings
    ) -> None:
        settings.PUBLIC_URL = "https://www.scp.example/mit-in-waakstand/"
        a_published_signal()
        bake.everything()
        home = page_of(public_root, "")

        links = home.xpath("//main//a[not(starts-with(@href, 'mailto:'))]/@href")

        assert links == [
            "/mit-in-waakstand/signalen/miw-2026-01/",
            "/mit-in-waakstand/signalen/",
            "/mit-in-waakstand/contact/",
        ]
        assert home.xpath("//link[@rel='canonical']/@href") == [
            "https://www.scp.example/mit-in-waakstand/"
        ]

    @pytest.mark.parametrize("demo", [True, False])
    def test_every_page_says_whether_it_is_a_demonstration(
        self,
        public_root: Path,
        settings: Settings,
        demo: bool,  # noqa: FBT001  (pytest passes it by name)
    ) -> None:
        settings.DEMO = demo
        a_published_signal()
        bake.everything()

        pages = [page.read_text() for page in public_root.rglob("index.html")]

        assert len(pages) > 4
        assert {"Demonstratie met fictieve gegevens" in page for page in pages} == {demo}


class TestSignal:
    """The page of a signal."""

    def test_has_one_heading_with_its_number(self, signal_page: html.HtmlElement) -> None:
        assert texts(signal_page, "//h1") == ["Signaal MIW-2026-01 Vergulde koorts (MIW-2026-01)"]

    def test_says_in_one_line_how_it_went(self, signal_page: html.HtmlElement) -> None:
        assert texts(signal_page, "//p[contains(@class, 'mit-outcome')]") == [
            "Uitgebracht op 1 september 2026, reactie na 9 dagen, binnen de termijn van twee weken."
        ]

    def test_shows_signal_and_response_beside_each_other(
        self, signal_page: html.HtmlElement
    ) -> None:
        sheets = signal_page.xpath("//div[contains(@class, 'mit-side-by-side')]/section")

        assert [texts(sheet, "./h2") for sheet in sheets] == [["Het signaal"], ["De reactie"]]
        assert texts(sheets[0], ".//h3") == ["Waarom nu"]
        assert texts(sheets[1], ".//p") == ["Dank voor uw signaal."]

    def test_tells_in_a_timeline_what_happened_when(self, signal_page: html.HtmlElement) -> None:
        assert texts(signal_page, "//ol[@class='mit-timeline']/li") == [
            (
                "vrijdag 28 augustus 2026 Vergulde koorts krijgt de A1-status "
                "Vindplaats: Stcrt. 2026, 99999."
            ),
            (
                "zaterdag 29 augustus 2026 Het MIT in waakstand weegt de situatie "
                "Uitkomst: er komt een signaal."
            ),
            (
                "dinsdag 1 september 2026 · dag 0 van de termijn "
                "Het signaal gaat naar de secretaris-generaal van SZW"
            ),
            (
                "donderdag 10 september 2026 · dag 9 van de termijn "
                "De secretaris-generaal stuurt een reactie "
                "De laatste dag van de termijn was dinsdag 15 september 2026."
            ),
            "zaterdag 12 september 2026 Signaal en reactie worden samen openbaar",
        ]

    def test_offers_both_pdfs_with_size_and_checksum(self, signal_page: html.HtmlElement) -> None:
        files = signal_page.xpath("//ul[@class='mit-files']/li")

        assert [file.xpath("./a/@href") for file in files] == [
            ["miw-2026-01-signaal.pdf"],
            ["miw-2026-01-reactie.pdf"],
        ]
        assert texts(files[0], "./a | ./p | .//code") == [
            "Signaal MIW-2026-01",
            "PDF, 18 bytes",
            "e0186a5d17448390869768af53a0b98d0543a602dd804306741f7f6d7c2b4b5c",
        ]

    def test_says_how_to_cite_it(self, signal_page: html.HtmlElement) -> None:
        assert texts(signal_page, "//p[@class='mit-citation']") == [
            (
                "MIT in waakstand (2026). Vergulde koorts (MIW-2026-01). Signaal MIW-2026-01, "
                "1 september 2026. https://waakstand.example/signalen/miw-2026-01/"
            )
        ]

    def test_lists_the_changes_of_the_page(self, signal_page: html.HtmlElement) -> None:
        assert texts(signal_page, "//section[@aria-labelledby='wijzigingen']//li") == [
            "12 september 2026 Versie 1: Eerste publicatie."
        ]

    def test_carries_nothing_inline(self, signal_page: html.HtmlElement) -> None:
        assert signal_page.xpath("//script[not(@src)] | //style | //*[@style or @onclick]") == []


@pytest.mark.django_db
def test_hostile_text_is_shown_and_does_nothing(public_root: Path) -> None:
    hostile = '<script>alert(1)</script> [x](javascript:alert(1)) <img src="file:///etc/passwd">'
    bake.publication(
        a_published_signal(titel=hostile, samenvatting=hostile, tekst=hostile, ziekte=hostile)
    )

    page = page_of(public_root, "signalen/miw-2026-01")

    assert page.xpath("//script") == []
    assert page.xpath("//img | //a[starts-with(@href, 'javascript')]") == []
    assert "<script>alert(1)</script>" in texts(page, "//h1")[0]


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (0, "reactie op dezelfde dag, binnen de termijn van twee weken"),
        (1, "reactie na 1 dag, binnen de termijn van twee weken"),
        (14, "reactie na 14 dagen, binnen de termijn van twee weken"),
        (15, "reactie na 15 dagen, 1 dag buiten de termijn van twee weken"),
        (20, "reactie na 20 dagen, 6 dagen buiten de termijn van twee weken"),
    ],
)
def test_one_line_says_how_long_the_response_took(days: int, line: str) -> None:
    content = a_payload(days=days)

    assert public_page.in_one_line(content) == f"Uitgebracht op 1 september 2026, {line}"


@pytest.mark.django_db
def test_a_late_response_stands_marked_in_the_timeline(public_root: Path) -> None:
    bake.publication(a_published_signal(days=16))

    page = page_of(public_root, "signalen/miw-2026-01")

    late = texts(page, "//li[contains(@class, 'mit-timeline__item--late')]")
    assert [text.split(" De ")[0] for text in late] == [
        "donderdag 17 september 2026 · dag 16 van de termijn"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers", [{}, {"range": "bytes=0-1"}, {"if_none_match": "*"}, {"cookie": "sessie=x"}]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_unpublished_signal_answers_exactly_as_one_that_never_existed(
    public_root: Path, headers: dict[str, str], method: str
) -> None:
    bake.publication(a_published_signal("MIW-2026-01"))
    pages = PublishedPages(get_wsgi_application(), public_root)

    def answer(path: str) -> Any:
        return ask(pages, path, method, **headers)

    assert ask(pages, "/signalen/miw-2026-01/").status == "200 OK"
    unpublished, never = answer("/signalen/miw-2026-02/"), answer("/signalen/nooit-gezien/")
    assert unpublished == never
    assert unpublished.status == "404 Not Found"
    assert unpublished.headers["Cache-Control"] == "no-store"
    assert {"ETag", "Last-Modified"}.isdisjoint(unpublished.headers)
    pdf, other = "miw-2026-02-signaal.pdf", "nooit-gezien-signaal.pdf"
    assert answer(f"/signalen/miw-2026-02/{pdf}") == answer(f"/signalen/nooit-gezien/{other}")
