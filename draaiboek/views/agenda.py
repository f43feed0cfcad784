"""Editing the agenda of a meeting: adding, changing, moving and removing items."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from draaiboek.forms.outcomes import ItemForm
from draaiboek.models import AgendaItem, Meeting
from draaiboek.views.steps import meeting_of, place_of
from draaiboek.workflow import agenda as workflow
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act


@office_page("meeting.write", methods=ACT)
def edit_agenda(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show the items with what can be done to each; POST adds an item."""
    shown = meeting_of(request, pk)
    form = ItemForm(request.POST or None)
    page = ActPage(
        **place_of(shown),
        heading="Agenda bewerken",
        submit="Agendapunt toevoegen",
        done="Het agendapunt staat onderaan de agenda.",
        template="draaiboek/agenda.html",
        extra={"items": shown.items.order_by("place", "pk"), "meeting": shown},
    )

    def call() -> Meeting:
        return workflow.write_item(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    here = reverse("draaiboek:meeting-edit-agenda", args=[pk])
    back = here if request.method == "POST" else shown.get_absolute_url()
    return act(request, shown, "edit_agenda", form=form, call=call, back=back, page=page)


@office_page("meeting.write", methods=ACT)
def change_item(request: OfficeRequest, pk: int, item: int) -> HttpResponse:
    """Change the words of an item."""
    shown, found = _item_of(request, pk, item)
    form = ItemForm(request.POST or None, item=found)
    page = ActPage(
        **place_of(shown),
        heading="Agendapunt wijzigen",
        submit="Opslaan",
        done="Het agendapunt is gewijzigd.",
    )

    def call() -> Meeting:
        given = form.cleaned_data
        return workflow.write_item(shown, item=found, by=request.user, at=timezone.now(), **given)

    back = reverse("draaiboek:meeting-edit-agenda", args=[pk])
    return act(request, shown, "edit_agenda", form=form, call=call, back=back, page=page)


@office_page("meeting.write", methods=ACT)
def move_item(request: OfficeRequest, pk: int, item: int) -> HttpResponse:
    """Move an item up or down."""
    shown, found = _item_of(request, pk, item)
    up = request.POST.get("direction") == workflow.UP
    direction = workflow.UP if up else workflow.DOWN

    def call() -> Meeting:
        return workflow.move_item(
            shown, item=found, direction=direction, by=request.user, at=timezone.now()
        )

    return _done(
        request,
        shown,
        call,
        ActPage(**place_of(shown), heading="Agendapunt verplaatsen", done="Verplaatst."),
    )


@office_page("meeting.write", methods=ACT)
def remove_item(request: OfficeRequest, pk: int, item: int) -> HttpResponse:
    """Take an item off the agenda."""
    shown, found = _item_of(request, pk, item)

    def call() -> Meeting:
        return workflow.remove_item(shown, item=found, by=request.user, at=timezone.now())

    return _done(
        request,
        shown,
        call,
        ActPage(**place_of(shown), heading="Agendapunt weghalen", done="Van de agenda gehaald."),
    )


def _done(
    request: OfficeRequest, shown: Meeting, call: Callable[[], Meeting], page: ActPage
) -> HttpResponse:
    form = forms.Form(request.POST)
    back = reverse("draaiboek:meeting-edit-agenda", args=[shown.pk])
    return act(request, shown, "edit_agenda", form=form, call=call, back=back, page=page)


def _item_of(request: OfficeRequest, pk: int, item: int) -> tuple[Meeting, AgendaItem]:
    shown = meeting_of(request, pk)
    return shown, get_object_or_404(shown.items, pk=item)
