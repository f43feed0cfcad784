"""Pages of triggers: recording one, looking at one, taking its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.accounts.models import User
from mit_waakstand.acting import CONFLICT, INVALID, ActPage, act
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, Offer, RefusedError
from signals.forms.assessing import ConveneForm, DoNotConveneForm, ReconsiderForm
from signals.forms.correcting import CorrectForm, EndForm, MergeForm, VoidForm
from signals.forms.handing_over import HandOverForm, OutsideScopeForm
from signals.forms.triggers import CompleteForm, RegisterForm, WeighForm
from signals.models import Suspension, Trigger
from signals.views import breadcrumbs
from signals.workflow import assessing, closing, handing_over, registering, triggers

BEGIN = {"submit", "weigh"}  # the page that follows by itself on recording a trigger


@office_page("trigger.register", methods=ACT)
def register(request: OfficeRequest) -> HttpResponse:
    """Record a trigger, in an existing or a new situation; then the next step lies open."""
    initial = {
        "happened_on": localdate(),
        "situation": request.GET.get("situatie"),
        "request_key": uuid4(),
    }
    form = RegisterForm(request.POST or None, user=request.user, initial=initial)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = registering.register(by=request.user, at=timezone.now(), **form.cleaned_data)
            except RefusedError as refusal:
                status = CONFLICT if isinstance(refusal, ConflictError) else INVALID
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                messages.success(request, "De aanleiding is vastgelegd.")
                return redirect(_next_page(made, request.user))
    context = {
        "form": with_keeping(request, form),
        "page_has_errors": bool(form.errors),
        "breadcrumb": (*breadcrumbs.to_situations(), ("Aanleiding vastleggen", "")),
    }
    return render(request, "signals/register.html", context, status=status)


def _next_page(trigger: Trigger, user: User) -> str:
    """Return the page of the step that follows by itself, or else of the trigger."""
    for offer in _possible(trigger.steps_for(user)):
        if offer.step.verb in BEGIN and trigger.standing_assessment(localdate()) is None:
            return reverse(offer.url_name, args=[trigger.pk])
    return trigger.get_absolute_url()


@office_page("situation.see")
def trigger(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one trigger with its steps and history."""
    shown = _trigger(request, pk)
    offers = [offer for offer in shown.steps_for(request.user) if offer.step.verb != "uphold"]
    context = {
        "trigger": shown,
        "name": breadcrumbs.name_of(shown),
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_trigger(shown)),
        "exercise": shown.is_part_of_exercise(),
        "steps": [offer for offer in offers if not offer.step.aside],
        "aside": [offer for offer in _possible(offers) if offer.step.aside],
        "standing": _standing(shown, request.user),
        "merged": shown.merged.order_by("pk"),
        "history": Event.objects.about(shown),
    }
    return render(request, "signals/trigger.html", context)


def _possible(offers: list[Offer]) -> list[Offer]:
    return [offer for offer in offers if not offer.obstacles]


def _standing(trigger: Trigger, user: User) -> Trigger | None:
    """Return the assessment that this person may uphold for this trigger with one click."""
    if not (trigger.is_omt() and trigger.is_open() and user.may_now("trigger.uphold")):
        return None
    return trigger.standing_assessment(localdate())


@dataclass(frozen=True, kw_only=True)
class Act:
    """A step with a trigger: the act, its form, and what it does."""

    take: Callable[..., Trigger]
    form: Callable[[OfficeRequest, Trigger], forms.BaseForm] = lambda request, _: forms.Form(
        request.POST or None
    )
    consequences: tuple[str, ...] = ()
    template: str = "office/act.html"
    is_final: bool = False


def _weigh_form(kind: type[WeighForm]) -> Callable[[OfficeRequest, Trigger], forms.BaseForm]:
    def build(request: OfficeRequest, _: Trigger) -> forms.BaseForm:
        return kind(request.POST or None, user=request.user, today=localdate())

    return build


def _plain(kind: type[forms.Form]) -> Callable[[OfficeRequest, Trigger], forms.BaseForm]:
    return lambda request, _: kind(request.POST or None)


