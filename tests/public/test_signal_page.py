"""What the page of a signal says when there is a decision, and for who reads English or paper."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from publication_samples import WITHOUT_RESPONSE, a_payload, a_published_signal
from test_pages import page_of, texts

from mit_waakstand.public_site import bake
from signals.public_words import in_one_line

pytestmark = pytest.mark.django_db

DECISION = {
    "besluit": "niet_instellen",
    "omschrijving": "besloten niet in te stellen",
    "datum": "2026-09-20",
    "behandeldOp": "2026-09-18",
    "kamerstuk": "Kamerstukken II 2026/27, 00 000, nr. 1",
    "staatscourant": "Stcrt. 2026, 88888",
    "beslisnota": "",
    "wijktAfIn": ["strekking"],
    "motivering": "De Minister stelt nu geen commissie in.",
    "komtTerugOp": "",
}
POSTPONED = DECISION | {"omschrijving": "besluit aangehouden", "datum": "2026-09-12"}
ENGLISH = "Gilded fever spreads *fast*."


def a_page(root: Path, **changes: Any) -> html.HtmlElement:
    bake.publication(a_published_signal(**changes))
    return page_of(root, "signalen/miw-2026-01")


def test_the_line_on_top_ends_with_the_newest_decision() -> None:
    content = a_payload(besluiten=[POSTPONED, DECISION])

    assert in_one_line(content) == (
        "Uitgebracht op 1 september 2026, reactie na 9 dagen, binnen de termijn van twee weken, "
        "besloten niet in te stellen op 20 september 2026"
    )


def test_the_line_names_the_decision_also_without_a_response() -> None:
    content = a_payload(**WITHOUT_RESPONSE, besluiten=[DECISION])

    assert in_one_line(content) == (
        "Uitgebracht op 1 september 2026. De termijn van twee weken is op 15 september 2026 "
        "verstreken. Er is geen reactie geregistreerd. Besloten niet in te stellen op "
        "20 september 2026"
    )


def test_the_decision_stands_with_kamerstuk_and_staatscourant(public_root: Path) -> None:
    page = a_page(public_root, besluiten=[DECISION])

    (section,) = page.xpath("//section[@aria-labelledby='besluit']")
    facts = dict(zip(texts(section, ".//dt"), texts(section, ".//dd"), strict=True))
    assert facts == {
        "Datum": "20 september 2026",
        "Behandeld in de ministerraad": "18 september 2026",
        "Kamerstuk": "Kamerstukken II 2026/27, 00 000, nr. 1",
        "Staatscourant": "Stcrt. 2026, 88888",
        "Anders dan het signaal in": "strekking",
    }


def test_an_english_summary_is_marked_as_english(public_root: Path) -> None:
    page = a_page(public_root, samenvattingEngels=ENGLISH)

    (section,) = page.xpath("//section[@lang='en']")
    assert texts(section, ".//h2 | .//p[1]") == ["In English", "Gilded fever spreads fast."]


def test_without_an_english_summary_nothing_is_in_english(public_root: Path) -> None:
    page = a_page(public_root)

    assert page.xpath("//*[@lang='en']") == []


@pytest.mark.parametrize("changes", [{}, {"besluiten": [DECISION], "samenvattingEngels": ENGLISH}])
def test_every_jump_lands_on_the_page(changes: dict[str, Any], public_root: Path) -> None:
    page = a_page(public_root, **changes)

    jumps = page.xpath("//nav[@aria-label='Op deze pagina']//a/@href")
    assert len(jumps) >= 4
    assert [jump for jump in jumps if len(page.xpath(f"//*[@id='{jump[1:]}']")) != 1] == []


def test_paper_tells_where_each_file_is(public_root: Path) -> None:
    page = a_page(public_root)

    assert texts(page, "//ul[@class='mit-files']//div[@class='mit-print-only']") == [
        "https://waakstand.example/signalen/miw-2026-01/miw-2026-01-signaal.pdf",
        "https://waakstand.example/signalen/miw-2026-01/miw-2026-01-reactie.pdf",
    ]
