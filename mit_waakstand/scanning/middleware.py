"""What the scanner held while a page was asked for is written down, whatever form it was on."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from mit_waakstand.accounts.models import User
from mit_waakstand.scanning import letters, workflow
from mit_waakstand.uploads import noting_held

Answer = Callable[[HttpRequest], HttpResponseBase]


class HeldFiles:
    """Records each file that was held, and raises the alarm when the scanner keeps silent."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer; the form on it says already why the file was refused."""
        with noting_held() as noted:
            response = self.get_response(request)
        at = timezone.now()
        for held in noted:
            if not held.finding:
                letters.scanner_silent(at=at)
            elif isinstance(request.user, User):
                page = request.resolver_match.view_name if request.resolver_match else ""
                workflow.hold(held, page=page, by=request.user, at=at)
        return response
