"""Pages of inventories for a Woo request."""

from functools import partial

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mit_waakstand import vault
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, NewPage, make
from mit_waakstand.archive.forms import BeginWooForm, JudgeForm
from mit_waakstand.archive.models import WooReview
from mit_waakstand.archive.progress import progress_of
from mit_waakstand.archive.views.dossiers import crumbs_of, find, take_step
from mit_waakstand.archive.workflow import woo
from mit_waakstand.trail.models import Event

NOT_PUBLIC = "Niets wordt hierdoor openbaar."


@office_page("woo.judge", methods=ACT)
def begin(request: OfficeRequest, pk: int) -> HttpResponse:
    """Begin an inventory of a dossier."""
    dossier = find(request, pk)
    form = BeginWooForm(request.POST or None)

    def call() -> WooReview:
        return woo.begin(dossier.situation, by=request.user, at=timezone.now(), **form.cleaned_data)

    page = NewPage(
        heading="Woo-inventaris maken",
        submit="Maken",
        done="De inventaris wordt gemaakt.",
        breadcrumb=crumbs_of(dossier.situation),
        back=dossier.get_absolute_url(),
        consequences=(
            "Het systeem zet elk document op een rij en stelt gronden voor. U beslist.",
            NOT_PUBLIC,
        ),
    )
    return make(request, form=form, call=call, page=page)


@office_page("archive.see")
def review(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one inventory: every document with what is suggested and what was decided."""
    shown = _find(request, pk)
    context = {
        "breadcrumb": crumbs_of(shown.situation, (f"Woo-inventaris {shown.pk}", "")),
        "exercise": shown.is_part_of_exercise(),
        "review": shown,
        "documents": shown.documents.select_related("judged_by").order_by("place"),
        "progress": progress_of(shown),
        "may_judge": request.user.may_now("woo.judge") and shown.is_open(),
        "steps": [offer for offer in shown.steps_for(request.user) if not offer.step.aside],
        "asides": [offer for offer in shown.steps_for(request.user) if offer.step.aside],
        "history": Event.objects.about(shown),
    }
    return render(request, "archive/woo.html", context)


@office_page("woo.judge", methods=ACT)
def judge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Decide about one document: the one that was chosen, or the next."""
    shown = _find(request, pk)
    chosen = request.GET.get("document", "")
    found = (
        get_object_or_404(shown.documents, pk=chosen)
        if chosen.isdecimal()
        else shown.next_document()
    )
    if found is None:
        raise Http404
    form = JudgeForm(request.POST or None, document=found)
    page = ActPage(
        heading=f"Document {found.place} beoordelen",
        submit="Vastleggen",
        template="archive/judge.html",
        consequences=(NOT_PUBLIC,),
        extra={"document": found, "review": shown},
    )
    step = partial(woo.judge, shown, document=found)
    return take_step(request, shown, "judge", step, form=form, page=page, here=_here(shown))


@office_page("archive.see", methods=ACT)
def adopt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Adopt the inventory."""
    shown = _find(request, pk)
    page = ActPage(consequences=("Daarna verandert er niets meer.", NOT_PUBLIC), is_final=True)
    form, step = forms.Form(request.POST or None), partial(woo.adopt, shown)
    return take_step(request, shown, "adopt", step, form=form, page=page, here=_here(shown))


@office_page("archive.see", methods=ACT)
def pack(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask for the zip."""
    shown = _find(request, pk)
    page = ActPage(
        consequences=(
            "In de zip staan de inventaris en wat openbaar of deels openbaar kan worden.",
            "Lak zelf wat onder een grond valt: het systeem lakt niet.",
            NOT_PUBLIC,
        ),
    )
    form, step = forms.Form(request.POST or None), partial(woo.pack, shown)
    return take_step(request, shown, "pack", step, form=form, page=page, here=_here(shown))


@office_page("archive.see")
def document_file(request: OfficeRequest, pk: int, document: int) -> HttpResponseBase:
    """Give one document of an inventory, as it is judged."""
    found = get_object_or_404(_find(request, pk).documents, pk=document)
    return vault.pdf_answer(found.sha256, found.name.replace("/", "-"))


def _find(request: OfficeRequest, pk: int) -> WooReview:
    found = WooReview.objects.visible_to(request.user).select_related("situation", "package")
    return get_object_or_404(found, pk=pk)


def _here(shown: WooReview) -> tuple[tuple[str, str], ...]:
    return ((f"Woo-inventaris {shown.pk}", shown.get_absolute_url()),)
