"""Where a page of the register stands, and pages with a form that are no step of a record."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from experts.models import Expert
from mit_waakstand.accounts.access import OfficeRequest
from mit_waakstand.acting import CONFLICT, FORBIDDEN, INVALID
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError

TITLE = "Experts"
Crumbs = tuple[tuple[str, str], ...]


def register_crumb() -> Crumbs:
    """Return the way to the register."""
    return ((TITLE, reverse("experts:experts")),)


def expert_crumb(expert: Expert) -> Crumbs:
    """Return the way to somebody's record."""
    return (*register_crumb(), (expert.name, expert.get_absolute_url()))


def act_without_record(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    form: Form,
    call: Callable[[], str],
    *,
    heading: str,
    submit: str,
    back: str,
    crumbs: Crumbs,
    consequences: tuple[str, ...] = (),
    done: str = "Opgeslagen.",
) -> HttpResponse:
    """Return the page of a form, or do what it asks and go where ``call`` says."""
    status = 200
    if request.method == "POST":
        status = INVALID
        try:
            if form.is_valid():
                next_page = call()
                messages.success(request, done)
                return redirect(next_page)
        except RefusedError as refusal:
            status = _status_of(refusal)
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    context = {
        "form": with_keeping(request, form),
        "heading": heading,
        "submit_label": submit,
        "cancel_url": back,
        "consequences": consequences,
        "page_has_errors": bool(form.errors),
        "breadcrumb": [*crumbs, (heading, "")],
    }
    return render(request, "office/act.html", context, status=status)


def _status_of(refusal: RefusedError) -> int:
    if isinstance(refusal, NotAllowedError):
        return FORBIDDEN
    return CONFLICT if isinstance(refusal, ConflictError) else INVALID
