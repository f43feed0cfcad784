"""Pages of situations."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from afwegingskader.models import Assessment
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import CONFLICT, INVALID
from mit_waakstand.paging import page_of
from mit_waakstand.situations import workflow
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.panels import panels_of
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, RefusedError
from signals.forms.situations import CorrectSituationForm, ParticipantForm
from signals.models import Signal, Trigger
from signals.views import breadcrumbs, decisions
from signals.workflow.situations import correct as correct_situation
from signals.workflow.situations import why_it_is_settled


@office_page("situation.see")
def situations(request: OfficeRequest) -> HttpResponse:
    """List the situations, the newest first."""
    found = Situation.objects.visible_to(request.user).order_by("-opened_at", "-pk")
    page = page_of(found, request.GET.get("pagina"))
    context = {"page": page, "year": localdate().year, "figures": _figures()}
    return render(request, "signals/situations.html", context)


def _figures() -> dict[str, int]:
    """Return what the account of this year will count of triggers; exercises apart."""
    now = timezone.now()
    counted = Trigger.objects.of_the_year(localdate(now).year)
    return {
        "learned": counted.learned_without_notice().count(),
        "late": counted.weighed_too_late(now).count(),
    }


@office_page("situation.see")
def situation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one situation: its triggers, weighings and signals."""
    shown = get_object_or_404(Situation.objects.visible_to(request.user), pk=pk)
    signals = Signal.objects.visible_to(request.user).filter(weighing__situation=shown)
    context = {
        "situation": shown,
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_situation(shown)),
        "exercise": shown.is_exercise,
        "triggers": shown.triggers.order_by("happened_on", "pk"),
        "weighings": shown.weighings.order_by("opened_at", "pk"),
        "assessments": Assessment.objects.visible_to(request.user).filter(situation=shown),
        "signals": signals.order_by("drafted_at", "pk"),
        "participants": shown.participations.select_related("user").order_by("pk"),
        "panels": panels_of(shown, request.user, localdate()),
        "can_correct": not why_it_is_settled(shown),
        "history": Event.objects.about(shown, *shown.triggers.all(), *shown.weighings.all()),
        **decisions.section_of_situation(shown, request.user),
    }
    return render(request, "signals/situation.html", context)


@office_page("situation.write", methods=ACT)
def add_participant(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let somebody take part in an exercise."""
    exercises = Situation.objects.visible_to(request.user).filter(is_exercise=True)
    shown = get_object_or_404(exercises, pk=pk)
    form = ParticipantForm(request.POST or None, situation=shown)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                workflow.add_participant(
                    shown, by=request.user, at=timezone.now(), **form.cleaned_data
                )
            except RefusedError as refusal:
                form.add_error("user", refusal.message)
            else:
                messages.success(request, "De deelnemer is toegevoegd.")
                return redirect("signals:situation", shown.pk)
    context = {
        "form": form,
        "situation": shown,
        "exercise": True,
        "page_has_errors": bool(form.errors),
        "breadcrumb": (*breadcrumbs.to_situation(shown), ("Deelnemer toevoegen", "")),
    }
    return render(request, "signals/add_participant.html", context, status=status)


@office_page("situation.write", methods=ACT)
def correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct the name and the disease of a situation in which nothing was decided."""
    shown = get_object_or_404(Situation.objects.visible_to(request.user), pk=pk)
    form = CorrectSituationForm(request.POST or None, record=shown)
    settled, status = why_it_is_settled(shown), 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                correct_situation(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
            except RefusedError as refusal:
                status = CONFLICT if isinstance(refusal, ConflictError) else INVALID
                shown.refresh_from_db()
                form.add_error(refusal.field or None, refusal.message)
                form.start_from(shown)
            else:
                messages.success(request, "De situatie is verbeterd.")
                return redirect("signals:situation", shown.pk)
    context = {
        "form": form,
        "situation": shown,
        "settled": settled,
        "exercise": shown.is_exercise,
        "page_has_errors": bool(form.errors),
        "breadcrumb": (*breadcrumbs.to_situation(shown), ("Situatie verbeteren", "")),
    }
    return render(request, "signals/correct_situation.html", context, status=status)
