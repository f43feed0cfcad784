"""Experts stand in the order of a Dutch telephone book, and in logs only by number."""

import pytest

from experts.models import Expert, sort_key

ORDER = [
    "Zoë de Boer",
    "Hans Bos",
    "Anna van den Bosch",
    "Ömer Çelik",
    "Jan-Willem in 't Veld",
    "Piet Veldman",
]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Anna Proef", "proef anna"),
        ("Anna van der Proef", "proef anna van der"),
        ("Anna van der Łukaszewska", "lukaszewska anna van der"),
        ("  Anna   Proef ", "proef anna"),
        ("Ömer Çelik", "celik omer"),
        ("Jan-Willem in 't Veld", "veld jan-willem in 't"),
        ("Cher", "cher"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_name_is_sorted_by_family_name_with_infixes_last(name: str, key: str) -> None:
    assert sort_key(name) == key


@pytest.mark.django_db
def test_experts_stand_in_the_order_of_a_telephone_book() -> None:
    for name in reversed(ORDER):
        Expert.objects.create(name=name, expertise="economie")

    names = list(Expert.objects.values_list("name", flat=True))

    assert names == ORDER


@pytest.mark.django_db
def test_who_changes_a_name_changes_its_place() -> None:
    expert = Expert.objects.create(name="Anna Proef", expertise="economie")

    expert.name = "Anna de Aap"
    expert.save()

    assert Expert.objects.get().name_key == "aap anna de"
    assert str(expert) == f"expert {expert.pk}"
