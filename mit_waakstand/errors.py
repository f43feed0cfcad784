"""The pages for 400, 403, 404, 429 and 500: Dutch, without content, never cacheable.

They are rendered without the request: what was never published and what never existed answer
with the same bytes, whoever asks (robustness 2).
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from mit_waakstand.public_site import pages


def _page(status: int) -> HttpResponse:
    body = render_to_string(f"{status}.html", pages.site())
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page that says that the question was not understood."""
    return _page(400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page that says that this is not the visitor's to see."""
    return _page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page for an address where nothing is."""
    return _page(404)


def too_many_requests(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return the page for somebody who tries too often (the sign-in library asks for it)."""
    return _page(429)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return the page for a fault of ours."""
    return _page(500)
