"""Signing in elsewhere, with OpenID Connect: the code flow with PKCE, of the sign-in library.

What we ask on top: every ID token is signed by the provider's own key, for us, now, and for this
very sign-in (nonce). Its claims say who somebody is; who gets in is decided by ``joining``.
"""

import time
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urljoin

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from requests import RequestException

from mit_waakstand.accounts import joining
from mit_waakstand.providers import Provider

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
REQUIRED = ["iss", "aud", "exp", "iat", "sub", "nonce"]
LEEWAY = timedelta(seconds=30)
SENT_BY_ANOTHER = {"cross-site", "same-site"}
JUST_NOW = 300  # seconds since the provider asked somebody anew
NOT_BELIEVED = "De aanbieder gaf een antwoord dat niet klopt. Probeer het opnieuw."
AWAY = "De aanbieder antwoordt niet. Probeer het later opnieuw."


class Elsewhere(OpenIDConnectOAuth2Adapter):
    """Our side of the conversation with a provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself; somebody else's word for it is refused."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != self.get_provider().app.settings["server_url"]:
            message = "another issuer"
            raise OAuth2Error(message)
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002
        """Return our address at the configured host, whatever the request says."""
        path: str = self.get_provider().get_callback_url()
        return urljoin(settings.OFFICE_URL, path)

    def complete_login(
        self,
        request: HttpRequest,
        app: SocialApp,
        token: Any,  # noqa: ARG002  (what it opens we do not ask)
        **answer: Any,
    ) -> SocialLogin:
        """Return who the ID token says it is; raises OAuth2Error when it cannot be believed."""
        try:
            claims = self._believed(app, answer["response"]["id_token"])
        except (KeyError, ValueError, TypeError, jwt.PyJWTError) as error:
            message = "ID token not believed"
            raise OAuth2Error(message) from error
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims
        return login

    def _believed(self, app: SocialApp, token: str) -> dict[str, Any]:
        if jwt.get_unverified_header(token)["alg"] not in ALGORITHMS:
            message = "algorithm"
            raise ValueError(message)
        algorithm, key = jwtkit.fetch_key(
            token, self.openid_config["jwks_uri"], jwtkit.lookup_kid_jwk
        )
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=[algorithm],
            audience=app.client_id,
            issuer=app.settings["server_url"],
            leeway=LEEWAY,
            options={"require": REQUIRED},
        )
        if claims.get("azp", app.client_id) != app.client_id:
            message = "authorized party"
            raise ValueError(message)
        return claims


class ElsewhereProvider(OpenIDConnectProvider):
    """A provider that is asked for a nonce, and of which no claims are kept."""

    pkce_enabled_default = True
    oauth2_adapter_class = Elsewhere

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:  # noqa: ARG002
        """Return what we ask with, never what an address asks."""
        return {}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:  # noqa: ARG002
        """Return our scope, idem."""
        return ["openid", "email"]

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **options: Any,
    ) -> HttpResponse:
        """Return the way to the provider, with a nonce that its answer has to carry.

        Who is signed in already comes to confirm that it is he: the provider asks him anew.
        """
        nonce, again = token_urlsafe(24), request.user.is_authenticated
        asked_anew = {"prompt": "login", "max_age": "0"} if again else {}
        options["auth_params"] = {"nonce": nonce, **asked_anew}
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, nonce=nonce, again=again, **options
        )
        return answer

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Return nothing: of what a provider tells we keep the subject alone."""
        return {}


class SocialAdapter(DefaultSocialAccountAdapter):
    """What we ask of the library about people who sign in elsewhere."""

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> ElsewhereProvider:
        """Return the provider with this id."""
        app = self.get_app(request, provider=provider, client_id=client_id)
        return ElsewhereProvider(request, app=app)

    def list_apps(self, request: HttpRequest, **wanted: Any) -> list[SocialApp]:  # noqa: ARG002
        """Return the providers of the settings; a row in the database makes none."""
        name = wanted.get("provider")
        return [_app(one) for one in settings.OIDC if name in {None, one.id, "openid_connect"}]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in who has an account here and a role; anybody else is told why not."""
        found = named(sociallogin.account.provider)
        if not _is_an_answer_to(sociallogin.state, sociallogin.claims):
            raise ImmediateHttpResponse(refused(request, NOT_BELIEVED, status=401))
        known = sociallogin.user if sociallogin.is_existing else None
        try:
            user = joining.let_in(found, sociallogin.claims, known=known, at=timezone.now())
        except joining.NotLetInError as error:
            raise ImmediateHttpResponse(refused(request, str(error), status=403)) from error
        if known is None:
            sociallogin.account.user = sociallogin.user = user
            sociallogin.account.save()
        sociallogin.user = user
        sociallogin.took_two_steps = joining.has_second_factor(found, sociallogin.claims)

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        """Say that it did not work, without what went wrong inside."""
        raise ImmediateHttpResponse(refused(request, NOT_BELIEVED, status=401))


def named(provider_id: str) -> Provider:
    """Return the provider of the settings; raises Http404."""
    for one in settings.OIDC:
        if one.id == provider_id:
            return one
    raise Http404


def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider; who another site sends here says first that he wants to.

    Browsers from before 2023 do not tell who sent them; those go on.
    """
    if request.headers.get("Sec-Fetch-Site") in SENT_BY_ANOTHER:
        context = {"name": named(provider_id).name, "address": request.get_full_path()}
        return render(request, "account/sign_in_elsewhere.html", context)
    return _conversation(request, provider_id, OAuth2LoginView)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer, and sign in."""
    return _conversation(request, provider_id, OAuth2CallbackView)


def refused(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    """Return the page that says why somebody does not get in this way."""
    return render(request, "account/not_let_in.html", {"reason": reason}, status=status)


def _conversation(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    named(provider_id)
    try:
        answer: HttpResponse = view.adapter_view(Elsewhere(request, provider_id))(request)
    except RequestException:
        return refused(request, AWAY, status=503)
    except (OAuth2Error, KeyError, ValueError, TypeError):
        return refused(request, NOT_BELIEVED, status=401)
    return answer


def _is_an_answer_to(state: dict[str, Any], claims: dict[str, Any]) -> bool:
    """Return whether the claims carry our nonce, and an asking anew when we asked for that."""
    if claims["nonce"] != state.get("nonce"):
        return False
    asked_at = claims.get("auth_time")
    is_new = isinstance(asked_at, int) and time.time() - asked_at < JUST_NOW
    return is_new or not state.get("again")


def _app(one: Provider) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=one.id,
        name=one.name,
        client_id=one.client,
        secret=one.secret,
        settings={"server_url": one.issuer},
    )


def ways() -> list[tuple[str, str]]:
    """Return the name and the address of each provider, for the sign-in page."""
    return [(one.name, reverse("openid_connect_login", args=[one.id])) for one in settings.OIDC]