INTO_A_WEIGHING = (
    "De aanleiding gaat naar de open weging van deze situatie, of er komt een nieuwe weging."
)
ACTS = {
    "submit": Act(
        take=triggers.submit,
        consequences=("De CPO beoordeelt of het MIT in waakstand moet samenkomen.",),
    ),
    "convene": Act(
        take=triggers.convene,
        form=_weigh_form(ConveneForm),
        consequences=(INTO_A_WEIGHING, "De experts die u kiest, krijgen een uitnodiging."),
        template="signals/assess.html",
    ),
    "do_not_convene": Act(
        take=triggers.do_not_convene,
        form=lambda request, _: DoNotConveneForm(request.POST or None, today=localdate()),
        consequences=(
            "De aanleiding is daarmee afgehandeld. Dat is een gewone uitkomst.",
            "Het OMT komt ook bijeen bij minder ingrijpende situaties.",
        ),
        template="signals/assess.html",
    ),
    "uphold": Act(
        take=assessing.uphold,
        consequences=("De aanleiding is daarmee afgehandeld, met de reden van die beoordeling.",),
        template="signals/assess.html",
    ),
    "reconsider": Act(
        take=assessing.reconsider,
        form=_plain(ReconsiderForm),
        consequences=("De vorige beoordeling vervalt en blijft in de geschiedenis bewaard.",),
    ),
    "weigh": Act(
        take=triggers.weigh,
        form=_weigh_form(WeighForm),
        consequences=(
            INTO_A_WEIGHING,
            "De weging gebruikt de versie van de weegvragen die nu geldt, en houdt die.",
        ),
    ),
    "complete": Act(take=triggers.complete, form=_plain(CompleteForm)),
    "end_a1": Act(
        take=triggers.end_a1,
        form=_plain(EndForm),
        consequences=("Een weging die loopt of nog moet beginnen, wordt toch afgerond.",),
    ),
    "correct_facts": Act(
        take=triggers.correct_facts,
        form=lambda request, shown: CorrectForm(request.POST or None, instance=shown),
        consequences=("Wat er eerst stond, blijft in de geschiedenis bewaard.",),
        template="signals/correct_facts.html",
    ),
    "merge": Act(
        take=closing.merge,
        form=lambda request, shown: MergeForm(request.POST or None, trigger=shown),
        consequences=("Wat met die andere aanleiding gebeurt, geldt dan ook voor deze.",),
        is_final=True,
    ),
    "void": Act(
        take=closing.void,
        form=_plain(VoidForm),
        consequences=("De aanleiding is daarmee afgesloten en telt niet mee.",),
        is_final=True,
    ),
    "hand_over": Act(
        take=handing_over.hand_over,
        form=_plain(HandOverForm),
        consequences=("De commissie MIT gaat over deze aanleiding; het MIW sluit haar af.",),
        template="signals/hand_over.html",
        is_final=True,
    ),
    "report_outside_scope": Act(
        take=handing_over.report_outside_scope,
        form=_plain(OutsideScopeForm),
        consequences=(
            "U en Bureau SG krijgen een rode melding en een mail.",
            "De aanleiding blijft staan en komt terug zodra de opschorting voorbij is.",
        ),
        template="signals/hand_over.html",
        is_final=True,
    ),
}


@office_page("scope.see")
def outside_scope(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show that no commissie covers a disease: the disease and the fact, nothing else."""
    found = Trigger.objects.outside_scope_for(request.user).select_related("situation")
    shown = get_object_or_404(found, pk=pk)
    context = {
        "trigger": shown,
        "exercise": shown.is_part_of_exercise(),
        "may_see_trigger": shown.is_visible_to(request.user),
    }
    return render(request, "signals/outside_scope.html", context)


@office_page("situation.see", methods=ACT)
def trigger_step(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step with a trigger."""
    shown, chosen = _trigger(request, pk), ACTS[verb]
    form = chosen.form(request, shown)

    def call() -> Trigger:
        return chosen.take(shown, by=request.user, at=timezone.now(), **form.cleaned_data)

    page = ActPage(
        subject=f"{breadcrumbs.name_of(shown)} – {shown.situation.title}",
        breadcrumb=breadcrumbs.to_trigger(shown),
        consequences=chosen.consequences,
        template=chosen.template,
        is_final=chosen.is_final,
        extra={
            "previous": shown.previous_assessment() if shown.is_omt() else None,
            "suspension": Suspension.objects.in_force(localdate(), shown.situation),
        },
    )
    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)


def _trigger(request: OfficeRequest, pk: int) -> Trigger:
    found = Trigger.objects.visible_to(request.user)
    found = found.select_related("situation", "weighing", "upholds", "merged_into")
    return get_object_or_404(found, pk=pk)
