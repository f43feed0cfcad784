"""Saved texts of a signal, and the comparison of two."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from mit_waakstand.accounts.access import OfficeRequest, office_page
from signals import versions
from signals.models import Signal
from signals.versions import Version
from signals.views import breadcrumbs


@office_page("signal.edit")
def saved_texts(request: OfficeRequest, pk: int) -> HttpResponse:
    """List the saved texts; show word by word what changed between two, at first the last two."""
    found = Signal.objects.visible_to(request.user).select_related("weighing__situation")
    shown = get_object_or_404(found, pk=pk)
    saved = versions.versions(shown)
    before = _chosen(request.GET.get("van"), saved, saved[-2:][0])
    after = _chosen(request.GET.get("tot"), saved, saved[-1])
    context = {
        "signal": shown,
        "exercise": shown.is_exercise,
        "breadcrumb": (*breadcrumbs.to_signal(shown), ("Opgeslagen teksten", "")),
        "versions": saved[::-1],
        "before": before,
        "after": after,
        "comparison": versions.comparison(before.texts, after.texts),
    }
    return render(request, "signals/versions.html", context)


def _chosen(asked: str | None, saved: list[Version], otherwise: Version) -> Version:
    """Return the version with the number that was asked, else the one that stands for it."""
    return next((version for version in saved if str(version.number) == asked), otherwise)
