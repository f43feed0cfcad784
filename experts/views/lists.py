"""The open lists of the register: expertises, areas of attention, organisations."""

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from experts.forms.lists import ExpertiseForm, InstituteForm
from experts.models import Expertise, Institute
from experts.states import ExpertState
from experts.views.crumbs import act_without_record, register_crumb
from experts.workflow import lists as workflow
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page

TITLE = "Lijsten"
IN_REGISTER = Count("experts", filter=Q(experts__state=ExpertState.IN_REGISTER))


@office_page("expert.see")
def lists(request: OfficeRequest) -> HttpResponse:
    """Show what can be chosen for an expert, and change it."""
    context = {
        "breadcrumb": [*register_crumb(), (TITLE, "")],
        "expertises": Expertise.objects.annotate(people=IN_REGISTER).order_by(
            "-is_needed", "-kind", "name", "pk"
        ),
        "institutes": Institute.objects.annotate(people=IN_REGISTER).order_by(
            "-is_standing", "name", "pk"
        ),
        "has_circles": settings.PRACTICE_CIRCLES,
    }
    return render(request, "experts/lists.html", context)


@office_page("expert.write", methods=ACT)
def add_expertise(request: OfficeRequest) -> HttpResponse:
    """Add an expertise or area of attention."""
    return _expertise(request, Expertise(), "Expertise toevoegen")


@office_page("expert.write", methods=ACT)
def edit_expertise(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change an expertise or area of attention."""
    return _expertise(request, get_object_or_404(Expertise, pk=pk), "Expertise wijzigen")


@office_page("expert.write", methods=ACT)
def add_institute(request: OfficeRequest) -> HttpResponse:
    """Add an organisation."""
    return _institute(request, Institute(), "Organisatie toevoegen")


@office_page("expert.write", methods=ACT)
def edit_institute(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change an organisation."""
    return _institute(request, get_object_or_404(Institute, pk=pk), "Organisatie wijzigen")


def _expertise(request: OfficeRequest, entry: Expertise, heading: str) -> HttpResponse:
    known = {n: getattr(entry, n) for n in ("kind", "name", "wanted", "is_needed")}
    form = ExpertiseForm(request.POST or None, initial=known)

    def call() -> str:
        workflow.keep_expertise(entry, by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("experts:lists")

    return act_without_record(
        request,
        form,
        call,
        heading=heading,
        submit="Opslaan",
        back=reverse("experts:lists"),
        crumbs=(*register_crumb(), (TITLE, reverse("experts:lists"))),
    )


def _institute(request: OfficeRequest, entry: Institute, heading: str) -> HttpResponse:
    known = {n: getattr(entry, n) for n in ("name", "is_standing")}
    form = InstituteForm(request.POST or None, initial=known)

    def call() -> str:
        workflow.keep_institute(entry, by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("experts:lists")

    return act_without_record(
        request,
        form,
        call,
        heading=heading,
        submit="Opslaan",
        back=reverse("experts:lists"),
        crumbs=(*register_crumb(), (TITLE, reverse("experts:lists"))),
    )
