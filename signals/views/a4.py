"""The signal on one A4."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import OfficeRequest, office_page
from signals.views import breadcrumbs
from signals.views.sheet import sheet_of
from signals.views.signal_page import note_page, signal_or_404


@office_page("signal.see")
def a4(request: OfficeRequest, pk: int) -> HttpResponse:
    """Show the signal as it prints on one sheet of A4."""
    shown = signal_or_404(request, pk)
    note_page(request, shown, "a4")
    context = {
        "signal": shown,
        "sheet": sheet_of(shown, request.user, localdate()),
        "now": timezone.now(),
        "contact": [*settings.CONTACT.split("|"), *filter(None, [settings.TELEPHONE])],
        "breadcrumb": (*breadcrumbs.to_signal(shown), ("Op één A4", "")),
        "exercise": shown.is_exercise,
    }
    return render(request, "signals/a4.html", context)
