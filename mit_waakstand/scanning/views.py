"""Pages about the virus scanner, for the beheerder: how it stands, and what it held."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.acting import ActPage, act
from mit_waakstand.paging import page_of
from mit_waakstand.readiness import Status
from mit_waakstand.scanning import workflow
from mit_waakstand.scanning.condition import condition
from mit_waakstand.scanning.forms import SettleForm
from mit_waakstand.scanning.models import HeldFile
from mit_waakstand.trail.models import Event

TITLE = "Virusscanner"
TONES = {Status.IN_ORDER: "ok", Status.ATTENTION: "warning", Status.NOT_IN_ORDER: "error"}


@office_page("held_file.see")
def held_files(request: OfficeRequest) -> HttpResponse:
    """Show how the scanner stands, and every file that it held; open ones first."""
    found = HeldFile.objects.visible_to(request.user).select_related("held_by")
    now = condition(localdate())
    context = {
        "breadcrumb": [(TITLE, "")],
        "condition": now,
        "tone": TONES[now.status],
        "files": page_of(found.order_by("-state", "-held_at", "-pk"), request.GET.get("pagina")),
    }
    return render(request, "scanning/held_files.html", context)


@office_page("held_file.see")
def held_file(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one file: who sent it where, what was found, and what was done."""
    file = get_object_or_404(HeldFile.objects.visible_to(request.user), pk=pk)
    context = {
        "breadcrumb": [(TITLE, reverse("scanning:held-files")), (f"Bestand {pk}", "")],
        "file": file,
        "steps": file.steps_for(request.user),
        "history": Event.objects.about(file),
    }
    return render(request, "scanning/held_file.html", context)


@office_page("held_file.settle", methods=ACT)
def settle(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record what was done about a file."""
    file = get_object_or_404(HeldFile.objects.visible_to(request.user), pk=pk)
    form = SettleForm(request.POST or None)

    def call() -> HeldFile:
        how = form.cleaned_data["how"]
        return workflow.settle(file, how=how, by=request.user, at=timezone.now())

    page = ActPage(
        subject=f"Bestand {pk}",
        breadcrumb=(
            (TITLE, reverse("scanning:held-files")),
            (f"Bestand {pk}", file.get_absolute_url()),
        ),
        consequences=("Het bestand staat daarna niet meer in Nu te doen.",),
    )
    return act(
        request, file, "settle", form=form, call=call, back=file.get_absolute_url(), page=page
    )
