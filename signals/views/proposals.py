"""Pages of proposals: an expert proposes a weighing, the CPO answers."""

from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import INVALID, ActPage, act
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.paging import PAGE
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import RefusedError
from signals.forms.proposals import ProposeForm, RejectForm, TakeOverForm
from signals.models import Proposal
from signals.states import ProposalState
from signals.workflow import proposals as workflow

LIST = ("Voorstellen", "signals:proposals")


def _way(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    return ((LIST[0], reverse(LIST[1])), (f"Voorstel {proposal.pk}", proposal.get_absolute_url()))


@office_page("proposal.see")
def proposals(request: OfficeRequest) -> HttpResponse:
    """List the proposals that this person may know, the newest first; or what has no answer."""
    found = Proposal.objects.visible_to(request.user).select_related("submitted_by")
    only_unanswered = request.GET.get("stand") == ProposalState.SUBMITTED
    if only_unanswered:
        found = found.unanswered()
    page = Paginator(found.order_by("-submitted_at", "-pk"), PAGE)
    context = {
        "page": page.get_page(request.GET.get("pagina")),
        "only_unanswered": only_unanswered,
        "may_submit": request.user.may_now("proposal.submit"),
    }
    return render(request, "signals/proposals.html", context)


@office_page("proposal.submit", methods=ACT)
def propose(request: OfficeRequest) -> HttpResponse:
    """Propose a weighing, as an expert."""
    form = ProposeForm(request.POST or None, user=request.user, initial={"request_key": uuid4()})
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = workflow.submit(by=request.user, at=timezone.now(), **form.cleaned_data)
            except RefusedError as refusal:
                form.add_error(
                    refusal.field if refusal.field in form.fields else None, refusal.message
                )
            else:
                messages.success(request, "Uw voorstel is ingediend. U krijgt antwoord per mail.")
                return redirect(made.get_absolute_url())
    context = {
        "form": with_keeping(request, form),
        "page_has_errors": bool(form.errors),
        "breadcrumb": ((LIST[0], reverse(LIST[1])), ("Weging voorstellen", "")),
    }
    return render(request, "signals/propose.html", context, status=status)


@office_page("proposal.see")
def proposal(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one proposal with its answer."""
    shown = _proposal(request, pk)
    context = {
        "proposal": shown,
        "breadcrumb": (*_way(shown)[:-1], (_way(shown)[-1][0], "")),
        "exercise": shown.is_part_of_exercise(),
        "steps": shown.steps_for(request.user),
        "may_see_trigger": request.user.may("situation.see"),
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "signals/proposal.html", context)


@office_page("proposal.see", methods=ACT)
def proposal_step(request: OfficeRequest, pk: int, verb: str) -> HttpResponse:
    """Answer a proposal."""
    shown, user = _proposal(request, pk), request.user
    data = request.POST or None
    takes_over = verb == "take_over"
    form = TakeOverForm(data, user=user, proposal=shown) if takes_over else RejectForm(data)
    answer = workflow.take_over if takes_over else workflow.reject
    becomes = ("Het voorstel wordt een aanleiding: eigen initiatief.",) if takes_over else ()
    page = ActPage(
        subject=f"Voorstel {shown.pk}",
        breadcrumb=_way(shown),
        consequences=(*becomes, "De expert krijgt uw antwoord te lezen."),
    )

    def call() -> Proposal:
        return answer(shown, by=user, at=timezone.now(), **form.cleaned_data)

    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)


def _proposal(request: OfficeRequest, pk: int) -> Proposal:
    found = Proposal.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("submitted_by", "trigger", "exercise"), pk=pk)
