"""What every page behind sign-in shows: where one can go, and whether the engine runs."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from mit_waakstand import house
from mit_waakstand.accounts.models import User
from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.office.menu import Entry, folds, menu_of
from mit_waakstand.outbox.doing import is_silent
from signals.models import Suspension


def office(request: HttpRequest) -> dict[str, object]:
    """Return the variables of office pages; nothing is asked of the database until it is shown."""
    navigation = SimpleLazyObject(lambda: _navigation(request))
    return house.facts() | {
        "may_search": SimpleLazyObject(lambda: _may(request, "search.use")),
        "maintenance": SimpleLazyObject(lambda: _maintenance(request)),
        "navigation": navigation,
        "navigation_folds": SimpleLazyObject(lambda: folds(navigation)),
        "running_suspension": SimpleLazyObject(lambda: _suspension(request)),
        "engine_is_silent": SimpleLazyObject(lambda: is_silent(timezone.now())),
    }


def _may(request: HttpRequest, permission: str) -> bool:
    user = getattr(request, "user", None)
    return isinstance(user, User) and user.may(permission)


def _maintenance(request: HttpRequest) -> Maintenance | None:
    """Return the maintenance that runs; who is signed in was read with whether there is one."""
    user = getattr(request, "user", None)
    if isinstance(user, User) and not user.reads_only:
        return None
    return Maintenance.objects.running().first()


def _suspension(request: HttpRequest) -> Suspension | None:
    """Return the real suspension of today, for whoever is signed in; it is no secret."""
    if not isinstance(getattr(request, "user", None), User):
        return None
    return Suspension.objects.in_force(localdate())


def _navigation(request: HttpRequest) -> list[Entry]:
    user = getattr(request, "user", None)
    return menu_of(user, request.path) if isinstance(user, User) else []
