"""Pages about one's own sign-in: the second factor, and where one is signed in."""

import json
from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mit_waakstand.accounts import oidc, second_factor
from mit_waakstand.accounts.access import POST, OfficeRequest, office_page
from mit_waakstand.accounts.models import LiveSession
from mit_waakstand.accounts.sessions import SessionStore

OVERVIEW = "mfa_index"
CODES_UNREADABLE = "Uw herstelcodes zijn hier niet meer te lezen. Maak nieuwe."
NOTHING_TO_CHANGE = (
    "U meldt zich aan met uw organisatie. Hier hebt u geen wachtwoord om te veranderen."
)


class SignInView(LoginView):
    """The sign-in page, with the ways that lead elsewhere."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Return the library's variables, with ``elsewhere``."""
        context: dict[str, Any] = super().get_context_data(**options)
        return context | {"elsewhere": oidc.ways()}


class ChangePasswordView(PasswordChangeView):
    """Changes a password; who signs in elsewhere has none here."""

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        """Return the page, or go back and say why not."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            messages.info(request, NOTHING_TO_CHANGE)
            return redirect(OVERVIEW)
        answer: HttpResponseBase = super().dispatch(request, *args, **options)
        return answer


class _WithOptions:
    """Puts what the browser needs for a key in the page, as text: our script reads it there."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Return the library's variables, with ``key_options``."""
        context: dict[str, Any] = super().get_context_data(**options)  # type: ignore[misc]
        for asked in context.get("js_data", {}).values():
            context["key_options"] = json.dumps(asked["publicKey"])
        return context


class SecondFactorView(_WithOptions, AuthenticateView):
    """The second step of signing in: a code, or a key."""


class AddKeyView(_WithOptions, AddWebAuthnView):
    """The page on which a key is added."""


class KeyAgainView(_WithOptions, ReauthenticateWebAuthnView):
    """The page that asks for a key of somebody who is signed in already."""

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002
        """Return the page again: the key that was shown is not one of his."""
        messages.error(self.request, second_factor.WRONG_KEY)
        return redirect(self.request.get_full_path())


class RemoveKeyView(RemoveWebAuthnView):
    """Takes a key away, unless it is the last second factor of somebody who needs one."""

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        """Return the page, or go back and say what comes first."""
        key = Authenticator.objects.filter(pk=options["pk"], user=request.user.pk).first()
        if key is not None and second_factor.is_last_needed(key):
            said = second_factor.Adapter.error_messages["cannot_delete_authenticator"]
            messages.warning(request, said)
            return redirect(OVERVIEW)
        answer: HttpResponseBase = super().dispatch(request, *args, **options)
        return answer


class RecoveryCodesView(ViewRecoveryCodesView):
    """Shows recovery codes once."""

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        """Return the page, or go back and say that they cannot be read any more."""
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **options)
        except second_factor.UnreadableError:
            messages.error(request, CODES_UNREADABLE)
            return redirect(OVERVIEW)
        return answer


class NewRecoveryCodesView(GenerateRecoveryCodesView):
    """Makes new recovery codes, also when the old ones cannot be read any more."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Return the library's variables, without counting codes: the overview does that."""
        context: dict[str, Any] = super(GenerateRecoveryCodesView, self).get_context_data(**options)
        return context


class OverviewView(IndexView):
    """What somebody has as second factor, and what he can set up."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        """Return the library's variables, and whether a second factor is asked for now."""
        context: dict[str, Any] = super().get_context_data(**options)
        context["codes_left"] = second_factor.codes_left(self.request.user)
        context["is_missing"] = second_factor.is_missing(self.request)
        context["is_required"] = settings.SECOND_FACTOR
        return context


@office_page()
def sessions(request: OfficeRequest) -> HttpResponse:
    """Show where this person is signed in now."""
    live = LiveSession.objects.of(request.user, timezone.now())
    context = {
        "breadcrumb": [("Nu te doen", reverse("office:worklist")), ("Uw sessies", "")],
        "sessions": [(row, row.get_decoded().get("device", "")) for row in live],
        "here": request.session.session_key,
    }
    return render(request, "account/sessions.html", context)


@office_page(methods=POST)
def end_session(request: OfficeRequest) -> HttpResponse:
    """End one of one's other sessions, or all of them."""
    here = request.session.session_key
    others = LiveSession.objects.filter(user=request.user).exclude(session_key=here)
    asked = request.POST.get("session", "")
    ended = others if asked == "all" else others.filter(pk__in=_named(request, asked))
    count, _ = ended.delete()
    messages.success(request, "Daar bent u nu afgemeld." if count else "Die sessie was al over.")
    return redirect("account_sessions")


@office_page()
def session_left(request: OfficeRequest) -> HttpResponse:
    """Return how many seconds this sign-in lasts; asking is no sign of life."""
    left = request.session.time_left() if isinstance(request.session, SessionStore) else None
    return JsonResponse({"seconds": int(left.total_seconds()) if left else 0})


@office_page(methods=POST)
def session_stay(request: OfficeRequest) -> HttpResponse:  # noqa: ARG001  (the door noted it)
    """Note that somebody is still there."""
    return HttpResponse(status=204)


def _named(request: OfficeRequest, number: str) -> list[str]:
    """Return the key of the session with this number in the list; keys never stand in a page."""
    live = list(LiveSession.objects.of(request.user, timezone.now()))
    return [row.session_key for row in live if row.number == number]
