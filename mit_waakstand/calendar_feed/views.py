"""The page on which somebody makes the address of his calendar feed, and the feed itself."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from mit_waakstand.accounts import rates
from mit_waakstand.accounts.access import ACT, POST, OfficeRequest, office_page
from mit_waakstand.calendar_feed import workflow
from mit_waakstand.calendar_feed.appointments import appointments_of
from mit_waakstand.calendar_feed.models import CalendarFeed
from mit_waakstand.calendar_feed.writing import calendar_of
from mit_waakstand.house import office_address


@office_page(methods=ACT)
def page(request: OfficeRequest) -> HttpResponse:
    """Show whether there is an address; POST makes a new one, which is shown this once."""
    address = ""
    if request.method == "POST":
        secret = workflow.renew(by=request.user, at=timezone.now())
        path = reverse("calendar_feed:feed", args=[secret])
        address = office_address(path)
    context = {
        "address": address,
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
        "entries": appointments_of(request.user, localdate()),
        "breadcrumb": (("Nu te doen", reverse("office:worklist")), ("Uw agenda", "")),
    }
    return render(request, "calendar_feed/page.html", context)


@office_page(methods=POST)
def revoke(request: OfficeRequest) -> HttpResponse:
    """Take the address back."""
    workflow.revoke(by=request.user, at=timezone.now())
    messages.success(request, "Uw agenda-adres werkt niet meer.")
    return redirect("calendar_feed:page")


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Send the calendar of who owns this secret address, or the page for nothing here.

    What never existed, was taken back or belongs to somebody inactive looks the same. So does what
    is asked without TLS: led on, a calendar would go on telling the secret to everybody.
    """
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        raise Http404
    if rates.asks_too_often(request, "calendar_feed"):
        return rates.too_often(request)
    found = CalendarFeed.objects.with_secret(secret)
    if found is None:
        raise Http404
    workflow.note_reading(found, at=timezone.now())
    body = calendar_of(appointments_of(found.user, localdate()))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="mit-in-waakstand.ics"'
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
