"""The page of what must be ready before scaling up, and what was agreed on each point."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from draaiboek.forms.documents import ArrangementForm, ChangePointForm, PointForm
from draaiboek.models import ScaleUpPoint
from draaiboek.scaling_up import points_with_arrangements
from draaiboek.workflow import scale_up
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import NewPage, make
from mit_waakstand.trail.models import Event

TITLE = "Opschaling"


@office_page("scale_up.see")
def points(request: OfficeRequest) -> HttpResponse:
    """Show the list, with what holds today on each point."""
    shown = points_with_arrangements(localdate())
    context = {
        "breadcrumb": [(TITLE, "")],
        "points": shown,
        "may_write": request.user.may_now("scale_up.write"),
        "history": Event.objects.about(*(one.point for one in shown)) if shown else None,
    }
    return render(request, "draaiboek/scale_up.html", context)


@office_page("scale_up.write", methods=ACT)
def add_point(request: OfficeRequest) -> HttpResponse:
    """Add a point to the list."""
    form = PointForm(request.POST or None)

    def call() -> str:
        scale_up.add_point(by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("draaiboek:scale-up")

    return make(request, form=form, call=call, page=_page("Punt toevoegen", "Toevoegen"))


@office_page("scale_up.write", methods=ACT)
def change_point(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change how a point is called, or whether it counts."""
    point = get_object_or_404(ScaleUpPoint, pk=pk)
    form = ChangePointForm(request.POST or None, point=point)

    def call() -> str:
        scale_up.change_point(point, by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("draaiboek:scale-up")

    return make(request, form=form, call=call, page=_page(f"{point.title}: wijzigen", "Opslaan"))


@office_page("scale_up.write", methods=ACT)
def arrange(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record what was agreed on a point."""
    point = get_object_or_404(ScaleUpPoint, pk=pk)
    form = ArrangementForm(request.POST or None)

    def call() -> str:
        scale_up.arrange(point, by=request.user, at=timezone.now(), **form.cleaned_data)
        return reverse("draaiboek:scale-up")

    says = ("De afspraak verandert daarna niet meer; een nieuwe komt in haar plaats.",)
    page = _page(f"{point.title}: afspraak vastleggen", "Vastleggen", says=says)
    return make(request, form=form, call=call, page=page)


def _page(heading: str, submit: str, *, says: tuple[str, ...] = ()) -> NewPage:
    return NewPage(
        heading=heading,
        submit=submit,
        done="Opgeslagen.",
        breadcrumb=((TITLE, reverse("draaiboek:scale-up")),),
        back=reverse("draaiboek:scale-up"),
        consequences=says,
    )
