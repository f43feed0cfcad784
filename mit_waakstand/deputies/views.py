"""The page on which the deputies of the CPO stand, and their steps."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, NewPage, act, make
from mit_waakstand.deputies import workflow
from mit_waakstand.deputies.forms import AppointForm, ReasonForm
from mit_waakstand.deputies.models import PLACES, Deputy, DeputyState
from mit_waakstand.trail.models import Event

TITLE = "Waarneming"
ACTS_AS_CPO = (
    "U doet wat de CPO doet, tot u stopt. Bij alles staat “waarnemend CPO” met uw naam.",
    "De CPO en de secretaris krijgen een mail.",
)


@office_page()
def deputies(request: OfficeRequest) -> HttpResponse:
    """Show who is deputy now, who was, and what this person can do about it.

    An expert who is no deputy finds nothing here.
    """
    visible = Deputy.objects.visible_to(request.user).select_related("user")
    if not request.user.may("deputy.see") and not visible.exists():
        raise Http404
    current = list(visible.current())
    context = {
        "breadcrumb": [(TITLE, "")],
        "current": [(deputy, deputy.steps_for(request.user)) for deputy in current],
        "today": localdate(),
        "ended": visible.filter(state=DeputyState.ENDED).order_by("-ended_at", "-pk"),
        "may_appoint": request.user.may_now("deputy.appoint"),
        "is_full": len(current) == len(PLACES),
        "history": Event.objects.about(*visible) if request.user.may("event.see") else None,
    }
    return render(request, "deputies/deputies.html", context)


@office_page("deputy.appoint", methods=ACT)
def appoint(request: OfficeRequest) -> HttpResponse:
    """Record a deputy in advance."""
    form = AppointForm(request.POST or None)

    def call() -> str:
        workflow.appoint(by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("deputies:deputies")

    page = NewPage(
        heading="Waarnemer vastleggen",
        submit="Vastleggen",
        done="De waarnemer is vastgelegd.",
        breadcrumb=((TITLE, reverse("deputies:deputies")),),
        back=reverse("deputies:deputies"),
        consequences=("De waarnemer kan vanaf nu zelf beginnen met waarnemen, als dat nodig is.",),
    )
    return make(request, form=form, call=call, page=page)


@office_page(methods=ACT)
def activate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin to act for the CPO."""
    return _act(request, pk, "activate", ReasonForm(request.POST or None), ACTS_AS_CPO)


@office_page(methods=ACT)
def stand_down(request: OfficeRequest, pk: int) -> HttpResponse:
    """Stop acting for the CPO."""
    consequences = ("U doet daarna niets meer voor de CPO. U kunt later weer beginnen.",)
    return _act(request, pk, "stand_down", forms.Form(request.POST or None), consequences)


@office_page(methods=ACT)
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """End an appointment."""
    consequences = ("Deze persoon is dan geen waarnemer meer. Wie nu optreedt, stopt meteen.",)
    return _act(request, pk, "end", ReasonForm(request.POST or None), consequences)


def _act(
    request: OfficeRequest, pk: int, verb: str, form: forms.Form, consequences: tuple[str, ...]
) -> HttpResponse:
    found = Deputy.objects.visible_to(request.user).select_related("user")
    deputy = get_object_or_404(found, pk=pk)
    back = reverse("deputies:deputies")

    def call() -> Deputy:
        taken: Deputy = getattr(workflow, verb)(
            deputy, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return taken

    page = ActPage(
        subject=deputy.user.full_name, breadcrumb=((TITLE, back),), consequences=consequences
    )
    return act(request, deputy, verb, form=form, call=call, back=back, page=page)
