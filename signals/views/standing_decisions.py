"""The page of the standing decisions of the CPO (domain §3.6)."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import CONFLICT, INVALID
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.workflow import ConflictError, RefusedError
from signals.forms.publishing import EndForm, StandingDecisionForm
from signals.models import StandingDecision
from signals.workflow import standing_decisions as workflow

PLACE = ("Vaste besluiten", "/werk/vaste-besluiten/")


@office_page("standing_decision.see")
def standing_decisions(request: OfficeRequest) -> HttpResponse:
    """List the standing decisions, the newest first; by default there is none."""
    context = {
        "decisions": StandingDecision.objects.select_related("recorded_by", "ended_by"),
        "in_force": StandingDecision.objects.in_force(timezone.now()),
        "may_decide": request.user.may_now("standing_decision.decide"),
        "breadcrumb": [(PLACE[0], "")],
    }
    return render(request, "signals/standing_decisions.html", context)


@office_page("standing_decision.decide", methods=ACT)
def decide(request: OfficeRequest) -> HttpResponse:
    """Take a standing decision."""
    form = StandingDecisionForm(request.POST or None, initial={"decided_on": localdate()})

    def call() -> None:
        workflow.decide(**form.cleaned_data, by=request.user, at=timezone.now())

    consequences = (
        "Vanaf nu mag de CPO een signaal zonder reactie publiceren, als de termijn voorbij is.",
        "Er wordt niets vanzelf gepubliceerd: elk signaal blijft een eigen stap van de CPO.",
        "De tekst voor het publiek staat binnen een minuut op de openbare voorpagina.",
    )
    return _take(request, form, call, "Vast besluit nemen", consequences)


@office_page("standing_decision.decide", methods=ACT)
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a standing decision."""
    decision = get_object_or_404(StandingDecision, pk=pk)
    form = EndForm(request.POST or None)

    def call() -> None:
        workflow.end(decision, **form.cleaned_data, by=request.user, at=timezone.now())

    consequences = (
        "Daarna kan een signaal niet meer zonder reactie openbaar worden.",
        "Wat onder dit besluit is gepubliceerd, blijft openbaar.",
    )
    return _take(request, form, call, "Vast besluit beëindigen", consequences)


def _take(
    request: OfficeRequest,
    form: forms.Form,
    call: Callable[[], None],
    heading: str,
    consequences: tuple[str, ...],
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                call()
            except RefusedError as refusal:
                status = CONFLICT if isinstance(refusal, ConflictError) else INVALID
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                messages.success(request, f"Gedaan: {heading[:1].lower()}{heading[1:]}.")
                return redirect("signals:standing-decisions")
    context = {
        "heading": heading,
        "submit_label": heading,
        "consequences": consequences,
        "form": with_keeping(request, form),
        "cancel_url": PLACE[1],
        "breadcrumb": [PLACE, (heading, "")],
    }
    return render(request, "office/act.html", context, status=status)
