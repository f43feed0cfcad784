"""What every page behind sign-in shows: where one can go, and whether the engine runs."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mit_waakstand import house
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.doing import SWEEP
from mit_waakstand.outbox.models import Heartbeat

SILENCE = timedelta(minutes=5)  # the sweep goes round each minute

PLACES = (
    ("Nu te doen", "office:worklist", None),
    ("Situaties", "signals:situations", "situation.see"),
    ("Signalen", "signals:signals", "signal.see"),
    ("Weegvragen", "afwegingskader:weegvragen", "weegvragen.see"),
    ("Werk", "office:work", "work.see"),
)


def office(request: HttpRequest) -> dict[str, object]:
    """Return the variables of office pages; nothing is asked of the database until it is shown."""
    return house.facts() | {
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "engine_is_silent": SimpleLazyObject(_engine_is_silent),
    }


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    places = [
        {"label": label, "url": reverse(name), "current": _is_here(request.path, reverse(name))}
        for label, name, permission in PLACES
        if permission is None or user.may(permission)
    ]
    if user.is_staff:
        places.append({"label": "Beheer", "url": reverse("admin:index"), "current": False})
    return places


def _is_here(path: str, place: str) -> bool:
    """Return whether a page stands under this place; everything stands under the worklist."""
    return path == place if place == reverse("office:worklist") else path.startswith(place)


def _engine_is_silent() -> bool:
    since = timezone.now() - SILENCE
    return not Heartbeat.objects.filter(name=SWEEP, beat_at__gte=since).exists()
