"""At the door of every page: who watches, a sign of life, and the second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from mit_waakstand.accounts import second_factor
from mit_waakstand.accounts.addresses import is_monitor
from mit_waakstand.accounts.sessions import SessionStore

Answer = Callable[[HttpRequest], HttpResponseBase]
# What somebody reaches who is signed in and has no second factor yet: everything else waits.
SET_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_logout",
        "account_reauthenticate",
        "account_session_left",
    }
)
# Who has no password here confirms that it is he where he signed in, also before he has set it up.
ELSEWHERE = frozenset({"openid_connect_login", "openid_connect_callback"})
WITHOUT_A_SIGN = "account_session_left"  # our script asks how long; that is no sign of life

WATCHED, FIGURES, NOWHERE = "/-/", "/-/metrics", "/-/bestaat-niet"


class Watch:
    """The addresses by which the house is watched.

    They answer by whatever name they are asked: a container knows us by another name than the
    public does, and nothing here uses it. The figures are for our own monitoring; to anybody else
    their address does not exist.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer; a stranger gets the one to an address where nothing is."""
        if request.path_info.startswith(WATCHED):
            request.META["HTTP_HOST"] = settings.OFFICE_HOST
        if request.path_info == FIGURES and not is_monitor(request):
            request.path_info = NOWHERE
        return self.get_response(request)


class Door:
    """Notes that somebody is there, and sends who has no second factor to set one up."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        """Return the way to the set-up page, or nothing; who has no session is not looked at."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name != WITHOUT_A_SIGN and isinstance(request.session, SessionStore):
            request.session.note_sign_of_life()
        if name not in SET_UP | ELSEWHERE and second_factor.is_missing(request):
            return redirect("mfa_index")
        return None
