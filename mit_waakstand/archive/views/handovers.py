"""Pages of hand-overs to a commissie MIT: preparing, one hand-over, its steps and files."""

from functools import partial

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mit_waakstand import vault
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, NewPage, make
from mit_waakstand.archive.forms import HandOverForm, TakeInForm
from mit_waakstand.archive.models import Handover
from mit_waakstand.archive.progress import progress_of
from mit_waakstand.archive.views.dossiers import crumbs_of, find, take_step
from mit_waakstand.archive.workflow import handing_over
from mit_waakstand.trail.models import Event


@office_page("handover.prepare", methods=ACT)
def prepare(request: OfficeRequest, pk: int) -> HttpResponse:
    """Prepare the hand-over of a dossier to the commissie that sits."""
    dossier = find(request, pk)

    def call() -> Handover:
        return handing_over.prepare(dossier.situation, by=request.user, at=timezone.now())

    page = NewPage(
        heading="Overdracht voorbereiden",
        submit="Voorbereiden",
        done="De overdracht is voorbereid. Het pakket wordt gemaakt.",
        breadcrumb=crumbs_of(dossier.situation),
        back=dossier.get_absolute_url(),
        consequences=(
            "Er wordt een archiefpakket gemaakt: alles van dit dossier in één zip.",
            "De CPO legt daarna vast wanneer en aan wie het is gegeven.",
        ),
    )
    return make(request, form=forms.Form(request.POST or None), call=call, page=page)


@office_page("archive.see")
def handover(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one hand-over: where the package is, and what came back."""
    shown = _find(request, pk)
    context = {
        "breadcrumb": crumbs_of(shown.situation, ("Overdracht", "")),
        "exercise": shown.is_part_of_exercise(),
        "handover": shown,
        "progress": progress_of(shown.package),
        "files": shown.files.select_related("recorded_by"),
        "steps": shown.steps_for(request.user),
        "history": Event.objects.about(shown),
    }
    return render(request, "archive/handover.html", context)


@office_page("archive.see", methods=ACT)
def hand_over(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record that the package was given."""
    shown, form = _find(request, pk), HandOverForm(request.POST or None)
    step = partial(handing_over.hand_over, shown)
    page = ActPage(submit="Vastleggen", is_final=True)
    return take_step(request, shown, "hand_over", step, form=form, page=page, here=_here(shown))


@office_page("archive.see", methods=ACT)
def take_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take in a file of the commissie."""
    shown, form = _find(request, pk), TakeInForm(request.POST or None, request.FILES or None)
    step = partial(handing_over.take_in, shown)
    page = ActPage(
        submit="Opnemen",
        consequences=(
            "Het bestand wordt bewaard zoals het is, en hoort voortaan bij het dossier.",
            "Is het archief compleet? Vink dat dan aan op de checklist van de opschorting.",
        ),
        is_final=True,
    )
    return take_step(request, shown, "take_in", step, form=form, page=page, here=_here(shown))


@office_page("archive.see")
def returned_file(request: OfficeRequest, pk: int, file: int) -> HttpResponseBase:
    """Give a file of the commissie, as it came."""
    found = get_object_or_404(_find(request, pk).files, pk=file)
    return vault.pdf_answer(found.original_sha256, found.original_name)


def _find(request: OfficeRequest, pk: int) -> Handover:
    related = ("situation", "commission", "package")
    found = Handover.objects.visible_to(request.user).select_related(*related)
    return get_object_or_404(found, pk=pk)


def _here(shown: Handover) -> tuple[tuple[str, str], ...]:
    return (("Overdracht", shown.get_absolute_url()),)
