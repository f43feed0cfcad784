"""Pages of weighings."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from afwegingskader.models import Assessment, KaderEdition
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.accounts.models import ACTING_CPO, User
from mit_waakstand.acting import INVALID, ActPage, act
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, Offer, RefusedError
from signals.contributions import contributions, handed_over, secretariat_interests
from signals.forms.signals import DraftForm
from signals.forms.weighings import AnswersForm, CloseForm, RescheduleForm
from signals.models import Signal, Weighing
from signals.models.weighing import Outcome
from signals.versions import answers_compared
from signals.views import breadcrumbs
from signals.workflow import signals, weighings


@office_page("weighing.see")
def weighing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one weighing: what it covers, answers, standpunten, outcome, steps and history."""
    shown = weighing_of(request, pk)
    answers = {answer.key: answer for answer in shown.answers.all()}
    can_draft = request.user.may_now("signal.draft") and shown.outcome != Outcome.NO_SIGNAL
    questions, steps = shown.questions.questions(), shown.steps_for(request.user)
    rests = "" if shown.outcome else shown.is_suspended()
    context = {
        "weighing": shown,
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_weighing(shown, request.user)),
        "exercise": shown.is_part_of_exercise(),
        "may_see_triggers": request.user.may("situation.see"),
        "answers": [(question, answers.get(question.key)) for question in questions],
        "answered": sum(question.key in answers for question in questions),
        **_people(shown, request.user),
        **_kader(shown, request.user),
        "triggers": shown.triggers.order_by("happened_on", "pk"),
        "signals": Signal.objects.visible_to(request.user).filter(weighing=shown),
        "steps": _offered(steps, rests),
        "rests": rests,
        "can_invite": not rests and any(offer.step.verb == "invite" for offer in steps),
        "invite_url": reverse("signals:weighing-invite", args=[pk]),
        "proposed": shown.participants.proposed().order_by("pk"),
        "closed_by": _closed_by(shown),
        "can_draft": can_draft,
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "signals/weighing.html", context)


def _kader(shown: Weighing, user: User) -> dict[str, object]:
    """Return the uses of the kader in this situation, and what applies to one that begins now."""
    visible = Assessment.objects.visible_to(user).filter(situation=shown.situation_id)
    in_force = None if shown.outcome else KaderEdition.objects.in_force()
    begin = f"{reverse('afwegingskader:assessment-begin')}?situatie={shown.situation_id}"
    return {
        "assessments": visible.select_related("edition"),
        "kader_in_force": in_force,
        "may_see_kader": user.may("afwegingskader.see"),
        "use_kader_url": begin if in_force and user.may_now("assessment.begin") else "",
    }


def _offered(steps: list[Offer], rests: str) -> list[Offer]:
    """Return the steps to show: while the weighing rests, those that can be taken all the same."""
    return [offer for offer in steps if not (rests and offer.obstacles)]


@office_page("weighing.see", methods=ACT)
def reschedule(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change the form or the day of an open weighing."""
    shown = weighing_of(request, pk)
    initial = {"form": shown.form, "held_on": shown.held_on}
    form = RescheduleForm(request.POST or None, initial=initial, record=shown)
    page = ActPage(
        **place_of(request, shown),
        consequences=("Uitgenodigde experts met een account krijgen een mail.",),
    )
    return step_of(request, shown, "reschedule", form, page)


@office_page("weighing.see", methods=ACT)
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close the weighing with its outcome."""
    shown = weighing_of(request, pk)
    form = CloseForm(request.POST or None, weighing=shown, user=request.user)
    page = ActPage(
        **place_of(request, shown),
        consequences=(
            "Na het sluiten kan niemand de weging nog wijzigen.",
            "Bij “geen signaal” worden concepten van een signaal ingetrokken.",
        ),
        is_final=True,
        template="signals/close.html",
        extra=_people(shown, request.user),
    )
    return step_of(request, shown, "close", form, page)


@office_page("weighing.see", methods=ACT)
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Answer the weegvragen; what is left open can be answered later."""
    shown = weighing_of(request, pk)
    form = AnswersForm(request.POST or None, weighing=shown)
    page = ActPage(**place_of(request, shown), is_shared=True, template="signals/answers.html")

    def call() -> Weighing:
        try:
            return weighings.answer(
                shown, answers=form.answers(), by=request.user, at=timezone.now()
            )
        except ConflictError:
            both = form.changed_by_both(shown)
            page.extra["comparison"] = answers_compared(both)
            page.extra["saved_answers"] = [(question, saved) for question, saved, _ in both]
            raise

    back = shown.get_absolute_url()
    return act(request, shown, "answer", form=form, call=call, back=back, page=page)


@office_page("signal.draft", methods=ACT)
def draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Start the concept of a signal under this weighing."""
    shown = weighing_of(request, pk)
    form = DraftForm(
        request.POST or None, initial={"title": f"Signaal vanwege {shown.situation.disease}"}
    )
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


def weighing_of(request: OfficeRequest, pk: int) -> Weighing:
    """Return the weighing of an address; raises Http404 when it is not this person's to see."""
    found = Weighing.objects.visible_to(request.user).select_related(
        "situation", "questions", "kader"
    )
    return get_object_or_404(found, pk=pk)


def place_of(request: OfficeRequest, shown: Weighing) -> dict[str, Any]:
    """Return how the weighing is called on the page of a step, and the way to it."""
    return {
        "subject": f"Weging: {shown.situation.title}",
        "breadcrumb": breadcrumbs.to_weighing(shown, request.user),
    }


def step_of(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    shown: Weighing,
    verb: str,
    form: forms.Form,
    page: ActPage,
    *,
    back: str = "",
) -> HttpResponse:
    """Return the page of a step whose form fields are the arguments of its act."""

    def call() -> Weighing:
        taken: Weighing = getattr(weighings, verb)(
            shown, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return taken

    back = back or shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)


def _closed_by(shown: Weighing) -> str:
    """Return who closed the weighing, with "waarnemend CPO" when that was so, or ""."""
    if shown.closed_by is None:
        return ""
    name = shown.closed_by.full_name
    return f"{name} ({ACTING_CPO})" if shown.closed_acting else name


def _people(shown: Weighing, user: User) -> dict[str, object]:
    """Return who takes part, what they think and which interests they declared."""
    sees_interests, found = user.may("weighing.answer"), contributions(shown, user)
    majority = shown.majority() if all(one.shows_opinion for one in found) else ""
    return {
        "contributions": found,
        "interests": secretariat_interests(shown) if sees_interests else [],
        "handed_over": handed_over(shown),
        "majority": Outcome(majority).label if majority else "",
    }
