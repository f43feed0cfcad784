"""Pages of commissies MIT and of the suspensions that follow from them."""

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.accounts.models import User
from mit_waakstand.acting import ActPage, NewPage, act, make
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import Record
from signals.forms.decisions import ChangeEndForm, CommissionForm
from signals.forms.suspensions import ChecklistForm, DropForm
from signals.models import Commission, Suspension
from signals.views import breadcrumbs
from signals.workflow import decisions, suspensions


@office_page("commission.see")
def commission(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one commissie, what changed, and the suspensions that follow from it."""
    shown = _commission(request.user, pk)
    context = {
        "commission": shown,
        "is_running": shown.is_running(localdate()),
        "changes": shown.changes.select_related("changed_by").order_by("changed_at", "pk"),
        "suspensions": shown.suspensions.visible_to(request.user).order_by("proposed_at", "pk"),
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_commission(shown)),
        "exercise": shown.is_part_of_exercise(),
        "steps": shown.steps_for(request.user),
    }
    if request.user.may("event.see"):
        context["history"] = Event.objects.about(shown)
    return render(request, "signals/commission.html", context)


@office_page("commission.record", methods=ACT)
def new_commission(request: OfficeRequest) -> HttpResponse:
    """Record a commissie MIT."""
    form = CommissionForm(request.POST or None, user=request.user)
    page = NewPage(
        template="signals/new_record.html",
        is_final=True,
        heading="Commissie MIT vastleggen",
        submit="Vastleggen",
        done="De commissie is vastgelegd.",
        breadcrumb=breadcrumbs.to_decisions(),
        back=reverse("signals:decisions"),
        consequences=(
            "De CPO krijgt het voorstel om de waakstand op te schorten.",
            "Later kunt u alleen de einddatum nog wijzigen, met een reden.",
        ),
    )

    def call() -> Commission:
        return decisions.record_commission(by=request.user, at=timezone.now(), **form.arguments())

    return make(request, form=form, call=call, page=page)


@office_page("commission.record", methods=ACT)
def change_end(request: OfficeRequest, pk: int) -> HttpResponse:
    """Extend a commissie, or end it early."""
    shown = _commission(request.user, pk)
    initial = {"lapses_on": shown.lapses_on}
    form = ChangeEndForm(request.POST or None, initial=initial, record=shown)
    page = ActPage(
        subject=shown.name,
        submit="Einddatum vastleggen",
        breadcrumb=breadcrumbs.to_commission(shown),
        consequences=("Op de einddatum gaat de waakstand vanzelf verder.",),
        done="De einddatum is gewijzigd.",
    )

    def call() -> Commission:
        return decisions.change_end(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    back = shown.get_absolute_url()
    return act(request, shown, "change_end", form=form, call=call, back=back, page=page)


@office_page("suspension.prepare", methods=ACT)
def propose(request: OfficeRequest, pk: int) -> HttpResponse:
    """Propose a suspension again, when an earlier proposal lapsed."""
    shown = _commission(request.user, pk)
    page = ActPage(
        subject=shown.name,
        breadcrumb=breadcrumbs.to_commission(shown),
        consequences=("De CPO ziet het voorstel in Nu te doen, en beslist.",),
        done="De opschorting is voorgesteld.",
    )

    def call() -> Suspension:
        return suspensions.propose(shown, by=request.user, at=timezone.now())

    form, back = forms.Form(request.POST or None), shown.get_absolute_url()
    return act(request, shown, "propose", form=form, call=call, back=back, page=page)


@office_page("suspension.see")
def suspension(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one suspension with its checklist, steps and history."""
    shown = _suspension(request.user, pk)
    context = {
        "suspension": shown,
        "holds": shown.is_in_force(localdate()),
        "checklist": [
            (label, getattr(shown, f"{point}_done"), getattr(shown, f"{point}_remark"))
            for point, label in Suspension.CHECKLIST.items()
        ],
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_suspension(shown)),
        "exercise": shown.is_part_of_exercise(),
        "steps": shown.steps_for(request.user),
        "history": Event.objects.about(shown),
    }
    return render(request, "signals/suspension.html", context)


CONSEQUENCES = {
    "register": (
        "Er begint geen weging meer, en er komt geen nieuw signaal.",
        "Aanleidingen kunt u blijven vastleggen. Een uitgebracht signaal loopt door.",
        "De openbare voorpagina zegt dat de waakstand is opgeschort, behalve bij een oefening.",
    ),
    "drop": ("De waakstand gaat gewoon door.",),
    "prepare": (),
    "end": (
        "U bevestigt dat de waakstand verder is gegaan op de dag waarop de commissie verviel.",
        "De openbare voorpagina zegt dat het MIT in waakstand weer op waakstand staat.",
    ),
}


@office_page("suspension.see", methods=ACT)
def suspension_step(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step with a suspension."""
    shown = _suspension(request.user, pk)
    form = _form(verb, request, shown)
    page = ActPage(
        subject=f"Opschorting – {shown.commission.name}",
        breadcrumb=breadcrumbs.to_suspension(shown),
        consequences=CONSEQUENCES[verb],
        is_final=verb in {"register", "end"},
    )
    call = partial(_take, verb, shown, form, by=request.user)
    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)


def _form(verb: str, request: OfficeRequest, shown: Suspension) -> forms.Form:
    data = request.POST or None
    match verb:
        case "drop":
            return DropForm(data)
        case "prepare":
            return ChecklistForm(data, suspension=shown)
        case _:
            return forms.Form(data)


def _take(verb: str, shown: Suspension, form: forms.Form, *, by: User) -> Record:
    act_of = getattr(suspensions, verb)
    taken: Suspension = act_of(shown, by=by, at=timezone.now(), **form.cleaned_data)
    return taken


def _commission(user: User, pk: int) -> Commission:
    found = Commission.objects.visible_to(user).select_related("decision", "exercise")
    return get_object_or_404(found, pk=pk)


def _suspension(user: User, pk: int) -> Suspension:
    found = Suspension.objects.visible_to(user).select_related("commission", "exercise")
    return get_object_or_404(found, pk=pk)
