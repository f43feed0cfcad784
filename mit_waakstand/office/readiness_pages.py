"""Paraatheid: how every duty and precondition stands, the norms behind it, and what was done."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import NewPage, make
from mit_waakstand.duties import workflow
from mit_waakstand.duties.models import DEFAULTS, Norm, Proof, ProofKind, Subject
from mit_waakstand.office import board
from mit_waakstand.office.readiness_forms import NormForm, ProofForm

TITLE = "Paraatheid"


@office_page("readiness.see")
def readiness(request: OfficeRequest) -> HttpResponse:
    """Show how everything stands today, the worst first; the beheerder sees what is technical.

    Nu te doen says from then on what was seen here.
    """
    rows, now = board.rows_for(request.user, localdate()), timezone.now()
    sees_duties = request.user.may("readiness.duties")
    if sees_duties:
        board.note(board.red(rows), at=now)
    context = {
        "breadcrumb": [(TITLE, "")],
        "summary": board.summary(rows),
        "groups": board.groups(rows),
        "now": now,
        "sees_duties": sees_duties,
    }
    return render(request, "office/readiness.html", context)


@office_page("readiness.duties")
def norms(request: OfficeRequest) -> HttpResponse:
    """Show the norms that hold, and what the CPO set before."""
    in_force = Norm.objects.in_force()
    context = {
        "breadcrumb": [(TITLE, reverse("office:readiness")), ("Eigen normen", "")],
        "norms": [(s, in_force[s], in_force[s] == DEFAULTS[s]) for s in Subject],
        "earlier": Norm.objects.select_related("set_by")[:50],
        "may_set": request.user.may_now("norm.set"),
    }
    return render(request, "office/norms.html", context)


@office_page("norm.set", methods=ACT)
def set_norm(request: OfficeRequest, subject: str) -> HttpResponse:
    """Set the norm for one subject."""
    if subject not in Subject.values:
        raise Http404
    now = {"value": Norm.objects.value(Subject(subject))}
    form = NormForm(request.POST or None, initial=now)

    def call() -> str:
        workflow.set_norm(subject=subject, by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("office:readiness")

    page = _page(Subject(subject).label, done="De norm is vastgelegd.", back="office:norms")
    return make(request, form=form, call=call, page=page)


@office_page("readiness.see")
def proofs(request: OfficeRequest) -> HttpResponse:
    """Show what was written down as done or planned."""
    kinds = [kind for kind in ProofKind if request.user.may(workflow.permission_for(kind))]
    context = {
        "breadcrumb": [(TITLE, reverse("office:readiness")), ("Wat is vastgelegd", "")],
        "proofs": Proof.objects.filter(kind__in=kinds).select_related("recorded_by")[:100],
        "kinds": kinds,
    }
    return render(request, "office/proofs.html", context)


@office_page("readiness.see", methods=ACT)
def record_proof(request: OfficeRequest, kind: str) -> HttpResponse:
    """Write down that something was done or planned."""
    if kind not in ProofKind.values:
        raise Http404
    if not request.user.may(workflow.permission_for(kind)):
        raise PermissionDenied
    form = ProofForm(request.POST or None, kind=ProofKind(kind))

    def call() -> str:
        given = {"succeeded": True} | form.cleaned_data
        workflow.record_proof(kind=kind, by=request.user, at=timezone.now(), **given)
        return reverse("office:readiness")

    page = _page(ProofKind(kind).label, done="Het is vastgelegd.", back="office:proofs")
    return make(request, form=form, call=call, page=page)


def _page(heading: str, *, done: str, back: str) -> NewPage:
    """Return what is special about adding one record to what Paraatheid rests on."""
    return NewPage(
        heading=heading,
        submit="Vastleggen",
        done=done,
        breadcrumb=((TITLE, reverse("office:readiness")),),
        back=reverse(back),
    )
