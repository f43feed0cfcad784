"""Pages of weighings."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import INVALID, ActPage, act
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import RefusedError
from signals.forms.signals import DraftForm
from signals.forms.weighings import AnswersForm, CloseForm, InviteForm, OpinionForm
from signals.models import Signal, Weighing
from signals.models.weighing import Outcome
from signals.views import breadcrumbs
from signals.workflow import signals, weighings


@office_page("weighing.see")
def weighing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one weighing: what it covers, answers, standpunten, outcome, steps and history."""
    shown = _weighing(request, pk)
    answers = {answer.key: answer for answer in shown.answers.all()}
    can_draft = request.user.may("signal.draft") and shown.outcome != Outcome.NO_SIGNAL
    questions = shown.questions.questions()
    context = {
        "weighing": shown,
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_weighing(shown, request.user)),
        "exercise": shown.is_part_of_exercise(),
        "may_see_triggers": request.user.may("situation.see"),
        "answers": [(question, answers.get(question.key)) for question in questions],
        "answered": sum(question.key in answers for question in questions),
        "participants": shown.participants.select_related("expert").order_by("invited_at", "pk"),
        "triggers": shown.triggers.order_by("happened_on", "pk"),
        "signals": Signal.objects.visible_to(request.user).filter(weighing=shown),
        "steps": shown.steps_for(request.user),
        "can_draft": can_draft,
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "signals/weighing.html", context)


@office_page("weighing.see", methods=ACT)
def invite(request: OfficeRequest, pk: int) -> HttpResponse:
    """Invite an expert."""
    shown = _weighing(request, pk)
    form = InviteForm(request.POST or None, weighing=shown)
    page = ActPage(
        **_place(request, shown),
        consequences=("Een expert met een account krijgt een uitnodiging per mail.",),
    )
    return _act(request, shown, "invite", form, page)


@office_page("weighing.see", methods=ACT)
def give_opinion(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give one's standpunt as an invited expert."""
    shown = _weighing(request, pk)
    own = shown.participants.filter(expert__user=request.user).first()
    initial = forms.model_to_dict(own, ["opinion", "rationale", "interests"]) if own else {}
    form = OpinionForm(request.POST or None, initial=initial)
    page = ActPage(
        **_place(request, shown),
        consequences=("U kunt uw standpunt wijzigen zolang de weging open is.",),
        extra={"questions": shown.questions.questions()},
    )
    return _act(request, shown, "give_opinion", form, page)


@office_page("weighing.see", methods=ACT)
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close the weighing with its outcome."""
    shown = _weighing(request, pk)
    form = CloseForm(request.POST or None)
    page = ActPage(
        **_place(request, shown),
        consequences=(
            "Na het sluiten kan niemand de weging nog wijzigen.",
            "Bij “geen signaal” worden concepten van een signaal ingetrokken.",
        ),
        is_final=True,
    )
    return _act(request, shown, "close", form, page)


@office_page("weighing.see", methods=ACT)
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Answer the weegvragen; what is left open can be answered later."""
    shown = _weighing(request, pk)
    form = AnswersForm(request.POST or None, weighing=shown)
    page = ActPage(**_place(request, shown), is_shared=True, template="signals/answers.html")

    def call() -> Weighing:
        return weighings.answer(shown, answers=form.answers(), by=request.user, at=timezone.now())

    back = shown.get_absolute_url()
    return act(request, shown, "answer", form=form, call=call, back=back, page=page)


@office_page("signal.draft", methods=ACT)
def draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Start the concept of a signal under this weighing."""
    shown = _weighing(request, pk)
    form = DraftForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                signal = signals.draft(
                    shown, by=request.user, at=timezone.now(), **form.cleaned_data
                )
            except RefusedError as refusal:
                form.add_error(None, refusal.message)
            else:
                return redirect("signals:signal-edit", signal.pk)
    context = {
        "form": with_keeping(request, form),
        "weighing": shown,
        "exercise": shown.is_part_of_exercise(),
        "page_has_errors": bool(form.errors),
        "breadcrumb": (
            *breadcrumbs.to_weighing(shown, request.user),
            ("Signaal opstellen", ""),
        ),
    }
    return render(request, "signals/draft.html", context, status=status)


def _weighing(request: OfficeRequest, pk: int) -> Weighing:
    found = Weighing.objects.visible_to(request.user).select_related("situation", "questions")
    return get_object_or_404(found, pk=pk)


def _place(request: OfficeRequest, shown: Weighing) -> dict[str, Any]:
    """Return how the weighing is called on the page of a step, and the way to it."""
    return {
        "subject": f"Weging: {shown.situation.title}",
        "breadcrumb": breadcrumbs.to_weighing(shown, request.user),
    }


def _act(
    request: OfficeRequest, shown: Weighing, verb: str, form: forms.Form, page: ActPage
) -> HttpResponse:
    def call() -> Weighing:
        taken: Weighing = getattr(weighings, verb)(
            shown, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return taken

    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
