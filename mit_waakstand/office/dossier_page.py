"""The page on which the dossier for the evaluator is made, and the download itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import POST, OfficeRequest, office_page
from mit_waakstand.duties.models import Proof, ProofKind
from mit_waakstand.office import dossier
from mit_waakstand.office.readiness import evaluation_due

TITLE = "Evaluatiedossier"


@office_page(dossier.PERMISSION)
def evaluation_dossier(request: OfficeRequest) -> HttpResponse:
    """Say what the dossier holds, and when the next evaluation is."""
    held = Proof.objects.latest(ProofKind.EVALUATION_HELD)
    context = {
        "breadcrumb": [("Paraatheid", reverse("office:readiness")), (TITLE, "")],
        "due": evaluation_due(held.done_on if held else None),
    }
    return render(request, "office/dossier.html", context)


@office_page(dossier.PERMISSION, methods=POST)
def evaluation_dossier_file(request: OfficeRequest) -> HttpResponse:
    """Give the dossier as one zip."""
    now = timezone.now()
    answer = HttpResponse(dossier.make(by=request.user, at=now), content_type="application/zip")
    name = f"evaluatiedossier-{localdate(now)}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
