"""How long the answers of Django take, by the name of the view: never by address or person."""

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import CollectorRegistry, Histogram

BUCKETS: Final = (0.05, 0.1, 0.3, 1, 3, 10)  # seconds; 0.3 is what an office page may take
NOWHERE: Final = "geen"  # the answer to an address where nothing is

OURS = CollectorRegistry()
SECONDS = Histogram(
    "mit_request_seconds",
    "Tijd van een antwoord, per soort pagina en soort antwoord (gepubliceerde bestanden niet).",
    ("view", "status"),
    buckets=BUCKETS,
    registry=OURS,
)


class RequestTimes:
    """Count how long each answer took; nothing is counted that nobody may read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what answers; raises MiddlewareNotUsed when there is no monitoring."""
        if not settings.MONITORS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer."""
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match else NOWHERE
        status = f"{response.status_code // 100}xx"
        SECONDS.labels(view, status).observe(time.perf_counter() - began)
        return response
