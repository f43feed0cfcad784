"""The open lists of the register: expertises, areas of attention, organisations."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.conf import settings
from django.db.models import Count, Q
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from experts.forms.lists import ExpertiseForm, InstituteForm
from experts.models import Expertise, Institute
from experts.states import ExpertState
from experts.views.crumbs import register_crumb
from experts.workflow import lists as workflow
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import NewPage, make

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


def _keep(
    request: OfficeRequest, form: forms.Form, keep: Callable[..., object], heading: str
) -> HttpResponse:
    """Return the page of one entry of a list, or keep the entry and go back to the lists."""

    def call() -> str:
        keep(by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("experts:lists")

    page = NewPage(
        heading=heading,
        submit="Opslaan",
        done="Opgeslagen.",
        breadcrumb=(*register_crumb(), (TITLE, reverse("experts:lists"))),
        back=reverse("experts:lists"),
    )
    return make(request, form=form, call=call, page=page)


def _expertise(request: OfficeRequest, entry: Expertise, heading: str) -> HttpResponse:
    form = ExpertiseForm(request.POST or None, initial=model_to_dict(entry))
    return _keep(request, form, partial(workflow.keep_expertise, entry), heading)


def _institute(request: OfficeRequest, entry: Institute, heading: str) -> HttpResponse:
    form = InstituteForm(request.POST or None, initial=model_to_dict(entry))
    return _keep(request, form, partial(workflow.keep_institute, entry), heading)
