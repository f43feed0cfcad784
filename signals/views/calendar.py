"""The days that count as holidays by royal decree, and the yearly look at them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import ACT, OfficeRequest, office_page
from mit_waakstand.workflow import ConflictError
from signals.models import CalendarCheck, EquatedDay
from signals.models.calendar import is_check_due
from signals.workflow.calendar import confirm_calendar


@office_page("table.write", methods=ACT)
def calendar(request: OfficeRequest) -> HttpResponse:
    """Show the days, or record that this year's decrees were looked at."""
    if request.method == "POST":
        try:
            confirm_calendar(by=request.user, at=timezone.now())
        except ConflictError as refusal:
            messages.warning(request, refusal.message)
        else:
            messages.success(request, "Vastgelegd: u hebt de gelijkgestelde dagen gecontroleerd.")
        return redirect("signals:calendar")
    today = localdate()
    context = {
        "days": EquatedDay.objects.order_by("day", "pk"),
        "last_check": CalendarCheck.objects.select_related("confirmed_by").first(),
        "year": today.year,
        "next_year": today.year + 1,
        "is_checked": CalendarCheck.objects.filter(year=today.year).exists(),
        "is_due": is_check_due(today),
    }
    return render(request, "signals/calendar.html", context)
