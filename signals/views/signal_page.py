"""What the pages about one signal share: finding it, naming it, and taking a step with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mit_waakstand.accounts.access import OfficeRequest
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.acting import ActPage, act
from mit_waakstand.markdown import to_html
from mit_waakstand.trail.reading import note_reading
from signals.models import Signal
from signals.views import breadcrumbs


def signal_or_404(request: OfficeRequest, pk: int) -> Signal:
    """Return the signal when this person may know it; raises Http404."""
    found = Signal.objects.visible_to(request.user).select_related("weighing__situation")
    return get_object_or_404(found, pk=pk)


def place_of(shown: Signal) -> dict[str, Any]:
    """Return how the signal is called on the page of a step, and the way to it."""
    return {
        "subject": f"{shown.working_name()}: {shown.title}",
        "breadcrumb": breadcrumbs.to_signal(shown),
    }


def telephone_for(user: User) -> str:
    """Return the number that Bureau SG can call; the MIW itself needs none."""
    return settings.TELEPHONE if user.part == Role.SG_OFFICE else ""


def response_of(shown: Signal) -> dict[str, object]:
    """Return the response and its text as pages show it; nothing without one."""
    response = shown.response_or_none()
    if response is None:
        return {}
    return {"response": response, "response_text": to_html(response.text)}


def note_page(request: OfficeRequest, shown: Signal, what: str) -> None:
    """Keep who opened an issued signal: after a leak one wants to know (domain §3.6)."""
    if shown.is_issued():
        note_reading(shown, what=what, by=request.user, at=timezone.now())


def act_on(  # noqa: PLR0913, PLR0917  (what a page of a step is made of)
    request: OfficeRequest,
    shown: Signal,
    verb: str,
    form: forms.BaseForm,
    call: Callable[[], Signal],
    page: ActPage,
) -> HttpResponse:
    """Return the page of a step with a signal, or take it and go back to the signal."""
    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
