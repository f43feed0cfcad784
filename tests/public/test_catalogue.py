"""The catalogue: what lists, counts, feeds and sitemaps know of what was published."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from publication_samples import (
    AMSTERDAM,
    PUBLISHED,
    WITHOUT_RESPONSE,
    a_payload,
    a_published_signal,
)
from pytest_django import DjangoAssertNumQueries

from mit_waakstand.accounts.models import User
from mit_waakstand.public_site import bake, catalogue, register
from mit_waakstand.public_site.models import Card, FacetRank, Publication

pytestmark = pytest.mark.django_db


def a_new_version(key: str, *, at: datetime = PUBLISHED, **changes: Any) -> Publication:
    with transaction.atomic():
        payload = a_payload(key.upper(), **changes)
        return register.publish("signaal", key, payload, at=at)


def a_removal(key: str, *, reason: str = "verzoek") -> Publication:
    payload = {"nummer": key.upper(), "oefening": False}
    change = {"wijziging": {"soort": "verwijderd", "toelichting": "Op verzoek."}}
    with transaction.atomic():
        return register.remove("signaal", key, payload | change, reason=reason, at=PUBLISHED)


def keys(**which: Any) -> list[tuple[int, str]]:
    return [(card.rank, card.key) for card in Card.objects.of("signaal", **which)]


def everything_known() -> list[tuple[object, ...]]:
    cards = Card.objects.values_list(
        "kind",
        "key",
        "year",
        "facet",
        "entry",
        "place",
        "place_in_year",
        "newest",
        "first_published_at",
        "last_published_at",
    )
    ranks = FacetRank.objects.values_list("card__key", "kind", "facet", "year", "place")
    return [*cards.order_by("kind", "place"), *ranks.order_by("kind", "facet", "year", "place")]


def test_a_publication_gets_a_card_in_the_same_transaction() -> None:
    first = a_published_signal()

    card = Card.objects.get()
    assert (card.kind, card.key, card.newest) == ("signaal", "miw-2026-01", first)
    assert (card.year, card.facet) == (2026, "binnen-de-termijn")
    assert (card.place, card.place_in_year) == (1, 1)
    assert card.first_published_at == card.last_published_at == PUBLISHED


def test_a_publication_that_is_taken_back_leaves_no_card() -> None:
    with transaction.atomic():
        a_published_signal()
        transaction.set_rollback(True)  # as when something fails later in the act

    assert Card.objects.count() == 0


def test_a_new_version_keeps_its_place_and_its_year() -> None:
    a_published_signal("MIW-2026-01")
    a_published_signal("MIW-2026-02")
    later = datetime(2027, 2, 1, 9, tzinfo=AMSTERDAM)

    newest = a_new_version("miw-2026-01", at=later)

    card = Card.objects.get(key="miw-2026-01")
    assert (card.newest, card.place, card.year) == (newest, 1, 2026)
    assert (card.first_published_at, card.last_published_at) == (PUBLISHED, later)


def test_the_year_of_a_signal_is_the_year_of_its_number() -> None:
    a_published_signal("MIW-2026-03")
    a_published_signal("MIW-2027-01")

    assert keys(year=2026) == [(1, "miw-2026-03")]
    assert keys(year=2027) == [(1, "miw-2027-01")]
    assert keys() == [(1, "miw-2026-03"), (2, "miw-2027-01")]


def test_what_no_app_labels_stands_under_its_amsterdam_year() -> None:
    new_year = datetime(2027, 1, 1, 0, 30, tzinfo=AMSTERDAM)
    payload = {"status": "waakstand", "sinds": "2026-09-01"}
    with transaction.atomic():
        register.publish("stand", "stand", payload, at=new_year)

    card = Card.objects.get()
    assert (card.year, card.facet) == (2027, "")
    assert FacetRank.objects.count() == 0


def test_a_signal_stands_under_one_of_four_words() -> None:
    a_published_signal("MIW-2026-01")
    a_published_signal("MIW-2026-02", days=15)
    a_published_signal("MIW-2026-03", **WITHOUT_RESPONSE)
    a_published_signal("MIW-2026-04")
    a_removal("miw-2026-04")

    assert catalogue.counts("signaal") == {
        2026: {
            "binnen-de-termijn": 1,
            "buiten-de-termijn": 1,
            "verwijderd": 1,
            "zonder-reactie": 1,
        }
    }


def test_who_leaves_a_facet_leaves_an_empty_place() -> None:
    a_published_signal("MIW-2026-01", **WITHOUT_RESPONSE)
    a_published_signal("MIW-2026-02", **WITHOUT_RESPONSE)

    a_new_version("miw-2026-01", days=20)

    assert keys(facet="zonder-reactie") == [(2, "miw-2026-02")]
    assert keys(facet="buiten-de-termijn", year=2026) == [(1, "miw-2026-01")]


def test_who_returns_to_a_facet_gets_the_old_place() -> None:
    a_published_signal("MIW-2026-01")
    a_published_signal("MIW-2026-02")
    a_removal("miw-2026-01")

    a_new_version("miw-2026-01")

    assert keys(facet="binnen-de-termijn") == [(1, "miw-2026-01"), (2, "miw-2026-02")]


def test_baking_everything_makes_the_same_cards_as_publishing_did() -> None:
    a_published_signal("MIW-2026-02", **WITHOUT_RESPONSE)
    a_published_signal("MIW-2026-01")
    a_published_signal("MIW-2027-01")
    a_new_version("miw-2026-02", days=20)
    a_removal("miw-2026-01")
    kept_up = everything_known()

    Card.objects.all().delete()
    bake.everything()

    assert everything_known() == kept_up


def test_blanking_a_publication_moves_nothing_in_the_lists(cpo: User) -> None:
    a_published_signal("MIW-2026-01")
    a_published_signal("MIW-2026-02")
    removal = a_removal("miw-2026-01", reason="persoonsgegevens")
    kept_up = everything_known()
    with transaction.atomic():
        assert register.blank(removal, by=cpo, at=PUBLISHED) == 1

    bake.everything()

    assert everything_known() == kept_up
    assert "Vergulde koorts" not in json.dumps(Card.objects.get(key="miw-2026-01").entry)


@pytest.mark.parametrize("count", [1, 60])
def test_a_publication_costs_the_catalogue_as_much_among_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        a_published_signal(f"MIW-2026-{number:02d}")

    newest = Publication.objects.latest("position")
    Card.objects.filter(newest=newest).delete()
    with django_assert_num_queries(10):
        catalogue.keep_up(newest)
