"""What the pages of a meeting share: finding it, naming it, taking a step on it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from draaiboek.models import Meeting
from mit_waakstand.accounts.access import OfficeRequest
from mit_waakstand.acting import ActPage, act

TITLE = "Vergaderingen"


def meeting_of(request: OfficeRequest, pk: int) -> Meeting:
    """Return the meeting of an address; raises Http404 when it is not this person's to see."""
    found = Meeting.objects.visible_to(request.user).select_related("situation")
    return get_object_or_404(found, pk=pk)


def way_to(shown: Meeting) -> tuple[tuple[str, str], ...]:
    """Return the breadcrumb to a meeting."""
    return ((TITLE, reverse("draaiboek:meetings")), (shown.name(), shown.get_absolute_url()))


def place_of(shown: Meeting) -> dict[str, Any]:
    """Return how the meeting is called on the page of a step, and the way to it."""
    return {"subject": shown.name_in_a_sentence(), "breadcrumb": way_to(shown)}


def step_of(  # noqa: PLR0913, PLR0917  (a page is made of these)
    request: OfficeRequest,
    shown: Meeting,
    verb: str,
    take: Callable[..., Meeting],
    form: forms.Form,
    page: ActPage,
    *,
    back: str = "",
) -> HttpResponse:
    """Return the page of a step whose form fields are the arguments of the act ``take``."""

    def call() -> Meeting:
        return take(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = back or shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
