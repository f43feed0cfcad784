"""The page on which a new record is made: the same for each kind of record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mit_waakstand.accounts.access import OfficeRequest
from mit_waakstand.acting import FORBIDDEN, INVALID
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.workflow import NotAllowedError, RefusedError


@dataclass(frozen=True, kw_only=True)
class NewPage:
    """What is special about it; ``consequences`` are Dutch sentences."""

    heading: str
    submit: str
    done: str
    breadcrumb: tuple[tuple[str, str], ...]
    back: str
    consequences: tuple[str, ...] = ()


class Made(Protocol):
    """A record with a page of its own."""

    def get_absolute_url(self) -> str:
        """Return the address of its page."""


def make(
    request: OfficeRequest, *, form: BaseForm, call: Callable[[], Made], page: NewPage
) -> HttpResponse:
    """Return the page with the form, or make the record and go to it.

    A refusal gives the page again with everything that was typed and the reason at its field.
    """
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = call()
            except RefusedError as refusal:
                status = FORBIDDEN if isinstance(refusal, NotAllowedError) else INVALID
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                messages.success(request, page.done)
                return redirect(made.get_absolute_url())
    context = {
        "form": with_keeping(request, form),
        "page_has_errors": bool(form.errors),
        "heading": page.heading,
        "submit_label": page.submit,
        "consequences": page.consequences,
        "final": True,
        "cancel_url": page.back,
        "breadcrumb": (*page.breadcrumb, (page.heading, "")),
    }
    return render(request, "signals/new_record.html", context, status=status)
