"""Decisions and actions of a meeting, and the list of actions."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from draaiboek.forms.outcomes import ActionForm, DecideForm, DropForm
from draaiboek.models import ActionItem
from draaiboek.states.actions import ActionState
from draaiboek.views.steps import TITLE, meeting_of, place_of, step_of
from draaiboek.workflow import outcomes
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act
from mit_waakstand.paging import page_of

ACTIONS = "Acties"


@office_page("meeting.see", methods=ACT)
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record what the meeting decided."""
    shown = meeting_of(request, pk)
    form = DecideForm(request.POST or None, meeting=shown)
    page = ActPage(**place_of(shown), done="Het besluit is vastgelegd.")
    return step_of(request, shown, "decide", outcomes.decide, form, page)


@office_page("meeting.see", methods=ACT)
def add_action(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that somebody does something by a day."""
    shown = meeting_of(request, pk)
    form = ActionForm(request.POST or None, meeting=shown)
    page = ActPage(
        **place_of(shown),
        consequences=("De actie staat in “Nu te doen” van wie haar heeft.",),
        done="De actie is vastgelegd.",
    )
    return step_of(request, shown, "add_action", outcomes.add_action, form, page)


@office_page("meeting.see")
def actions(request: OfficeRequest) -> HttpResponse:
    """List actions: CPO and secretaris see all, others their own; open ones by their day."""
    visible = ActionItem.objects.visible_to(request.user)
    visible = visible.select_related("meeting", "owner", "finished_by")
    over = request.GET.get("stand") == "klaar"
    found = visible.exclude(state=ActionState.OPEN).order_by("-due_on", "-pk")
    page = page_of(found if over else visible.open(), request.GET.get("pagina"))
    context = {
        "breadcrumb": [(TITLE, reverse("draaiboek:meetings")), (ACTIONS, "")],
        "page": page,
        "rows": [(action, action.steps_of(request.user)) for action in page],
        "today": localdate(),
        "is_over": over,
    }
    return render(request, "draaiboek/actions.html", context)


@office_page("meeting.see", methods=ACT)
def finish(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tick an action off."""
    return _act(request, pk, "finish", forms.Form(request.POST or None))


@office_page("meeting.see", methods=ACT)
def drop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let an action lapse."""
    return _act(request, pk, "drop", DropForm(request.POST or None))


def _act(request: OfficeRequest, pk: int, verb: str, form: forms.Form) -> HttpResponse:
    visible = ActionItem.objects.visible_to(request.user).select_related("meeting")
    shown = get_object_or_404(visible, pk=pk)
    back = reverse("draaiboek:actions")

    def call() -> ActionItem:
        taken: ActionItem = getattr(outcomes, verb)(
            shown, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return taken

    page = ActPage(subject=shown.text, breadcrumb=((ACTIONS, back),))
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
