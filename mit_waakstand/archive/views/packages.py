"""Pages of packages: asking for one, how far it is, what was in it, and the zip itself."""

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from mit_waakstand import vault
from mit_waakstand.accounts.access import ACT, POST, OfficeRequest, office_page
from mit_waakstand.acting import NewPage, make
from mit_waakstand.archive.models import Package
from mit_waakstand.archive.models.package import KEPT_FOR
from mit_waakstand.archive.progress import progress_of
from mit_waakstand.archive.views.dossiers import crumbs_of, find
from mit_waakstand.archive.workflow import packages


@office_page(packages.PERMISSION, methods=ACT)
def request_package(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask for a package of a dossier."""
    dossier = find(request, pk)

    def call() -> Package:
        return packages.request(dossier.situation, by=request.user, at=timezone.now())

    page = NewPage(
        heading="Archiefpakket maken",
        submit="Pakket maken",
        done="Het pakket wordt gemaakt.",
        breadcrumb=crumbs_of(dossier.situation),
        back=dossier.get_absolute_url(),
        consequences=(
            "Alles van dit dossier komt in één zip: ook concepten, standpunten en namen.",
            "Dat u het maakt en downloadt, wordt vastgelegd.",
            f"De zip blijft {KEPT_FOR.days} dagen staan.",
        ),
    )
    return make(request, form=forms.Form(request.POST or None), call=call, page=page)


@office_page(packages.PERMISSION)
def package(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one package: how far it is, and what is in it."""
    shown = _find(request, pk)
    situation = shown.situation
    context = {
        "breadcrumb": crumbs_of(situation, (f"Pakket {shown.pk}", "")),
        "exercise": situation.is_exercise,
        "package": shown,
        "situation": situation,
        "progress": progress_of(shown),
        "files": [entry for entry in shown.inventory if not _is_metadata(entry["name"])],
        "metadata": sum(_is_metadata(entry["name"]) for entry in shown.inventory),
    }
    return render(request, "archive/package.html", context)


@office_page(packages.PERMISSION, methods=POST)
def package_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Give the zip; that it was taken is written down."""
    shown = _find(request, pk)
    if not shown.is_there():
        raise Http404
    packages.take(shown, by=request.user, at=timezone.now())
    return vault.answer_with(
        shown.sha256, shown.file_name(), content_type="application/zip", as_attachment=True
    )


def _find(request: OfficeRequest, pk: int) -> Package:
    found = Package.objects.visible_to(request.user).select_related("situation", "requested_by")
    return get_object_or_404(found, pk=pk)


def _is_metadata(name: str) -> bool:
    return name.startswith("metagegevens/")
