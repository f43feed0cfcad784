"""What every page behind sign-in shows: where one can go, and whether the engine runs."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from mit_waakstand import house
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.doing import is_silent
from signals.models import Suspension

PLACES = (
    ("Nu te doen", "office:worklist", None),
    ("Situaties", "signals:situations", "situation.see"),
    ("Voorstellen", "signals:proposals", "proposal.see"),
    ("Aanleidingen", "signals:triggers", "situation.see"),
    ("Wegingen", "signals:weighings", "weighing.see"),
    ("Signalen", "signals:signals", "signal.see"),
    ("Besluiten", "signals:decisions", "decision.see"),
    ("Weegvragen", "afwegingskader:weegvragen", "weegvragen.see"),
    ("Waarneming", "deputies:deputies", "deputy.see"),
    ("Werk", "office:work", "work.see"),
)


def office(request: HttpRequest) -> dict[str, object]:
    """Return the variables of office pages; nothing is asked of the database until it is shown."""
    return house.facts() | {
        "may_search": SimpleLazyObject(lambda: _may(request, "search.use")),
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "running_suspension": SimpleLazyObject(lambda: _suspension(request)),
        "engine_is_silent": SimpleLazyObject(lambda: is_silent(timezone.now())),
    }


def _may(request: HttpRequest, permission: str) -> bool:
    user = getattr(request, "user", None)
    return isinstance(user, User) and user.may(permission)


def _suspension(request: HttpRequest) -> Suspension | None:
    """Return the real suspension of today, for whoever is signed in; it is no secret."""
    if not isinstance(getattr(request, "user", None), User):
        return None
    return Suspension.objects.in_force(localdate())


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    places = [
        _place(request.path, label, name)
        for label, name, permission in PLACES
        if permission is None or user.may(permission)
    ]
    if settings.DEMO:
        places.append(_place(request.path, "Post", "demo:post"))
    if user.is_staff:
        places.append(_place(request.path, "Beheer", "admin:index"))
    return places


def _place(path: str, label: str, name: str) -> dict[str, object]:
    """Return a place of the menu; a page stands under it, but everything under the worklist."""
    url = reverse(name)
    is_here = path == url if name == "office:worklist" else path.startswith(url)
    return {"label": label, "url": url, "current": is_here}
