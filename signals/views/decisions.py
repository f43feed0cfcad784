"""Pages of the decisions of the Minister."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.accounts.models import User
from mit_waakstand.acting import ActPage, NewPage, act, make
from mit_waakstand.markdown import to_html
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.models import Event
from signals.forms.decisions import DecisionForm
from signals.models import Commission, DecisionKind, MinisterDecision, Signal
from signals.views import breadcrumbs
from signals.workflow import decisions as workflow

PAGE = 25
CONSEQUENCES = (
    "CPO en secretaris krijgen een mail.",
    "Is er nog geen reactie op een signaal? Dan loopt die termijn door.",
    "Een vastgelegd besluit verandert niet meer. Een fout verbetert u met een nieuwe vastlegging.",
)


@office_page("decision.see")
def decisions(request: OfficeRequest) -> HttpResponse:
    """List the decisions and the commissies that this person may know, the newest first.

    Asked for what is held, only the decisions whose day has come.
    """
    only_held = request.GET.get("stand") == DecisionKind.HELD
    found = MinisterDecision.objects.visible_to(request.user)
    if only_held:
        found = found.held_until(localdate())
    found = found.order_by("-decided_on", "-pk")
    found = found.select_related("situation").prefetch_related("signals")
    commissions = Commission.objects.visible_to(request.user)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("pagina")),
        "only_held": only_held,
        "commissions": commissions.order_by("-in_force_from", "-pk"),
        "may_see_standing": request.user.may("standing_decision.see"),
    }
    return render(request, "signals/decisions.html", context)


@office_page("decision.see")
def decision(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one decision, what it names, and what replaced it."""
    shown = _decision(request.user, pk)
    context = {
        "decision": shown,
        "signals": Signal.objects.visible_to(request.user).filter(named_in__decision=shown),
        "reasons": to_html(shown.reasons),
        "better": MinisterDecision.objects.filter(replaces=shown).first(),
        "commissions": Commission.objects.visible_to(request.user).filter(decision=shown),
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_decision(shown)),
        "exercise": shown.is_part_of_exercise(),
        "steps": shown.steps_for(request.user),
    }
    if request.user.may("situation.see"):
        context["situation"] = shown.situation
    if request.user.may("event.see"):
        context["history"] = Event.objects.about(shown)
    return render(request, "signals/decision.html", context)


@office_page("decision.record", methods=ACT)
def new_decision(request: OfficeRequest) -> HttpResponse:
    """Record a decision, about signals or about a situation."""
    initial = {
        "decided_on": localdate(),
        "situation": request.GET.get("situatie"),
        "signals": request.GET.getlist("signaal"),
    }
    form = DecisionForm(request.POST or None, user=request.user, initial=initial)
    page = NewPage(
        template="signals/new_record.html",
        is_final=True,
        heading="Besluit van de minister vastleggen",
        submit="Vastleggen",
        done="Het besluit is vastgelegd.",
        breadcrumb=breadcrumbs.to_decisions(),
        back=reverse("signals:decisions"),
        consequences=CONSEQUENCES,
    )

    def call() -> MinisterDecision:
        return workflow.record_decision(
            form.about(), by=request.user, at=timezone.now(), **form.arguments()
        )

    return make(request, form=form, call=call, page=page)


@office_page("decision.record", methods=ACT)
def replace(request: OfficeRequest, pk: int) -> HttpResponse:
    """Replace a wrong record; the form starts from what stands."""
    shown = _decision(request.user, pk)
    form = DecisionForm(
        request.POST or None, user=request.user, situation=shown.situation, initial=_facts(shown)
    )
    page = ActPage(
        subject=shown.title(),
        submit="Vervangen",
        breadcrumb=breadcrumbs.to_decision(shown),
        consequences=("De oude vastlegging blijft te zien. Erbij staat dat zij is vervangen.",),
        done="De vastlegging is vervangen.",
        is_final=True,
    )

    def call() -> MinisterDecision:
        return workflow.replace(shown, by=request.user, at=timezone.now(), **form.arguments())

    back = shown.get_absolute_url()
    return act(request, shown, "replace", form=form, call=call, back=back, page=page)


def section_of_situation(situation: Situation, user: User) -> dict[str, Any]:
    """Return what the section "Besluit van de minister" shows on the page of a situation."""
    found = MinisterDecision.objects.visible_to(user).filter(situation=situation)
    return _section(found, user, f"situatie={situation.pk}")


def section_of_signal(signal: Signal, user: User) -> dict[str, Any]:
    """Return what that section shows on the page of an issued signal."""
    if not signal.is_issued():
        return {}
    found = MinisterDecision.objects.visible_to(user).filter(named__signal=signal)
    return _section(found, user, f"signaal={signal.pk}")


def _section(found: Any, user: User, query: str) -> dict[str, Any]:
    if not user.may("decision.see"):
        return {}
    address = f"{reverse('signals:decision-new')}?{query}"
    return {
        "decisions": found.order_by("decided_on", "pk").prefetch_related("signals"),
        "decision_url": address if user.may_now("decision.record") else "",
    }


def _decision(user: User, pk: int) -> MinisterDecision:
    found = MinisterDecision.objects.visible_to(user).select_related("situation")
    return get_object_or_404(found, pk=pk)


def _facts(shown: MinisterDecision) -> dict[str, Any]:
    """Return the fields of the form as they were recorded."""
    facts = {name: getattr(shown, name) for name in DecisionForm.base_fields if name != "situation"}
    return facts | {"signals": [signal.pk for signal in shown.signals.all()]}
