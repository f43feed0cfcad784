"""Lists of the office, filtered: the signals."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from mit_waakstand.accounts.access import OfficeRequest, office_page
from signals.filters import SignalFilter
from signals.models import Signal
from signals.views.situations import PAGE
from signals.views.terms import term_of


@office_page("signal.see")
def signals(request: OfficeRequest) -> HttpResponse:
    """List the signals that this person may know, the newest first, filtered."""
    found = Signal.objects.visible_to(request.user).select_related("response")
    found = found.order_by("-drafted_at", "-pk")
    selection = SignalFilter(request.GET, queryset=found)
    page = Paginator(selection.qs, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "signals": [(signal, term_of(signal)) for signal in page],
        "filter": selection,
        "is_filtered": bool(selection.form.changed_data),
    }
    return render(request, "signals/signals.html", context)
