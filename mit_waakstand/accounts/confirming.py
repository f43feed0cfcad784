"""Whether somebody showed just now that it is he: before the gravest acts we ask again."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from mit_waakstand.accounts.roles import GRAVE
from mit_waakstand.accounts.sessions import SessionStore


def ask_for(permission: str, request: HttpRequest) -> None:
    """Let who uses one of the gravest permissions show first that it is he.

    Raises ReauthenticationRequired, which the sign-in library answers; what was sent goes on
    afterwards.
    """
    if permission in GRAVE and not is_fresh(request):
        raise ReauthenticationRequired


def confirmed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the page, for who showed just now that it is he.

    The library asks for that itself, except of people who signed in elsewhere.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **options)

    return asked


def is_fresh(request: HttpRequest) -> bool:
    """Return whether who is signed in here signed in, or confirmed it, a short while ago."""
    within = timedelta(minutes=settings.CONFIRMED_FOR)
    session = request.session
    began_at = session.began_at if isinstance(session, SessionStore) else None
    if began_at and timezone.now() - began_at < within:
        return True
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(moments) and time.time() - max(moments) < within.total_seconds()
