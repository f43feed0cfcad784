"""Pages of situations."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from mit_waakstand.accounts.access import OfficeRequest, office_page
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.models import Event
from signals.models import Signal
from signals.views import breadcrumbs

PAGE = 25


@office_page("situation.see")
def situations(request: OfficeRequest) -> HttpResponse:
    """List the situations, the newest first."""
    found = Situation.objects.visible_to(request.user).order_by("-opened_at", "-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    return render(request, "signals/situations.html", {"page": page})


@office_page("situation.see")
def situation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show one situation: its triggers, weighings and signals."""
    shown = get_object_or_404(Situation.objects.visible_to(request.user), pk=pk)
    signals = Signal.objects.visible_to(request.user).filter(weighing__situation=shown)
    context = {
        "situation": shown,
        "breadcrumb": breadcrumbs.here(breadcrumbs.to_situation(shown)),
        "exercise": shown.is_exercise,
        "triggers": shown.triggers.order_by("happened_on", "pk"),
        "weighings": shown.weighings.order_by("opened_at", "pk"),
        "signals": signals.order_by("drafted_at", "pk"),
        "participants": shown.participations.select_related("user").order_by("pk"),
        "history": Event.objects.about(shown, *shown.triggers.all(), *shown.weighings.all()),
    }
    return render(request, "signals/situation.html", context)
