"""What search engines and other websites read in a page: schema.org and Open Graph, no script."""

from pathlib import Path

import pytest
from lxml import html
from publication_samples import a_published_signal
from test_published import ask

from mit_waakstand.public_site import bake
from mit_waakstand.public_site.serving.published import PublishedPages

pytestmark = pytest.mark.django_db


def properties(tree: html.HtmlElement) -> dict[str, str]:
    """Return the properties of the item that the page itself is."""
    found = tree.xpath("/html/head/*[@itemprop]")
    return {one.get("itemprop"): one.get("content") or one.get("href") for one in found}


def test_the_page_of_a_signal_is_a_report(public_root: Path) -> None:
    a_published_signal(titel='"><script>alert(1)</script>', samenvatting='Aan <b>u</b> & "mij".')
    bake.everything()

    tree = html.fromstring((public_root / "signalen/miw-2026-01/index.html").read_bytes())

    assert tree.get("itemtype") == "https://schema.org/Report"
    assert properties(tree) == {
        "reportNumber": "MIW-2026-01",
        "name": '"><script>alert(1)</script>',
        "abstract": 'Aan <b>u</b> & "mij".',
        "about": "vergulde koorts",
        "author": "MIT in waakstand",
        "datePublished": "2026-09-12",
        "dateModified": "2026-09-12",
        "inLanguage": "nl",
        "url": "https://waakstand.example/signalen/miw-2026-01/",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
    assert tree.xpath("//meta[@property='og:title']/@content") == [
        'Signaal MIW-2026-01: "><script>alert(1)</script>'
    ]
    assert tree.xpath("//li[@itemprop='encoding']/a[@itemprop='contentUrl']/@href") == [
        "miw-2026-01-signaal.pdf",
        "miw-2026-01-reactie.pdf",
    ]


@pytest.mark.parametrize("path", ["", "signalen/"])
def test_a_list_names_its_signals(one_signal: Path, path: str) -> None:
    tree = html.fromstring((one_signal / path / "index.html").read_bytes())

    [part] = tree.xpath("//article[@itemprop='hasPart']")
    assert part.xpath(".//*[@itemprop='url']/@href") == ["/signalen/miw-2026-01/"]
    assert part.xpath(".//*[@itemprop='reportNumber']/text()") == ["MIW-2026-01"]
    assert tree.xpath("//*[@itemprop][not(ancestor::*[@itemscope])]") == []


def test_every_page_leads_to_the_feed(one_signal: Path) -> None:
    pages = [html.fromstring(file.read_bytes()) for file in one_signal.rglob("index.html")]

    feed = "//link[@rel='alternate'][@type='application/atom+xml']/@href"
    assert len(pages) > 5
    assert {tuple(page.xpath(feed)) for page in pages} == {("/signalen/feed.atom",)}


def test_a_script_on_another_website_may_read_open_data(one_signal: Path) -> None:
    pages = PublishedPages(lambda _environ, _start: [], one_signal)

    types = {
        "/gegevens/signalen.json": "application/json; charset=utf-8",
        "/signalen/feed.atom": "application/atom+xml; charset=utf-8",
        "/sitemap.xml": "application/xml; charset=utf-8",
    }

    for path, media_type in types.items():
        headers = ask(pages, path).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Content-Type"] == media_type
        assert "Access-Control-Allow-Credentials" not in headers
