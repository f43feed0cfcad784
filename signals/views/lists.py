"""Lists of the office, filtered: signals, triggers, weighings; on screen and as a file."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand import spreadsheets
from mit_waakstand.accounts.access import POST, OfficeRequest, office_page
from mit_waakstand.paging import page_of
from signals.views.listing import SIGNALS, TRIGGERS, WEIGHINGS, Listing
from signals.views.terms import place_in_term
from signals.workflow import exports


@office_page("signal.see")
def signals(request: OfficeRequest) -> HttpResponse:
    """List the signals that this person may know, the newest first, filtered."""
    context = _list(request, SIGNALS)
    context["signals"] = [(signal, place_in_term(signal)) for signal in context["page"]]
    return render(request, "signals/signals.html", context)


@office_page("situation.see")
def triggers(request: OfficeRequest) -> HttpResponse:
    """List the triggers, the newest first, filtered."""
    return render(request, "signals/triggers.html", _list(request, TRIGGERS))


@office_page("weighing.see")
def weighings(request: OfficeRequest) -> HttpResponse:
    """List the weighings that this person may know, the newest first, filtered."""
    return render(request, "signals/weighings.html", _list(request, WEIGHINGS))


@office_page("signal.see", methods=POST)
def signals_file(request: OfficeRequest) -> HttpResponseBase:
    """Send the list of signals as a file."""
    return _file(request, SIGNALS)


@office_page("situation.see", methods=POST)
def triggers_file(request: OfficeRequest) -> HttpResponseBase:
    """Send the list of triggers as a file."""
    return _file(request, TRIGGERS)


@office_page("weighing.see", methods=POST)
def weighings_file(request: OfficeRequest) -> HttpResponseBase:
    """Send the list of weighings as a file."""
    return _file(request, WEIGHINGS)


def _list(request: OfficeRequest, listing: Listing) -> dict[str, Any]:
    selection = listing.selection(request.GET, request.user)
    return {
        "page": page_of(listing.in_order(selection), request.GET.get("pagina")),
        "filter": selection,
        "is_filtered": selection.is_used(),
        "only_exercises": selection.asks_for_exercises(),
    }


def _file(request: OfficeRequest, listing: Listing) -> HttpResponseBase:
    """Send the list as it is filtered on the page, the whole of it and without exercises."""
    selection = listing.selection(request.GET, request.user)
    found = listing.for_export(selection)
    keys = list(found.values_list("pk", flat=True))
    exports.export(
        which=listing.name,
        rows=len(keys),
        permission=listing.permission,
        by=request.user,
        at=timezone.now(),
    )
    rows = listing.rows(request.user).filter(pk__in=keys).order_by(*listing.order)
    heading = [title for title, _ in listing.columns(request.user)]
    name = f"{listing.name}-{localdate().isoformat()}"
    return spreadsheets.answer_with(name, heading, listing.cells(rows, request.user))
