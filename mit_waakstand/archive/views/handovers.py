"""Pages of hand-overs to a commissie MIT: preparing, one hand-over, its steps and files."""

from dataclasses import replace

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mit_waakstand import vault
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, NewPage, act, make
from mit_waakstand.archive.forms import HandOverForm, TakeInForm
from mit_waakstand.archive.models import Handover
from mit_waakstand.archive.progress import progress_of
from mit_waakstand.archive.views.dossiers import crumbs_of, find
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
        "breadcrumb": [*_crumbs(shown)[:-1], ("Overdracht", "")],
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
    form = HandOverForm(request.POST or None)
    return _act(request, pk, "hand_over", form, ActPage(submit="Vastleggen", is_final=True))


@office_page("archive.see", methods=ACT)
def take_in(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take in a file of the commissie."""
    form = TakeInForm(request.POST or None, request.FILES or None)
    page = ActPage(
        submit="Opnemen",
        consequences=(
            "Het bestand wordt bewaard zoals het is, en hoort voortaan bij het dossier.",
            "Is het archief compleet? Vink dat dan aan op de checklist van de opschorting.",
        ),
        is_final=True,
    )
    return _act(request, pk, "take_in", form, page)


@office_page("archive.see")
def returned_file(request: OfficeRequest, pk: int, file: int) -> HttpResponseBase:
    """Give a file of the commissie, as it came."""
    found = get_object_or_404(_find(request, pk).files, pk=file)
    return vault.pdf_answer(found.original_sha256, found.original_name)


def _find(request: OfficeRequest, pk: int) -> Handover:
    related = ("situation", "commission", "package")
    found = Handover.objects.visible_to(request.user).select_related(*related)
    return get_object_or_404(found, pk=pk)


def _crumbs(shown: Handover) -> tuple[tuple[str, str], ...]:
    return crumbs_of(shown.situation, ("Overdracht", shown.get_absolute_url()))


def _act(
    request: OfficeRequest, pk: int, verb: str, form: forms.Form, page: ActPage
) -> HttpResponse:
    shown = _find(request, pk)

    def call() -> Handover:
        taken: Handover = getattr(handing_over, verb)(
            shown, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        return taken

    page = replace(page, subject=f"Situatie {shown.situation.title}", breadcrumb=_crumbs(shown))
    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
