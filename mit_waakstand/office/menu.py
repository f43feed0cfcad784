"""The main menu: rooms with places, each person sees those that his role opens.

Who has few places sees them in one row; else the rooms stand in a row, and the places of the room
where he is in a second one.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from mit_waakstand.accounts.models import User

MOST_IN_ONE_ROW = 7
MOST_ON_A_PHONE = 4


@dataclass(frozen=True)
class Place:
    """A page that the menu leads to, for whoever has the permission; empty: for everybody.

    ``also``: other addresses whose pages stand under it.
    """

    label: str
    url_name: str
    permission: str = ""
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.url_name)

    def holds(self, path: str) -> bool:
        """Return whether the page at this path stands under it; all stands under the worklist."""
        return path == self.url if self == WORKLIST else path.startswith((self.url, *self.also))


@dataclass(frozen=True)
class Entry:
    """A line of the menu as a page shows it; a room has its places, current when one is there."""

    label: str
    url: str
    current: bool
    places: tuple["Entry", ...] = ()


WORKLIST = Place("Nu te doen", "office:worklist")
ROOMS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    ("Nu te doen", (WORKLIST,)),
    (
        "Signaleren",
        (
            Place("Situaties", "signals:situations", "situation.see"),
            Place("Voorstellen", "signals:proposals", "proposal.see"),
            Place("Aanleidingen", "signals:triggers", "situation.see"),
            Place("Wegingen", "signals:weighings", "weighing.see"),
            Place("Signalen", "signals:signals", "signal.see"),
            Place("Besluiten", "signals:decisions", "decision.see"),
            Place("Archief", "archive:dossiers", "archive.see"),
        ),
    ),
    (
        "Paraatheid",
        (
            Place("Stand van zaken", "office:readiness", "readiness.see"),
            Place(
                "Vergaderingen",
                "draaiboek:meetings",
                "meeting.see",
                also=("/werk/acties/", "/werk/verslagen/"),
            ),
            Place("Draaiboek", "draaiboek:versions", "draaiboek.see"),
            Place(
                "Uitvoeringen",
                "draaiboek:runs",
                "draaiboek.see",
                also=("/werk/stappen/", "/werk/injects/"),
            ),
            Place("Lessen", "draaiboek:lessons", "draaiboek.see"),
            Place("Opschaling", "draaiboek:scale-up", "scale_up.see"),
            Place("Documenten", "draaiboek:documents", "draaiboek.see"),
            Place("Afwegingskader", "afwegingskader:versions", "afwegingskader.see"),
            Place("Toepassingen", "afwegingskader:assessments", "assessment.see"),
            Place("Weegvragen", "afwegingskader:weegvragen", "weegvragen.see"),
            Place("Experts", "experts:experts", "expert.see"),
            Place("Overzicht van expertises", "experts:coverage", "expert.see"),
            Place("Vragen", "aanspreekpunt:questions", "question.see"),
            Place("Waarneming", "deputies:deputies", "deputy.see"),
            Place("Verantwoording", "yearly:accounts", "yearly.see"),
        ),
    ),
    ("Mijn gegevens", (Place("Mijn gegevens", "experts:own-record", "expert.own"),)),
    (
        "Beheer",
        (
            Place("Accounts", "people:accounts", "access.see"),
            Place("Werk", "office:work", "work.see"),
            Place("Onderhoud", "office:maintenance", "maintenance.switch"),
            Place("Virusscanner", "scanning:held-files", "held_file.see"),
            Place("Beheer", "admin:index", "admin.enter"),
        ),
    ),
)
POST = Place("Post", "demo:post")


def menu_of(user: User, path: str) -> list[Entry]:
    """Return what the menu of this person shows on the page at this path."""
    rooms = [(name, [p for p in places if _may(user, p)]) for name, places in _rooms()]
    rooms = [(name, places) for name, places in rooms if places]
    every = [place for _, places in rooms for place in places]
    here = max((p for p in every if p.holds(path)), key=lambda p: len(p.url), default=None)
    if len(every) <= MOST_IN_ONE_ROW:
        return [_entry(place, here) for place in every]
    return [
        _entry(places[0], here) if len(places) == 1 else _room(name, places, here)
        for name, places in rooms
    ]


def folds(menu: list[Entry]) -> bool:
    """Return whether it folds away on a phone, where it shows what stands in every room."""
    return len(menu) > MOST_ON_A_PHONE or any(entry.places for entry in menu)


def _rooms() -> tuple[tuple[str, tuple[Place, ...]], ...]:
    return (*ROOMS, ("Post", (POST,))) if settings.DEMO else ROOMS


def _may(user: User, place: Place) -> bool:
    return not place.permission or user.may(place.permission)


def _entry(place: Place, here: Place | None) -> Entry:
    return Entry(place.label, place.url, current=place == here)


def _room(name: str, places: list[Place], here: Place | None) -> Entry:
    entries = tuple(_entry(place, here) for place in places)
    return Entry(name, places[0].url, current=here in places, places=entries)
