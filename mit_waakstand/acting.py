"""The page on which a step is taken: the same for every step of every record.

GET shows the form and what will happen; POST takes the step. A refused step gives the page again
with everything that was typed, the reason at its field, and a status that says so. What is typed
is kept meanwhile (``keeping``). The page on which a new record is made is the same (``make``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mit_waakstand.accounts import confirming
from mit_waakstand.accounts.access import OfficeRequest
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.workflow import (
    ConflictError,
    NotAllowedError,
    Record,
    RefusedError,
    check_permission,
)

INVALID, FORBIDDEN, CONFLICT = 422, 403, 409


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """What is special about one step's page; ``consequences`` are Dutch sentences.

    ``subject`` is how the record is called on screen; ``breadcrumb`` leads to it. ``is_shared``:
    several people write the same text here, and are told of each other. ``is_draft``: what was sent
    only changes the form, which is shown again; no step is taken.
    """

    heading: str = ""
    subject: str = ""
    submit: str = ""
    breadcrumb: tuple[tuple[str, str], ...] = ()
    consequences: tuple[str, ...] = ()
    done: str = ""
    is_final: bool = False
    is_shared: bool = False
    is_draft: bool = False
    template: str = "office/act.html"
    extra: dict[str, object] = field(default_factory=dict)


def act(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    record: Record,
    verb: str,
    *,
    form: BaseForm,
    call: Callable[[], Record],
    back: str,
    page: ActPage,
) -> HttpResponse:
    """Return the page of a step, or take the step and go ``back``.

    Raises Http404 when the record is not this person's to see. A step that is not possible now
    says why, also on GET. A form that remembers what was read (``start_from``) goes on from what
    the page shows after a conflict.
    """
    if not record.is_visible_to(request.user):
        raise Http404
    row = type(record).STEPS[verb]
    if request.method != "POST" or page.is_draft:
        return _show(request, record, verb, form=form, back=back, page=page)
    status = INVALID
    try:
        check_permission(row, record, request.user)  # before it says what is wrong with a form
        confirming.ask_for(row.permission, request)
        if form.is_valid():
            call()
            messages.success(request, page.done or f"Gedaan: {row.in_a_sentence()}.")
            return redirect(back)
    except RefusedError as refusal:
        status = _status_of(refusal)
        record.refresh_from_db()  # the page shows what the other person made of it
        if status == CONFLICT and hasattr(form, "start_from"):
            form.start_from(record)
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return _show(request, record, verb, form=form, back=back, page=page, status=status)


def _show(  # noqa: PLR0913  (idem)
    request: OfficeRequest,
    record: Record,
    verb: str,
    *,
    form: BaseForm,
    back: str,
    page: ActPage,
    status: int = 200,
) -> HttpResponse:
    row, offer = type(record).STEPS[verb], record.offer(verb, request.user)
    if offer is None and status == 200:
        messages.warning(request, "Deze stap is nu niet mogelijk, of niet aan u.")
        return redirect(back)
    confirming.ask_for(row.permission, request)
    context = {
        "record": record,
        "heading": page.heading or row.label,
        "subject": page.subject,
        "submit_label": page.submit or row.label,
        "obstacles": offer.obstacles if offer else (),
        "consequences": page.consequences,
        "final": page.is_final,
        "form": with_keeping(request, form, is_shared=page.is_shared),
        "cancel_url": back,
        "breadcrumb": [*page.breadcrumb, (row.label, "")],
        "exercise": record.is_part_of_exercise(),
        **page.extra,
    }
    return render(request, page.template, context, status=status)


def _status_of(refusal: RefusedError) -> int:
    if isinstance(refusal, NotAllowedError):
        return FORBIDDEN
    return CONFLICT if isinstance(refusal, ConflictError) else INVALID


class Made(Protocol):
    """A record with a page of its own."""

    def get_absolute_url(self) -> str:
        """Return the address of its page."""


@dataclass(frozen=True, kw_only=True)
class NewPage:
    """What is special about the page of a new record; ``consequences`` are Dutch sentences."""

    heading: str
    submit: str
    done: str
    breadcrumb: tuple[tuple[str, str], ...]
    back: str
    consequences: tuple[str, ...] = ()
    is_final: bool = False
    template: str = "office/act.html"


def make(
    request: OfficeRequest, *, form: BaseForm, call: Callable[[], Made | str], page: NewPage
) -> HttpResponse:
    """Return the page with the form, or make the record and go to it.

    ``call`` gives the record, or the address to go to. A refusal gives the page again with
    everything that was typed and the reason at its field.
    """
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = call()
            except RefusedError as refusal:
                status = FORBIDDEN if isinstance(refusal, NotAllowedError) else INVALID
                field_name = refusal.field if refusal.field in form.fields else None
                form.add_error(field_name, refusal.message)
            else:
                messages.success(request, page.done)
                return redirect(made if isinstance(made, str) else made.get_absolute_url())
    context = {
        "form": with_keeping(request, form),
        "page_has_errors": bool(form.errors),
        "heading": page.heading,
        "submit_label": page.submit,
        "consequences": page.consequences,
        "final": page.is_final,
        "cancel_url": page.back,
        "breadcrumb": [*page.breadcrumb, (page.heading, "")],
    }
    return render(request, page.template, context, status=status)
