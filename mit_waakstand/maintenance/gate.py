"""At the gate of every page: during maintenance nothing is taken in, and nothing typed is lost.

The third level is the database: a trigger refuses the event of an act, and so the whole act. Acts
share a lock that the switch asks for itself, so one that began is finished first.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.trail.recording import StandstillError

Answer = Callable[[HttpRequest], HttpResponseBase]
UNAVAILABLE = 503
RETRY_AFTER = str(10 * 60)  # seconds; for machines, people read the expected end
# What goes on all the same. Somebody must be able to sign in to read, and to leave; all that these
# write is a session. The switch itself is worked by hand at its own addresses.
GOES_ON = frozenset(
    {
        "account_login",
        "openid_connect_login",
        "openid_connect_callback",
        "mfa_authenticate",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "account_end_session",
        "account_session_stay",
        "admin:logout",
        "office:maintenance-postpone",
        "office:maintenance-end",
    }
)
# Pages that are there to read although a form stands on them; it is left out meanwhile.
READ_TOO = frozenset({"calendar_feed:page", "experts:own-record", "signals:calendar"})
# Pages of the sign-in library with a form and nothing to read.
FORMS = frozenset(
    {
        "account_change_password",
        "account_reset_password",
        "account_reset_password_from_key",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
        "mfa_generate_recovery_codes",
        "admin:password_change",
    }
)
LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
NOT_GIVEN_BACK = ("csrfmiddlewaretoken", "password", "wachtwoord")
NOTHING_TAKEN = "Niet bewaard: het is nu alleen lezen (onderhoud). Uw tekst staat hier nog."


class Gate:
    """Refuses forms during maintenance, and gives back what was typed in them."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        """Return the page that says so, for what would write and for a page that is a form."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_form = name in FORMS or (getattr(view, "is_form", False) and name not in READ_TOO)
        writes = request.method not in LOOKING or is_form
        if name in GOES_ON or not writes or not is_read_only_for(request):
            return None
        running = Maintenance.objects.running().first()
        return None if running is None else refusal(request, running)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the same page for an act that came just too late: nothing of it was kept."""
        if not isinstance(error, StandstillError):
            return None
        running = Maintenance.objects.running().first()
        return None if running is None else refusal(request, running)


def is_read_only_for(request: HttpRequest) -> bool:
    """Return whether who asks can only read now; of people, their account was read with it."""
    if request.user.is_authenticated:
        return bool(getattr(request.user, "reads_only", False))
    return Maintenance.objects.running().exists()


def refusal(request: HttpRequest, running: Maintenance) -> HttpResponse:
    """Return the page that says why not, until when, and gives back what was typed."""
    answer: HttpResponse
    if request.headers.get("Accept") == "application/json":  # our own script, keeping a text
        answer = JsonResponse({"said": NOTHING_TAKEN, "token": ""}, status=UNAVAILABLE)
    else:
        fields = list(_typed(request))
        context = {
            "base": "office_base.html" if request.user.is_authenticated else "public_base.html",
            "maintenance": running,
            "fields": fields,
            "texts": [value for _, value in fields if _is_text(value)],
            "files": bool(request.FILES),
            "telephone": settings.TELEPHONE,
            "was_sent": request.method not in LOOKING,
        }
        answer = render(request, "maintenance/refused.html", context, status=UNAVAILABLE)
    answer["Retry-After"] = RETRY_AFTER
    return answer


def _typed(request: HttpRequest) -> Iterable[tuple[str, str]]:
    """Yield every field that came with the form, in its order; a password is not shown again."""
    for name, values in request.POST.lists():
        if not any(word in name.lower() for word in NOT_GIVEN_BACK):
            yield from ((name, value) for value in values)


def _is_text(value: str) -> bool:
    """Return whether somebody wrote this: a choice, a date or a mark of ours has no spaces."""
    return any(character.isspace() for character in value.strip())
