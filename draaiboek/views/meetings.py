"""Pages of meetings: the list, a new one, one meeting, and its steps."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from draaiboek.forms.meetings import PlanForm, ReasonForm, RescheduleForm
from draaiboek.models import Meeting
from draaiboek.workflow import meetings as workflow
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import INVALID, ActPage, act
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.paging import page_of
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import RefusedError

TITLE = "Vergaderingen"


@office_page("meeting.see")
def meetings(request: OfficeRequest) -> HttpResponse:
    """List the meetings that this person may know, the newest first."""
    found = Meeting.objects.visible_to(request.user).order_by("-starts_at", "-pk")
    context = {
        "breadcrumb": [(TITLE, "")],
        "page": page_of(found, request.GET.get("pagina")),
        "may_plan": request.user.may("meeting.write"),
    }
    return render(request, "draaiboek/meetings.html", context)


@office_page("meeting.write", methods=ACT)
def plan(request: OfficeRequest) -> HttpResponse:
    """Plan a meeting."""
    form = PlanForm(request.POST or None, user=request.user)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = workflow.plan(by=request.user, at=timezone.now(), **form.cleaned_data)
            except RefusedError as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                return redirect(made)
    context = {
        "form": with_keeping(request, form),
        "heading": "Vergadering plannen",
        "submit_label": "Plannen",
        "cancel_url": reverse("draaiboek:meetings"),
        "page_has_errors": bool(form.errors),
        "breadcrumb": [(TITLE, reverse("draaiboek:meetings")), ("Plannen", "")],
    }
    return render(request, "office/act.html", context, status=status)


@office_page("meeting.see")
def meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one meeting with its steps."""
    shown = meeting_of(request, pk)
    context = {
        "meeting": shown,
        "breadcrumb": [(TITLE, reverse("draaiboek:meetings")), (shown.name(), "")],
        "exercise": shown.is_part_of_exercise(),
        "steps": shown.steps_for(request.user),
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "draaiboek/meeting.html", context)


@office_page("meeting.see", methods=ACT)
def reschedule(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change when, where or how people meet."""
    shown = meeting_of(request, pk)
    form = RescheduleForm(request.POST or None, record=shown)
    page = ActPage(
        **place_of(shown),
        consequences=("Wie is uitgenodigd, krijgt een mail met het nieuwe moment.",),
        done="Gewijzigd.",
    )
    return step_of(request, shown, "reschedule", form, page)


@office_page("meeting.see", methods=ACT)
def hold(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that the meeting was held."""
    shown = meeting_of(request, pk)
    form = forms.Form(request.POST or None)
    return step_of(request, shown, "hold", form, ActPage(**place_of(shown)))


@office_page("meeting.see", methods=ACT)
def cancel(request: OfficeRequest, pk: int) -> HttpResponse:
    """Call the meeting off."""
    shown = meeting_of(request, pk)
    form = ReasonForm(request.POST or None)
    page = ActPage(
        **place_of(shown),
        consequences=("Wie is uitgenodigd, krijgt een mail dat de vergadering niet doorgaat.",),
        done="De vergadering is afgelast.",
        is_final=True,
    )
    return step_of(request, shown, "cancel", form, page)


def meeting_of(request: OfficeRequest, pk: int) -> Meeting:
    """Return the meeting of an address; raises Http404 when it is not this person's to see."""
    found = Meeting.objects.visible_to(request.user).select_related("situation")
    return get_object_or_404(found, pk=pk)


def place_of(shown: Meeting) -> dict[str, Any]:
    """Return how the meeting is called on the page of a step, and the way to it."""
    way = ((TITLE, reverse("draaiboek:meetings")), (shown.name(), shown.get_absolute_url()))
    return {"subject": shown.name(), "breadcrumb": way}


def step_of(
    request: OfficeRequest, shown: Meeting, verb: str, form: forms.Form, page: ActPage
) -> HttpResponse:
    """Return the page of a step whose form fields are the arguments of its act."""

    def call() -> Meeting:
        taken: Meeting = getattr(workflow, verb)(
            shown, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return taken

    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
