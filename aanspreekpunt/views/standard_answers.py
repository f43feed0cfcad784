"""The standard answers: the list, one with its versions, and writing them."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from aanspreekpunt.forms import ChangeStandardAnswerForm, StandardAnswerForm
from aanspreekpunt.models import StandardAnswer
from aanspreekpunt.views.questions import LIST
from aanspreekpunt.workflow import standard_answers as workflow
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import CONFLICT, INVALID
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.workflow import ConflictError, RefusedError

TITLE = "Standaardantwoorden"
PERMISSION = workflow.PERMISSION
ALL = "aanspreekpunt:standard-answers"


@office_page(PERMISSION)
def standard_answers(request: OfficeRequest) -> HttpResponse:
    """List the standard answers; those in use first."""
    context = {
        "standard_answers": StandardAnswer.objects.order_by("-is_in_use", "title", "pk"),
        "breadcrumb": ((LIST[0], reverse(LIST[1])), (TITLE, "")),
    }
    return render(request, "aanspreekpunt/standard_answers.html", context)


@office_page(PERMISSION)
def standard_answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one with all its versions, the newest first."""
    shown = get_object_or_404(StandardAnswer, pk=pk)
    versions = shown.history.select_related("history_user").order_by("-version", "-history_id")
    context = {"standard": shown, "versions": versions, "breadcrumb": _way(shown.title)}
    return render(request, "aanspreekpunt/standard_answer.html", context)


@office_page(PERMISSION, methods=ACT)
def write(request: OfficeRequest) -> HttpResponse:
    """Write a new one."""
    form = StandardAnswerForm(request.POST or None)

    def call() -> StandardAnswer:
        return workflow.write(by=request.user, at=timezone.now(), **form.cleaned_data)

    return _page(request, form, call, heading="Standaardantwoord schrijven")


@office_page(PERMISSION, methods=ACT)
def change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write the next version; of two people who do so at once, the second is told."""
    standard = get_object_or_404(StandardAnswer, pk=pk)
    names = ("title", "text", "is_in_use", "version")
    initial = {name: getattr(standard, name) for name in names}
    form = ChangeStandardAnswerForm(request.POST or None, initial=initial)

    def call() -> StandardAnswer:
        return workflow.change(standard, by=request.user, at=timezone.now(), **form.cleaned_data)

    return _page(request, form, call, heading="Standaardantwoord wijzigen", standard=standard)


def _page(
    request: OfficeRequest,
    form: forms.Form,
    call: Callable[[], StandardAnswer],
    *,
    heading: str,
    standard: StandardAnswer | None = None,
) -> HttpResponse:
    status, theirs = 200, None
    if request.method == "POST":
        status = INVALID
        try:
            if form.is_valid():
                return redirect("aanspreekpunt:standard-answer", pk=call().pk)
        except RefusedError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            if isinstance(refusal, ConflictError) and standard is not None:
                standard.refresh_from_db()
                status, theirs = CONFLICT, standard
                # Who sends it again has read theirs.
                form.data = dict(form.data.items()) | {"version": standard.version}
    context = {
        "form": with_keeping(request, form),
        "heading": heading,
        "submit_label": "Opslaan",
        "cancel_url": reverse(ALL),
        "theirs": theirs,
        "breadcrumb": _way(heading),
    }
    return render(request, "aanspreekpunt/write_standard_answer.html", context, status=status)


def _way(last: str) -> tuple[tuple[str, str], ...]:
    return ((LIST[0], reverse(LIST[1])), (TITLE, reverse(ALL)), (last, ""))
