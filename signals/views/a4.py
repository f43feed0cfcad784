"""What prints on one A4: a signal, and the receipt of a response to it."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import OfficeRequest, office_page
from signals.models import Signal
from signals.views import breadcrumbs
from signals.views.response_receipt import receipt_of
from signals.views.sheet import sheet_of
from signals.views.signal_page import note_page, signal_or_404


@office_page("signal.see")
def a4(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show the signal as it prints on one sheet of A4."""
    shown = signal_or_404(request, pk)
    note_page(request, shown, "a4")
    context = _paper(shown, "Op één A4") | {"sheet": sheet_of(shown, request.user, localdate())}
    return render(request, "signals/a4.html", context)


@office_page("signal.see")
def response_receipt(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show the receipt of the response as it prints on one sheet; 404 before the response."""
    shown = signal_or_404(request, pk)
    receipt = receipt_of(shown, request.user)
    if receipt is None:
        raise Http404
    note_page(request, shown, "ontvangstbewijs")
    context = _paper(shown, "Ontvangstbewijs") | {"receipt": receipt}
    return render(request, "signals/response_receipt.html", context)


def _paper(shown: Signal, here: str) -> dict[str, object]:
    """Return what every sheet about a signal says: of what, when it was printed, whom to call."""
    return {
        "signal": shown,
        "now": timezone.now(),
        "contact": [*settings.CONTACT.split("|"), *filter(None, [settings.TELEPHONE])],
        "breadcrumb": (*breadcrumbs.to_signal(shown), (here, "")),
        "exercise": shown.is_exercise,
    }
