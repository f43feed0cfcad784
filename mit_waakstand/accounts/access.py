"""Who may open a page: signed in, and with a permission of the role table when it asks for one."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from mit_waakstand.accounts import confirming
from mit_waakstand.accounts.models import User

LOOK = ("GET", "HEAD")
ACT = ("GET", "HEAD", "POST")
POST = ("POST",)

Rest = ParamSpec("Rest")


class OfficeRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


def office_page(
    permission: str = "", *, methods: tuple[str, ...] = LOOK
) -> Callable[
    [Callable[Concatenate[OfficeRequest, Rest], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, Rest], HttpResponseBase],
]:
    """Return the decorator of a page behind sign-in.

    Somebody who is not signed in is sent to sign in; without the permission the answer is 403. For
    the gravest permissions he shows again that it is he, if that was a while ago.
    Which *records* are shown is asked of the records themselves.
    """

    def decorate(
        view: Callable[Concatenate[OfficeRequest, Rest], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponseBase:
            office_request = cast("OfficeRequest", request)
            if permission and not office_request.user.may(permission):
                raise PermissionDenied
            confirming.ask_for(permission, request)
            return view(office_request, *args, **kwargs)

        page = require_http_methods(list(methods))(login_required(guarded))
        page.is_form = methods == ACT  # type: ignore[attr-defined]  # alleen lezen asks it
        return cast("Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]", page)

    return decorate
