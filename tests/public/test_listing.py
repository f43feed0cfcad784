"""The list of signals: pages that, once full, are never written again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from lxml import html
from publication_samples import (
    PUBLISHED,
    WITHOUT_RESPONSE,
    a_file,
    a_payload,
    a_published_signal,
)
from pytest_django import DjangoAssertNumQueries

from mit_waakstand import vault
from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site import bake, register
from mit_waakstand.public_site.for_people import listing
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Page, listings

pytestmark = pytest.mark.django_db
LETTER = b"%PDF-1.7 een andere brief"


@pytest.fixture(autouse=True)
def two_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 2)


def publish(count: int, *, start: int = 1) -> None:
    for number in range(start, start + count):
        bake.publication(a_published_signal(f"MIW-2026-{number:02d}"))


def numbers(page: Path) -> list[str]:
    tree = html.fromstring((page / "index.html").read_bytes())
    return [element.text for element in tree.findall(".//p[@class='mit-entry__number']")]


def links(page: Path) -> list[str]:
    tree = html.fromstring((page / "index.html").read_bytes())
    return [link.get("href") for link in tree.findall(".//nav[@class='mit-pagination']/a")]


def test_an_empty_list_says_so(public_root: Path) -> None:
    bake.everything()

    text = (public_root / "signalen/index.html").read_text()
    assert "Er is nog geen signaal gepubliceerd." in text


def test_the_list_shows_the_newest_page_newest_first(public_root: Path) -> None:
    publish(4)

    assert numbers(public_root / "signalen") == ["MIW-2026-04", "MIW-2026-03"]
    assert numbers(public_root / "signalen/pagina-1") == ["MIW-2026-02", "MIW-2026-01"]


def test_the_newest_page_stands_at_both_its_addresses(public_root: Path) -> None:
    publish(3)

    at_the_list = (public_root / "signalen/index.html").read_bytes()
    assert at_the_list == (public_root / "signalen/pagina-2/index.html").read_bytes()


def test_pages_lead_to_each_other(public_root: Path) -> None:
    publish(5)

    assert links(public_root / "signalen") == ["/signalen/pagina-2/"]
    assert links(public_root / "signalen/pagina-2") == [
        "/signalen/pagina-3/",
        "/signalen/pagina-1/",
    ]
    assert links(public_root / "signalen/pagina-1") == ["/signalen/pagina-2/"]


def test_a_sealed_page_is_not_written_again(public_root: Path) -> None:
    publish(3)
    sealed = public_root / "signalen/pagina-1/index.html"
    before = sealed.stat()

    publish(4, start=4)

    after = sealed.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_baking_everything_gives_the_same_lists() -> None:
    bake.everything()
    publish(5)

    assert bake.everything() == 0


def test_a_new_version_changes_the_page_where_it_stands(public_root: Path) -> None:
    publish(3)
    with transaction.atomic():
        second = register.publish(
            "signaal", "miw-2026-01", a_payload(titel="Aangevuld"), at=PUBLISHED
        )

    bake.publication(second)

    assert "Aangevuld" in (public_root / "signalen/pagina-1/index.html").read_text()
    assert numbers(public_root / "signalen/pagina-1") == ["MIW-2026-02", "MIW-2026-01"]


def removed(key: str) -> Publication:
    payload = {"nummer": key.upper(), "oefening": False}
    change = {"wijziging": {"soort": "verwijderd met bericht", "toelichting": "Op verzoek."}}
    with transaction.atomic():
        return register.remove("signaal", key, payload | change, reason="verzoek", at=PUBLISHED)


def rows(page: Path) -> list[list[str]]:
    tree = html.fromstring((page / "index.html").read_bytes())
    found = tree.findall(".//table/tbody/tr")
    return [[cell.text_content().strip() for cell in row] for row in found]


def test_a_year_has_a_list_of_its_own(public_root: Path) -> None:
    for number in ("MIW-2026-01", "MIW-2026-02", "MIW-2026-03", "MIW-2027-01"):
        bake.publication(a_published_signal(number))

    assert numbers(public_root / "signalen/2026") == ["MIW-2026-03"]
    assert numbers(public_root / "signalen/2026/pagina-1") == ["MIW-2026-02", "MIW-2026-01"]
    assert numbers(public_root / "signalen/2027") == ["MIW-2027-01"]


def test_signals_are_filtered_by_how_the_response_came(public_root: Path) -> None:
    bake.publication(a_published_signal("MIW-2026-01", days=15))
    bake.publication(a_published_signal("MIW-2026-02"))
    bake.publication(a_published_signal("MIW-2026-03", **WITHOUT_RESPONSE))
    bake.publication(a_published_signal("MIW-2027-01", days=20))

    folder = public_root / "signalen"
    assert numbers(folder / "buiten-de-termijn") == ["MIW-2027-01", "MIW-2026-01"]
    assert numbers(folder / "2026/buiten-de-termijn") == ["MIW-2026-01"]
    assert numbers(folder / "2026/binnen-de-termijn") == ["MIW-2026-02"]
    assert numbers(folder / "zonder-reactie") == ["MIW-2026-03"]
    assert not (folder / "2027/zonder-reactie").exists()


def test_the_list_counts_each_year_and_all_years(public_root: Path) -> None:
    bake.publication(a_published_signal("MIW-2026-01", days=15))
    bake.publication(a_published_signal("MIW-2026-02"))
    bake.publication(a_published_signal("MIW-2026-03", **WITHOUT_RESPONSE))
    bake.publication(a_published_signal("MIW-2027-01"))

    years = [["2027", "1", "1", "0", "0"], ["2026", "3", "1", "1", "1"]]
    assert rows(public_root / "signalen") == [*years, ["Alle jaren", "4", "2", "1", "1"]]
    assert rows(public_root / "signalen/2026") == [years[1]]


def test_a_removed_signal_counts_in_a_column_of_its_own(public_root: Path) -> None:
    publish(2)

    bake.publication(removed("miw-2026-01"))

    assert rows(public_root / "signalen") == [["2026", "2", "1", "0", "0", "1"]]
    assert numbers(public_root / "signalen/verwijderd") == ["MIW-2026-01"]
    assert numbers(public_root / "signalen/binnen-de-termijn") == ["MIW-2026-02"]


def test_a_later_response_takes_a_signal_from_one_list_to_another(public_root: Path) -> None:
    bake.publication(a_published_signal("MIW-2026-01", **WITHOUT_RESPONSE))
    with transaction.atomic():
        later = register.publish("signaal", "miw-2026-01", a_payload(days=20), at=PUBLISHED)

    bake.publication(later)

    without = public_root / "signalen/zonder-reactie"
    assert numbers(without) == []
    assert "Hier staat nu geen signaal meer." in (without / "index.html").read_text()
    assert numbers(public_root / "signalen/buiten-de-termijn") == ["MIW-2026-01"]
    assert rows(public_root / "signalen") == [["2026", "1", "0", "1", "0"]]


def a_signal_without_its_letter(key: str) -> Publication:
    """Publish a signal whose letter is gone from the vault, so that its page cannot be made."""
    letter = a_file(f"{key}-signaal.pdf", LETTER)
    with transaction.atomic():
        broken = register.publish(
            "signaal", key, a_payload(key.upper()), files=[letter], at=PUBLISHED
        )
    put("bake", about=broken, at=PUBLISHED)
    vault.path_of(letter.sha256).unlink()
    return broken


def text_of_every_list(public_root: Path) -> list[str]:
    """Return what stands in the lists for people and for machines."""
    lists = ("signalen/index.html", "signalen/feed.atom", "sitemap-signalen-2026.xml")
    return [(public_root / path).read_text() for path in lists]


def test_no_list_leads_to_a_signal_that_still_waits_to_be_baked(public_root: Path) -> None:
    waiting, ready = a_published_signal("MIW-2026-01"), a_published_signal("MIW-2026-02")
    put("bake", about=waiting, at=PUBLISHED)

    bake.publication(ready)

    assert numbers(public_root / "signalen/2026") == ["MIW-2026-02", "MIW-2026-01"]
    assert (public_root / "signalen/miw-2026-01/index.html").is_file()


class Crowded:
    """The lists of signals, while the other process publishes just before they are read."""

    def __init__(self) -> None:
        self.lists = listings["signaal"]()
        self.is_over = False

    def publish(self) -> None:
        if not self.is_over:
            self.is_over = True
            put("bake", about=a_published_signal("MIW-2026-02"), at=PUBLISHED)

    def all(self) -> Iterator[Page]:
        self.publish()
        yield from self.lists.all()

    def touched_by(self, publication: Publication) -> Iterator[Page]:
        self.publish()
        yield from self.lists.touched_by(publication)


@pytest.mark.parametrize(
    "act",
    [bake.publication, lambda _: bake.everything(), lambda _: bake.part("lists")],
    ids=["one publication", "everything", "a part"],
)
def test_who_is_published_while_the_lists_are_made_has_a_page_too(
    public_root: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Publication], int]
) -> None:
    crowded, ready = Crowded(), a_published_signal("MIW-2026-01")
    bake.publication(ready)
    monkeypatch.setattr(bake, "listings", {"signaal": lambda: crowded})
    monkeypatch.setattr(bake, "parts", {"lists": lambda: crowded})

    act(ready)

    assert numbers(public_root / "signalen/2026") == ["MIW-2026-02", "MIW-2026-01"]
    assert (public_root / "signalen/miw-2026-02/index.html").is_file()


def test_a_signal_that_cannot_be_baked_keeps_no_other_from_the_public(public_root: Path) -> None:
    broken = a_signal_without_its_letter("miw-2026-01")

    bake.publication(a_published_signal("MIW-2026-02"))

    assert not (public_root / "signalen/miw-2026-01/index.html").exists()
    assert (public_root / "signalen/miw-2026-02/index.html").is_file()
    assert broken.key not in "".join(text_of_every_list(public_root))
    assert rows(public_root / "signalen") == [["2026", "1", "1", "0", "0"]]


def test_a_signal_that_could_not_be_baked_enters_the_lists_when_it_can(public_root: Path) -> None:
    bake.everything()
    broken = a_signal_without_its_letter("miw-2026-01")
    bake.publication(a_published_signal("MIW-2026-02"))
    vault.store(LETTER)

    bake.publication(broken)

    assert numbers(public_root / "signalen/2026") == ["MIW-2026-02", "MIW-2026-01"]
    assert all(broken.key in text for text in text_of_every_list(public_root))
    assert bake.everything() == 0


def test_lists_from_one_by_one_are_those_of_everything_after_many_changes() -> None:
    bake.everything()
    publish(3)
    bake.publication(a_published_signal("MIW-2026-04", **WITHOUT_RESPONSE))
    bake.publication(removed("miw-2026-02"))
    bake.publication(a_published_signal("MIW-2027-01", days=15))

    assert bake.everything() == 0


def test_no_list_leads_to_a_page_that_is_not_there(public_root: Path) -> None:
    publish(3)
    bake.publication(a_published_signal("MIW-2027-01", **WITHOUT_RESPONSE))
    bake.everything()

    trees = [html.fromstring(page.read_bytes()) for page in public_root.rglob("index.html")]
    hrefs = {link.get("href").partition("#")[0] for tree in trees for link in tree.iter("a")}

    ours = {href for href in hrefs if href.startswith("/")}
    files = {href: f".{href}index.html" if href.endswith("/") else f".{href}" for href in ours}
    assert len(ours) > 10
    assert {href for href in ours if not (public_root / files[href]).is_file()} == set()


@pytest.mark.parametrize("count", [1, 60])
def test_the_lists_cost_as_much_to_the_database_among_many(
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 50)
    for number in range(1, count + 1):
        newest = a_published_signal(f"MIW-2026-{number:02d}")

    with django_assert_num_queries(11):
        pages = list(listings["signaal"]().touched_by(newest))

    assert len(pages) == 8
