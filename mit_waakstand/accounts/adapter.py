"""What we ask of the sign-in library."""

from typing import Any, ClassVar

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from mit_waakstand.accounts import devices, notices, second_factor
from mit_waakstand.accounts.confirming import is_fresh
from mit_waakstand.accounts.models import User

log = structlog.get_logger()

WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."
TOO_MANY = "Te veel pogingen. Wacht vijf minuten en probeer het opnieuw."
WAYS = {
    "reauthenticate": "met uw wachtwoord",
    "mfa_reauthenticate": "met een code",
    "mfa_reauthenticate:webauthn": "met uw sleutel",
}


class Adapter(DefaultAccountAdapter):
    """Accounts are made by the beheerder, never by the visitor; and we say "u"."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Dit is niet uw huidige wachtwoord.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return that nobody can make an account for himself."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Return whether this leads to a page of ours; what is no address at all does not."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count an attempt; raises ValidationError when there were too many.

        A browser in which the person signed in before has a count of its own. All others share the
        counts of their address, of the account at their address, and of the account everywhere.
        """
        login = str(credentials.get("username") or credentials.get("email") or "").strip()
        found = User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login)).first()
        self._account = found.pk if found else None
        who = f"account {found.pk}" if found else login.casefold()
        device = devices.number_of(request, found)
        counts = [("known", f"{who} in {device}")]
        if not device:
            counts = [("here", f"{who} at {self.get_client_ip(request)}"), ("everywhere", who)]
        self._usages: list[ratelimit.RateLimitUsage] = []
        for kind, key in counts:
            usage = ratelimit.consume(
                request, app="sign_in", action=kind, config=settings.SIGN_IN_RATES, key=key
            )
            if not usage:
                log.warning("sign_in_held_up", account=self._account, counted=kind)
                raise self.validation_error("too_many_login_attempts")  # noqa: EM101  (a name)
            self._usages.append(usage)

    def _rollback_login_failed_rl_usage(self) -> None:
        for usage in self._usages:  # this attempt was right: it does not count
            usage.rollback()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Log that a password was wrong: of which account, never what was typed."""
        log.warning("sign_in_failed", account=self._account)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and note in what kind of browser, for the list of one's own sessions."""
        super().login(request, user)
        log.info("signed_in", account=user.pk)
        if user.open_until is not None:
            notices.last_resort_used(user, at=timezone.now())
        request.session["device"] = devices.in_words(self.get_http_user_agent(request))

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        """Return where signing in leads; from now on this browser is known."""
        answer: HttpResponse = super().post_login(request, user, **options)
        elsewhere = (options.get("signal_kwargs") or {}).get("sociallogin")
        if elsewhere is not None and elsewhere.took_two_steps:
            request.session[second_factor.READY] = True
        devices.remember(answer, user)
        return answer

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:  # noqa: ARG002
        """Return whether somebody has to show again that it is he; signing in counts too."""
        return not is_fresh(context.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return the ways in which somebody who is signed in can show that it is he."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        own = [way | {"description": WAYS[way["id"]]} for way in ways]
        used = SocialAccount.objects.filter(user_id=user.pk).values_list("provider", flat=True)
        return own + [
            {
                "id": one.id,
                "description": f"met {one.name}",
                "url": reverse("openid_connect_login", args=[one.id]),
            }
            for one in settings.OIDC
            if one.id in used
        ]

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002
        """Queue the mail; its link is made when it is sent, so that no row holds a key."""
        notices.new_password_asked(user, at=timezone.now())

    def send_notification_mail(self, template_prefix: str, user: User, *_: Any, **__: Any) -> None:
        """Write down that somebody's sign-in changed, end what must end, and tell him by mail."""
        notices.sign_in_changed(template_prefix, user, at=timezone.now(), request=self.request)
