"""The steps of a version: begin a draft, adopt it, its document, its file, its review."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import INVALID, ActPage, act
from mit_waakstand.editions import workflow
from mit_waakstand.editions.forms import (
    AdoptForm,
    DocumentForm,
    DraftForm,
    OwnForm,
    ReviewForm,
    TakeInForm,
    WithdrawForm,
)
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.views.finding import (
    Kind,
    check_reader,
    named,
    version_of,
    way_to,
    way_to_list,
)
from mit_waakstand.keeping.pages import with_keeping
from mit_waakstand.workflow import RefusedError

NEVER_AGAIN = (
    "De versie kan daarna niet meer veranderen. Wie een oudere versie gebruikte, houdt die."
)


@office_page(methods=ACT)
def draft(request: OfficeRequest, kind: Kind) -> HttpResponse:
    """Begin a new version."""
    check_reader(request, kind, "write")
    form = DraftForm(request.POST or None, kind=kind)
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                made = workflow.draft(kind, by=request.user, at=timezone.now(), **form.cleaned_data)
            except RefusedError as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                return redirect(made.get_absolute_url())
    context = {
        "form": with_keeping(request, form),
        "heading": "Nieuwe versie beginnen",
        "subject": named(kind),
        "submit_label": "Beginnen",
        "cancel_url": kind.list_url(),
        "consequences": ("Er is één concept tegelijk. Wat nu geldt, blijft gelden.",),
        "page_has_errors": bool(form.errors),
        "breadcrumb": (*way_to_list(kind), ("Nieuwe versie", "")),
    }
    return render(request, "office/act.html", context, status=status)


@office_page(methods=ACT)
def adopt(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Put a version in force."""
    form = AdoptForm(request.POST or None, kind=kind)
    consequences = tuple(filter(None, (kind.EFFECT, NEVER_AGAIN)))
    return _step(
        request,
        version_of(request, kind, pk),
        "adopt",
        form,
        consequences=consequences,
        done="Deze versie is vastgesteld.",
        is_final=True,
    )


@office_page(methods=ACT)
def withdraw(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Give a draft up."""
    consequences = (
        "Dit concept wordt nooit vastgesteld. Wat nu geldt, blijft gelden.",
        "De tekst blijft te lezen en als bestand op te halen. Het nummer komt niet terug.",
        "Daarna kunt u een nieuw concept beginnen met de tekst die nu geldt.",
    )
    return _step(
        request,
        version_of(request, kind, pk),
        "withdraw",
        WithdrawForm(request.POST or None),
        consequences=consequences,
        done="Het concept is ingetrokken.",
        is_final=True,
    )


@office_page(methods=ACT)
def own(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Take the mark "voorbeeld" away."""
    consequences = (
        "Daarmee zegt het MIT in waakstand: deze tekst is van ons.",
        "Met het kenmerk kan de versie niet worden vastgesteld.",
    )
    form = OwnForm(request.POST or None)
    return _step(request, version_of(request, kind, pk), "own", form, consequences=consequences)


@office_page(methods=ACT)
def plan_review(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Choose another day on which to look again."""
    shown = version_of(request, kind, pk)
    form = ReviewForm(request.POST or None, initial={"review_on": shown.review_on})
    consequences = ("U krijgt een maand ervoor en op de dag zelf een herinnering.",)
    return _step(request, shown, "plan_review", form, consequences=consequences)


@office_page(methods=ACT)
def publish(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Make a version public."""
    consequences = (
        "Iedereen kan deze versie dan lezen en ophalen, ook als zij later wordt vervangen.",
        "Wat openbaar is, gaat niet meer weg. Kijk na of er geen persoonsgegevens in staan.",
    )
    return _step(
        request,
        version_of(request, kind, pk),
        "publish",
        forms.Form(request.POST or None),
        consequences=consequences,
        done="Deze versie is openbaar. De pagina staat er binnen een minuut.",
        is_final=True,
    )


@office_page(methods=ACT)
def attach(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Put a PDF with a draft."""
    shown = version_of(request, kind, pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    consequences = ("Een eerder document van dit concept wordt vervangen.",)
    return _step(
        request,
        shown,
        "attach",
        form,
        consequences=consequences if shown.has_document() else (),
    )


@office_page(methods=ACT)
def detach(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Take the document away from a draft."""
    shown = version_of(request, kind, pk)
    return _step(request, shown, "detach", forms.Form(request.POST or None))


@office_page(methods=ACT)
def take_in(request: OfficeRequest, kind: Kind, pk: int) -> HttpResponse:
    """Replace the content of a draft by that of a file."""
    shown = version_of(request, kind, pk)
    form = TakeInForm(request.POST or None, request.FILES or None, kind=kind)
    consequences = (
        "Alles wat nu in dit concept staat, wordt vervangen. Het document blijft.",
        "Klopt er iets niet in het bestand? Dan verandert er niets.",
    )
    return _step(request, shown, "take_in", form, consequences=consequences)


def _step(  # noqa: PLR0913  (a page is made of these)
    request: OfficeRequest,
    shown: Edition,
    verb: str,
    form: forms.Form,
    *,
    consequences: tuple[str, ...] = (),
    done: str = "",
    is_final: bool = False,
) -> HttpResponse:
    """Return the page of a step whose form fields are the arguments of its act."""
    page = ActPage(
        subject=shown.title(),
        breadcrumb=way_to(shown),
        consequences=consequences,
        done=done,
        is_final=is_final,
    )

    def call() -> Edition:
        arguments: dict[str, Any] = form.cleaned_data
        taken: Edition = getattr(workflow, verb)(
            shown, by=request.user, at=timezone.now(), **arguments
        )
        return taken

    back = shown.get_absolute_url()
    return act(request, shown, verb, form=form, call=call, back=back, page=page)
