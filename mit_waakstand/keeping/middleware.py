"""Nothing is lost when a sign-in ends while somebody types; what was saved is forgotten."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from mit_waakstand.keeping import workflow
from mit_waakstand.keeping.answers import address_of, in_words, said, wants_data
from mit_waakstand.keeping.slips import slip_of

Answer = Callable[[HttpRequest], HttpResponseBase]
AFTER_SIGN_IN = "Uw tekst is bewaard. Meld u aan, dan kunt u ermee verder."


class Keeping:
    """Keeps the form of somebody who is no longer signed in; forgets one whose step was taken."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer. A form that leads on was accepted, so its kept text goes."""
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            slip = slip_of(request)
            if slip and (slip.user_pk, slip.address) == (request.user.pk, request.path):
                workflow.forget(slip)
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        """Return the way to the sign-in page for a form without sign-in, after keeping it."""
        if request.method != "POST" or request.user.is_authenticated:
            return None
        slip = slip_of(request)
        if slip is None:
            return None
        at = timezone.now()
        try:
            workflow.keep(slip, request.POST, at=at, replace=not wants_data(request))
        except workflow.NotKeptError as error:
            if wants_data(request):
                return said(str(error), status=HTTPStatus.UNAUTHORIZED)
            messages.warning(request, str(error))
            return redirect_to_login(slip.address)
        if wants_data(request):
            words = f"U bent afgemeld. {in_words(at)} Meld u aan in een nieuw venster."
            return said(words, status=HTTPStatus.UNAUTHORIZED)
        messages.info(request, AFTER_SIGN_IN)
        return redirect_to_login(address_of(slip))
