"""The main menu: each role sees its own places, and where it is."""

from collections.abc import Iterable

import pytest
from asking import signed_in
from pytest_django import Settings

from mit_waakstand.accounts.models import User
from mit_waakstand.office.menu import MOST_IN_ONE_ROW, Entry, menu_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_demonstration(settings: Settings) -> None:
    settings.DEMO = False


def labels(menu: Iterable[Entry]) -> list[str]:
    return [entry.label for entry in menu]


def test_who_has_few_places_sees_them_in_one_row(sg_office: User, administrator: User) -> None:
    found = [labels(menu_of(user, "/werk/")) for user in (sg_office, administrator)]

    assert found == [
        ["Nu te doen", "Signalen", "Besluiten"],
        [
            "Nu te doen",
            "Stand van zaken",
            "Accounts",
            "Werk",
            "Onderhoud",
            "Virusscanner",
            "Beheer",
        ],
    ]


def test_who_has_many_places_sees_rooms(cpo: User) -> None:
    menu = menu_of(cpo, "/werk/signalen/3/")

    assert labels(menu)[:3] == ["Nu te doen", "Signaleren", "Paraatheid"]
    assert sum(len(room.places) or 1 for room in menu) > MOST_IN_ONE_ROW


def test_the_menu_tells_in_which_room_and_place_one_is(cpo: User) -> None:
    menu = menu_of(cpo, "/werk/signalen/3/")

    rooms = [room for room in menu if room.current]
    places = [place for place in rooms[0].places if place.current]
    assert labels(rooms) == ["Signaleren"]
    assert labels(places) == ["Signalen"]


def test_a_page_outside_every_place_is_nowhere_in_the_menu(cpo: User) -> None:
    menu = menu_of(cpo, "/werk/agenda/")

    assert [room.label for room in menu if room.current] == []


def test_few_rooms_with_many_places_show_them_too(administrator: User, settings: Settings) -> None:
    settings.DEMO = True
    menu = menu_of(administrator, "/werk/virusscanner/")

    page = signed_in(administrator).get("/werk/virusscanner/").content.decode()

    assert labels(menu) == ["Nu te doen", "Stand van zaken", "Beheer", "Post"]
    assert [place.label for room in menu for place in room.places if place.current] == [
        "Virusscanner"
    ]
    assert all(f'href="{place.url}"' in page for room in menu for place in room.places)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/werk/verslagen/3/", "Vergaderingen"),
        ("/werk/acties/", "Vergaderingen"),
        ("/werk/stappen/3/afvinken/", "Uitvoeringen"),
        ("/werk/draaiboek/", "Draaiboek"),
    ],
)
def test_a_page_with_an_address_of_its_own_stands_under_its_place(
    cpo: User, path: str, place: str
) -> None:
    menu = menu_of(cpo, path)

    (room,) = [room for room in menu if room.current]
    assert labels(one for one in room.places if one.current) == [place]
