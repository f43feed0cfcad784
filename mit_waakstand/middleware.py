"""Middleware of the whole house."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from mit_waakstand import house, tracing
from mit_waakstand.headers import FRAMED_NOWHERE, NEVER_STORED, OFFICE_HEADERS

POLICY = "Content-Security-Policy"
FIRST_ERROR, TOO_LARGE = 400, 413
MOST_BODY = 100_000_000  # bytes; two files of 20 MB and their texts fit well within it

Answer = Callable[[HttpRequest], HttpResponseBase]


class RequestNumber:
    """Give every request a number for the log, and for the work and the mail that follow from it.

    The number of our own nginx is taken over; what a visitor says himself is not, for with it he
    could make his lines look like somebody else's.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer; the library that logs requests finds the number in the header."""
        told = request.META.get("HTTP_X_REQUEST_ID", "")
        is_ours = settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0 and tracing.FORM.match(told)
        number = told if is_ours else tracing.new()
        request.META["HTTP_X_REQUEST_ID"] = number
        request.META.pop("HTTP_X_CORRELATION_ID", None)
        with tracing.traced(number):
            return self.get_response(request)


class SecurityHeaders:
    """Put the headers of the office on every answer of Django.

    Nothing behind login may stay in a cache, and neither may a 404: it would outlive the
    publication that makes the address exist. Only hashed static files keep their own terms.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer with its headers; what is already set stays."""
        response = self.get_response(request)
        for name, value in OFFICE_HEADERS:
            response.headers.setdefault(name, value)
        if response.status_code >= FIRST_ERROR or not request.path.startswith(settings.STATIC_URL):
            name, value = NEVER_STORED
            response.headers[name] = value
        else:
            response.headers.setdefault(*FRAMED_NOWHERE)
        _put_policy_in_order(response)
        return response


class BodyLimit:
    """Answer at once, without reading on, when somebody sends more than any form of ours takes."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the page that says why, or the answer to a body that can be one of ours."""
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdigit() and int(size) > MOST_BODY:
            return HttpResponse(render_to_string("413.html", house.facts()), status=TOO_LARGE)
        return self.get_response(request)


def _put_policy_in_order(response: HttpResponseBase) -> None:
    """Give the policy the same bytes in every process: django-csp orders it by chance."""
    policy = response.headers.get(POLICY)
    if policy:
        response.headers[POLICY] = "; ".join(sorted(policy.split("; ")))
