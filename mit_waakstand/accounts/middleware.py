"""At the door of every page: a sign of life, and nothing opens without a second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from mit_waakstand.accounts import second_factor
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
