"""The list of signals: pages that, once full, are never written again."""

from pathlib import Path

import pytest
from django.db import transaction
from lxml import html
from publication_samples import PUBLISHED, a_payload, a_published_signal
from pytest_django import DjangoAssertNumQueries

from mit_waakstand.public_site import bake, listing, register
from mit_waakstand.public_site.pages import listings

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_the_list_takes_three_questions_to_the_database(
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 50)
    for number in range(count):
        a_published_signal(f"MIW-2026-{number:02d}")

    with django_assert_num_queries(3):
        pages = list(listings["signaal"]().all())

    assert len(pages) == 2
