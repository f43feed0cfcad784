"""The circles of practice; without the setting these pages do not exist."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from experts.forms.lists import CircleForm, ContactForm
from experts.models import Circle, CircleContact
from experts.views.crumbs import register_crumb
from experts.workflow import circles as workflow
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import NewPage, make

TITLE = "Praktijkkringen"


def _if_asked_for(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return the page, which is there only with ``MIT_PRAKTIJKKRINGEN``."""

    @wraps(view)
    def page(request: OfficeRequest, **arguments: int) -> HttpResponse:
        if not settings.PRACTICE_CIRCLES:
            raise Http404
        return view(request, **arguments)

    return page


@office_page("expert.see")
@_if_asked_for
def circles(request: OfficeRequest) -> HttpResponse:
    """Show each circle with the organisations that speak for it."""
    context = {
        "breadcrumb": [*register_crumb(), (TITLE, "")],
        "circles": Circle.objects.prefetch_related("contacts"),
    }
    return render(request, "experts/circles.html", context)


@office_page("expert.write", methods=ACT)
@_if_asked_for
def add(request: OfficeRequest) -> HttpResponse:
    """Add a circle."""
    form = CircleForm(request.POST or None)

    def call() -> str:
        workflow.keep_circle(Circle(), by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("experts:circles")

    return _act(request, form, call, "Praktijkkring toevoegen")


@office_page("expert.write", methods=ACT)
@_if_asked_for
def add_contact(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add an organisation that speaks for a circle."""
    contact = CircleContact(circle=get_object_or_404(Circle, pk=pk))
    return _keep(request, contact, "Organisatie aan praktijkkring toevoegen")


@office_page("expert.write", methods=ACT)
@_if_asked_for
def edit_contact(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change an organisation or its contact person."""
    return _keep(request, get_object_or_404(CircleContact, pk=pk), "Organisatie wijzigen")


@office_page("expert.write", methods=ACT)
@_if_asked_for
def remove_contact(request: OfficeRequest, pk: int) -> HttpResponse:
    """Remove an organisation, for good."""
    contact = get_object_or_404(CircleContact, pk=pk)

    def call() -> str:
        workflow.remove_contact(contact, by=request.user, at=timezone.now())
        return reverse("experts:circles")

    consequences = (
        f"{contact.organisation} verdwijnt, met de contactpersoon en alle eerdere waarden.",
    )
    form = forms.Form(request.POST or None)
    return _act(request, form, call, "Organisatie verwijderen", consequences=consequences)


def _keep(request: OfficeRequest, contact: CircleContact, heading: str) -> HttpResponse:
    known = {n: getattr(contact, n) for n in ("organisation", "name", "email", "phone")}
    form = ContactForm(request.POST or None, initial=known)

    def call() -> str:
        workflow.keep_contact(contact, by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("experts:circles")

    consequences = (
        "Leg nooit vast dat iemand zelf bij zo’n groep hoort: dat is een bijzonder gegeven.",
    )
    return _act(request, form, call, heading, consequences=consequences)


def _act(
    request: OfficeRequest,
    form: forms.Form,
    call: Callable[[], str],
    heading: str,
    *,
    consequences: tuple[str, ...] = (),
) -> HttpResponse:
    page = NewPage(
        heading=heading,
        submit=heading,
        done="Opgeslagen.",
        breadcrumb=(*register_crumb(), (TITLE, reverse("experts:circles"))),
        back=reverse("experts:circles"),
        consequences=consequences,
    )
    return make(request, form=form, call=call, page=page)
