"""Pages of assessments: the list, one assessment, begin, fill in, compare, close."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from afwegingskader.comparing import beside, compared
from afwegingskader.forms import BeginForm, InviteForm, RenameForm, StepForm
from afwegingskader.models import Assessment, KaderEdition
from afwegingskader.printing import filled_in
from afwegingskader.workflow import assessments as workflow
from mit_waakstand import vault
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import INVALID, ActPage, act
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.paging import page_of
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.models import Event
from mit_waakstand.workflow import ConflictError, RefusedError

TITLE = "Toepassingen van het afwegingskader"
Way = tuple[tuple[str, str], ...]


@office_page("assessment.see")
def assessments(request: OfficeRequest) -> HttpResponse:
    """List the assessments, the newest first."""
    visible = Assessment.objects.visible_to(request.user).select_related("situation", "edition")
    context = {
        "breadcrumb": [(TITLE, "")],
        "page": page_of(visible, request.GET.get("page")),
        "may_begin": request.user.may_now("assessment.begin"),
        "has_kader": KaderEdition.objects.in_force() is not None,
    }
    return render(request, "afwegingskader/assessments.html", context)


@office_page("assessment.see")
def assessment(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one assessment with every answer, as it is printed too."""
    shown = _of(request, pk)
    chapters = filled_in(shown)
    others = Assessment.objects.visible_to(request.user).filter(situation=shown.situation_id)
    steps = shown.steps_for(request.user)
    context = {
        "assessment": shown,
        "breadcrumb": _way(shown, is_here=True),
        "exercise": shown.is_part_of_exercise(),
        "chapters": chapters,
        "participants": shown.participants.select_related("user"),
        "others": others.exclude(pk=pk),
        "steps": [offer for offer in steps if not offer.step.aside],
        "asides": [offer for offer in steps if offer.step.aside],
        "may_see_kader": request.user.may("afwegingskader.see"),
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "afwegingskader/assessment.html", context)


@office_page("assessment.see")
def paper(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Send a closed assessment as PDF."""
    shown = _of(request, pk)
    if not shown.pdf_checksum:
        raise Http404
    return vault.pdf_answer(shown.pdf_checksum, f"toepassing-{pk}.pdf")


@office_page("assessment.begin", methods=ACT)
def begin(request: OfficeRequest) -> HttpResponse:
    """Begin to use the kader in a situation: ``?situatie=`` says which."""
    visible = Situation.objects.visible_to(request.user)
    form = BeginForm(request.POST or None, situations=visible, chosen=request.GET.get("situatie"))
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = workflow.begin(by=request.user, at=timezone.now(), **form.cleaned_data)
            except RefusedError as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                return redirect("afwegingskader:assessment-answer", made.pk)
    context = {
        "form": with_keeping(request, form),
        "heading": "Afwegingskader toepassen",
        "submit_label": "Beginnen",
        "cancel_url": reverse("afwegingskader:assessments"),
        "consequences": ("De versie van het afwegingskader ligt vanaf nu vast.",),
        "page_has_errors": bool(form.errors),
        "breadcrumb": [(TITLE, reverse("afwegingskader:assessments")), ("Toepassen", "")],
    }
    return render(request, "office/act.html", context, status=status)


@office_page("assessment.see", methods=ACT)
def answer(request: OfficeRequest, pk: int, key: str = "") -> HttpResponse:
    """Fill in one step of the kader; the first one without ``key``."""
    shown = _of(request, pk)
    steps = shown.edition.steps()
    here = next((place for place, one in enumerate(steps) if key in {"", one.key}), None)
    if here is None:
        raise Http404
    form = StepForm(request.POST or None, step=steps[here], given=shown.given())
    after = steps[here + 1] if here + 1 < len(steps) else None
    page = ActPage(
        **_place(shown),
        heading=f"{steps[here].label}: {steps[here].title}",
        is_shared=True,
        done="Opgeslagen.",
        template="afwegingskader/answer.html",
        extra={"kader_step": steps[here], "kader_steps": steps, "after": after},
    )

    def call() -> Assessment:
        try:
            return workflow.answer(
                shown, answers=form.answers(), by=request.user, at=timezone.now()
            )
        except ConflictError:
            both = form.changed_by_both(shown.given())
            page.extra["comparison"] = compared(both)
            raise

    back = shown.get_absolute_url()
    if after is not None and "verder" in request.POST:
        back = reverse("afwegingskader:assessment-answer-step", args=[pk, after.key])
    return act(request, shown, "answer", form=form, call=call, back=back, page=page)


@office_page("assessment.see")
def compare(request: OfficeRequest, pk: int, other: int) -> HttpResponse:
    """Show two assessments of one situation beside each other."""
    shown, second = _of(request, pk), _of(request, other)
    if shown.situation_id != second.situation_id:
        raise Http404
    context = {
        "assessment": shown,
        "other": second,
        "exercise": shown.is_part_of_exercise(),
        "steps": beside(shown, second),
        "breadcrumb": (*_way(shown), ("Vergelijken", "")),
    }
    return render(request, "afwegingskader/compare.html", context)


@office_page("assessment.see", methods=ACT)
def invite(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let an expert help."""
    shown = _of(request, pk)
    form = InviteForm(request.POST or None, assessment=shown, today=localdate())
    return _step(request, shown, "invite", form, "De expert krijgt een mail met een link.")


@office_page("assessment.see", methods=ACT)
def rename(request: OfficeRequest, pk: int) -> HttpResponse:
    """Call what is weighed differently."""
    shown = _of(request, pk)
    form = RenameForm(
        request.POST or None, initial={"subject": shown.subject, "title": shown.title}
    )
    return _step(request, shown, "rename", form)


@office_page("assessment.see", methods=ACT)
def close(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close an assessment."""
    form = forms.Form(request.POST or None)
    consequence = "Daarna kan niemand de antwoorden nog wijzigen."
    return _step(request, _of(request, pk), "close", form, consequence, is_final=True)


def _step(
    request: OfficeRequest,
    shown: Assessment,
    verb: str,
    form: forms.Form,
    *consequences: str,
    is_final: bool = False,
) -> HttpResponse:
    page = ActPage(**_place(shown), consequences=consequences, is_final=is_final)

    def call() -> Assessment:
        taken: Assessment = getattr(workflow, verb)(
            shown, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return taken

    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)


def _of(request: OfficeRequest, pk: int) -> Assessment:
    """Return the assessment of an address; raises Http404 when it is not this person's to see."""
    found = Assessment.objects.visible_to(request.user).select_related("situation", "edition")
    return get_object_or_404(found, pk=pk)


def _place(shown: Assessment) -> dict[str, Any]:
    return {"subject": shown.title, "breadcrumb": _way(shown)}


def _way(shown: Assessment, *, is_here: bool = False) -> Way:
    here = "" if is_here else shown.get_absolute_url()
    return ((TITLE, reverse("afwegingskader:assessments")), (shown.title, here))
