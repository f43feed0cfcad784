"""Pages of situations and triggers."""

from functools import partial
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.accounts.models import User
from mit_waakstand.acting import INVALID, ActPage, act
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import RefusedError
from signals.forms.triggers import ChecklistForm, CompleteForm, ConveneForm, RegisterForm, WeighForm
from signals.models import Signal, Trigger
from signals.views import breadcrumbs
from signals.workflow import triggers

PAGE = 25


@office_page("situation.see")
def situations(request: OfficeRequest) -> HttpResponse:
    """List the situations, the newest first."""
    found = Situation.objects.visible_to(request.user).order_by("-opened_at", "-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    return render(request, "signals/situations.html", {"page": page})


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
        "signals": signals.order_by("drafted_at", "pk"),
        "participants": shown.participations.select_related("user").order_by("pk"),
        "history": Event.objects.about(shown, *shown.triggers.all(), *shown.weighings.all()),
    }
    return render(request, "signals/situation.html", context)


@office_page("trigger.register", methods=ACT)
def register(request: OfficeRequest) -> HttpResponse:
    """Record a trigger, in an existing or a new situation."""
    initial = {"happened_on": localdate(), "situation": request.GET.get("situatie")}
    form = RegisterForm(request.POST or None, user=request.user, initial=initial)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                trigger = _register(form.cleaned_data, by=request.user)
            except RefusedError as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                return redirect("signals:trigger", trigger.pk)
    context = {
        "form": with_keeping(request, form),
        "page_has_errors": bool(form.errors),
        "breadcrumb": (*breadcrumbs.to_situations(), ("Aanleiding vastleggen", "")),
    }
    return render(request, "signals/register.html", context, status=status)


def _register(data: dict[str, Any], *, by: User) -> Trigger:
    at = timezone.now()
    with transaction.atomic():
        situation = data.pop("situation") or open_situation(
            disease=data["disease"],
            is_exercise=data["is_exercise"],
            participants=data["participants"],
            by=by,
            at=at,
        )
        facts = {
            name: data[name]
            for name in (
                "route",
                "happened_on",
                "informed_by",
                "learned_from",
                "omt_number",
                "gazette_reference",
                "description",
            )
        }
        return triggers.register(situation, by=by, at=at, **facts)


@office_page("situation.see")
def trigger(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one trigger with its steps and history."""
    shown = get_object_or_404(
        Trigger.objects.visible_to(request.user).select_related("situation", "weighing"), pk=pk
    )
    context = {
        "trigger": shown,
        "name": breadcrumbs.name_of(shown),
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_trigger(shown)),
        "exercise": shown.is_part_of_exercise(),
        "steps": shown.steps_for(request.user),
        "history": Event.objects.about(shown),
    }
    return render(request, "signals/trigger.html", context)


CONSEQUENCES = {
    "submit": ("De CPO beoordeelt of het MIT in waakstand moet samenkomen.",),
    "convene": (
        "De aanleiding gaat naar de open weging van deze situatie, of er komt een nieuwe weging.",
        "De experts die u kiest, krijgen een uitnodiging.",
    ),
    "do_not_convene": (
        "De aanleiding is daarmee afgehandeld. Dat is een gewone uitkomst.",
        "Het OMT komt ook bijeen bij minder ingrijpende situaties.",
    ),
    "weigh": (
        "De aanleiding gaat naar de open weging van deze situatie, of er komt een nieuwe weging.",
        "De weging gebruikt de versie van de weegvragen die nu geldt, en houdt die.",
    ),
    "complete": (),
}


@office_page("situation.see", methods=ACT)
def trigger_step(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step with a trigger."""
    shown = get_object_or_404(
        Trigger.objects.visible_to(request.user).select_related("situation"), pk=pk
    )
    form = _form(verb, request)
    call = partial(_take, verb, shown, form, by=request.user)
    page = ActPage(
        subject=f"{breadcrumbs.name_of(shown)} – {shown.situation.title}",
        breadcrumb=breadcrumbs.to_trigger(shown),
        consequences=CONSEQUENCES[verb],
    )
    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)


def _form(verb: str, request: OfficeRequest) -> forms.Form:
    data, user = request.POST or None, request.user
    today = {"held_on": localdate()}
    match verb:
        case "convene":
            return ConveneForm(data, user=user, initial=today)
        case "weigh":
            return WeighForm(data, user=user, initial=today)
        case "do_not_convene":
            return ChecklistForm(data)
        case "complete":
            return CompleteForm(data)
        case _:
            return forms.Form(data)


def _take(verb: str, shown: Trigger, form: forms.Form, *, by: User) -> Trigger:
    taken: Trigger = getattr(triggers, verb)(shown, by=by, at=timezone.now(), **form.cleaned_data)
    return taken
