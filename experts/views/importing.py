"""Taking over a file: choose, look at what would change, and only then do it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from experts import sheet
from experts.columns import HEADING
from experts.forms.lists import FileForm
from experts.models import ImportPreview
from experts.views.crumbs import register_crumb
from experts.workflow import importing
from mit_waakstand.accounts.access import ACT, POST, OfficeRequest, office_page
from mit_waakstand.acting import INVALID
from mit_waakstand.workflow import RefusedError

TITLE = "Lijst overnemen"


@office_page("expert.write", methods=ACT)
def choose(request: OfficeRequest) -> HttpResponse:
    """Choose a file, and see what it would change; nothing is changed yet."""
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {
        "form": form,
        "columns": [name for name in HEADING if name not in sheet.READ_ONLY],
        "breadcrumb": [*register_crumb(), (TITLE, "")],
    }
    if request.method != "POST":
        return render(request, "experts/import.html", context)
    if form.is_valid():
        try:
            planned = importing.plan(sheet.read(form.cleaned_data["file"]))
        except RefusedError as refusal:
            form.add_error("file", refusal.message)
        else:
            return _show(request, planned)
    return render(request, "experts/import.html", context, status=INVALID)


@office_page("expert.write", methods=POST)
def carry_out(request: OfficeRequest, pk: int) -> HttpResponse:
    """Do what was shown, all of it or nothing."""
    shown = ImportPreview.objects.open_to(request.user, timezone.now()).filter(pk=pk).first()
    if shown is None:
        raise Http404
    try:
        number = importing.carry_out(shown, by=request.user, at=timezone.now())
    except RefusedError as refusal:
        messages.warning(request, refusal.message)
        return redirect("experts:import")
    messages.success(request, f"Overgenomen: {number} experts toegevoegd of gewijzigd.")
    return redirect("experts:experts")


def _show(request: OfficeRequest, planned: list[importing.Planned]) -> HttpResponse:
    wrong = [one for one in planned if one.errors]
    right = [one for one in planned if not one.errors]
    new = [one for one in right if one.expert is None]
    changed = [one for one in right if one.changes]
    shown = None
    if not wrong and (new or changed):
        shown = importing.preview(planned, by=request.user, at=timezone.now())
    context = {
        "wrong": wrong,
        "new": new,
        "changed": changed,
        "same": len(right) - len(new) - len(changed),
        "shown": shown,
        "breadcrumb": [*register_crumb(), (TITLE, "")],
    }
    status = INVALID if wrong else 200
    return render(request, "experts/import_preview.html", context, status=status)
