"""The page on which a new record is made: the same for what this app records."""

from collections.abc import Callable
from dataclasses import dataclass

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


def make(
    request: OfficeRequest, *, form: BaseForm, call: Callable[[], str], page: NewPage
) -> HttpResponse:
    """Return the page with the form, or make the record and go to the address that ``call`` gives.

    A refusal gives the page again with everything that was typed and the reason at its field.
    """
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                address = call()
            except RefusedError as refusal:
                status = FORBIDDEN if isinstance(refusal, NotAllowedError) else INVALID
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                messages.success(request, page.done)
                return redirect(address)
    context = {
        "form": with_keeping(request, form),
        "page_has_errors": bool(form.errors),
        "heading": page.heading,
        "submit_label": page.submit,
        "consequences": page.consequences,
        "cancel_url": page.back,
        "breadcrumb": [*page.breadcrumb, (page.heading, "")],
    }
    return render(request, "office/act.html", context, status=status)
