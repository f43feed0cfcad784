"""Keeping a text before it is saved, and throwing a kept text away."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from mit_waakstand import house
from mit_waakstand.accounts.access import POST, OfficeRequest, office_page
from mit_waakstand.keeping import workflow
from mit_waakstand.keeping.answers import address_of, in_words, said, wants_data
from mit_waakstand.keeping.slips import slip_of

SOMEBODY_ELSE = "In deze browser is nu iemand anders aangemeld. Meld u eerst zelf weer aan."


@office_page(methods=POST)
def keep(request: OfficeRequest) -> HttpResponse:
    """Keep what somebody typed; his own slip says of which form."""
    slip = slip_of(request)
    if slip is None:
        return HttpResponseBadRequest()
    if slip.user_pk != request.user.pk:
        return _not_kept(request, SOMEBODY_ELSE)
    at = timezone.now()
    try:
        workflow.keep(slip, request.POST, at=at, replace=not wants_data(request))
    except workflow.NotKeptError as error:
        return _not_kept(request, str(error))
    if wants_data(request):
        return said(in_words(at))
    messages.info(request, f"{in_words(at)} U hebt het formulier nog niet verstuurd.")
    return redirect(address_of(slip))


@office_page(methods=POST)
def discard(request: OfficeRequest) -> HttpResponse:
    """Throw away the kept text of a form."""
    slip = slip_of(request)
    if slip is None or slip.user_pk != request.user.pk:
        return HttpResponseBadRequest()
    workflow.discard(request.user, slip.address)
    messages.info(request, "De bewaarde tekst is weggegooid.")
    return redirect(slip.address)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Return the page for a form that was open too long or came from elsewhere.

    Only our own forms carry a slip, so what was typed in one of them is kept for its owner.
    """
    slip, at = slip_of(request), timezone.now()
    facts = house.facts()
    if slip is not None:
        try:
            workflow.keep(slip, request.POST, at=at, replace=not wants_data(request))
            facts["kept_at"] = address_of(slip)
            sentence = in_words(at)
        except workflow.NotKeptError as error:
            facts["not_kept"] = sentence = str(error)
        if wants_data(request):
            is_own = request.user.pk == slip.user_pk
            token = get_token(request) if is_own else ""
            words = sentence if is_own else f"{sentence} {SOMEBODY_ELSE}"
            return said(words, status=HTTPStatus.FORBIDDEN, token=token)
    return HttpResponse(render_to_string("csrf.html", facts), status=HTTPStatus.FORBIDDEN)


def _not_kept(request: OfficeRequest, sentence: str) -> HttpResponse:
    """Say why; without our script the browser keeps what was typed behind its back button."""
    if wants_data(request):
        return said(sentence, status=HTTPStatus.CONFLICT)
    page = render_to_string("csrf.html", house.facts() | {"not_kept": sentence})
    return HttpResponse(page, status=HTTPStatus.CONFLICT)
