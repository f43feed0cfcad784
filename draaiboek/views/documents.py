"""Pages of the documents beside the draaiboek."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from draaiboek.forms.documents import DescribeForm, DocumentForm, VersionForm
from draaiboek.models import PlaybookDocument
from draaiboek.workflow import documents
from mit_waakstand import vault
from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import NewPage, make
from mit_waakstand.trail.models import Event

TITLE = "Documenten"


@office_page("document.see")
def document_list(request: OfficeRequest) -> HttpResponse:
    """List the documents that this person may read, by kind."""
    found = PlaybookDocument.objects.visible_to(request.user).prefetch_related("versions")
    context = {
        "breadcrumb": [(TITLE, "")],
        "documents": found.order_by("kind", "title", "pk"),
        "may_write": request.user.may_now("document.write"),
    }
    return render(request, "draaiboek/documents.html", context)


@office_page("document.see")
def document(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one document with all its versions."""
    shown = _document(request, pk)
    context = {
        "document": shown,
        "versions": shown.versions.select_related("recorded_by"),
        "breadcrumb": [(TITLE, reverse("draaiboek:documents")), (shown.title, "")],
        "may_write": request.user.may_now("document.write"),
        "history": Event.objects.about(shown) if request.user.may("event.see") else None,
    }
    return render(request, "draaiboek/document.html", context)


@office_page("document.see")
def document_file(request: OfficeRequest, pk: int, version: int) -> HttpResponseBase:
    """Send the file of a version, as it was sent in."""
    shown = get_object_or_404(_document(request, pk).versions.exclude(file_checksum=""), pk=version)
    return vault.pdf_answer(shown.file_checksum, shown.file_name)


@office_page("document.write", methods=ACT)
def add_document(request: OfficeRequest) -> HttpResponse:
    """Add a document."""
    form = DocumentForm(request.POST or None, request.FILES or None)

    def call() -> str:
        data = form.cleaned_data
        made = documents.add_document(
            kind=data["kind"],
            title=data["title"],
            readers=data["readers"],
            given=form.given(),
            by=request.user,
            at=timezone.now(),
        )
        return made.get_absolute_url()

    page = NewPage(
        heading="Document toevoegen",
        submit="Toevoegen",
        done="Het document is toegevoegd.",
        breadcrumb=((TITLE, reverse("draaiboek:documents")),),
        back=reverse("draaiboek:documents"),
    )
    return make(request, form=form, call=call, page=page)


@office_page("document.write", methods=ACT)
def add_version(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add the next version of a document."""
    shown = _document(request, pk)
    form = VersionForm(request.POST or None, request.FILES or None)

    def call() -> str:
        made = documents.add_version(shown, given=form.given(), by=request.user, at=timezone.now())
        return made.get_absolute_url()

    says = ("De versies die er al zijn, blijven.",)
    page = _page(shown, "Nieuwe versie toevoegen", "Toevoegen", says=says)
    return make(request, form=form, call=call, page=page)


@office_page("document.write", methods=ACT)
def describe(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change the title of a document, or who may read it."""
    shown = _document(request, pk)
    form = DescribeForm(request.POST or None, document=shown)

    def call() -> str:
        made = documents.describe(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        return made.get_absolute_url()

    return make(
        request, form=form, call=call, page=_page(shown, "Titel of lezers wijzigen", "Opslaan")
    )


def _document(request: OfficeRequest, pk: int) -> PlaybookDocument:
    return get_object_or_404(PlaybookDocument.objects.visible_to(request.user), pk=pk)


def _page(
    shown: PlaybookDocument, heading: str, submit: str, *, says: tuple[str, ...] = ()
) -> NewPage:
    here = (shown.title, shown.get_absolute_url())
    return NewPage(
        heading=heading,
        submit=submit,
        done="Opgeslagen.",
        breadcrumb=((TITLE, reverse("draaiboek:documents")), here),
        back=shown.get_absolute_url(),
        consequences=says,
    )
