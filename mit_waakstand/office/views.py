"""The worklist, and for the beheerder the work that runs, waits or failed."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.office import Row, rows
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work

EMPTY = {
    Role.SG_OFFICE: "office/empty_bureau_sg.html",
    Role.EXPERT: "office/empty_expert.html",
    Role.ADMINISTRATOR: "office/empty_beheerder.html",
}


def rows_for(user: User, today: date) -> list[Row]:
    """Return what asks for this person's action, the most urgent first."""
    found = [row for name in rows for row in rows[name](user, today)]
    return sorted(found, key=Row.rank)


@login_required
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Show "Nu te doen"."""
    context = {
        "rows": rows_for(request.user, localdate()),
        "may_register": request.user.may("trigger.register"),
        "empty_template": EMPTY.get(request.user.role, "office/empty_secretariat.html"),
    }
    return render(request, "office/worklist.html", context)


@login_required
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Show what failed and what waits, to the beheerder; kinds and numbers, no content."""
    if not request.user.may("work.see"):
        raise PermissionDenied
    waiting = Work.objects.filter(done_at=None, failed_at=None).order_by("next_try_at", "pk")
    context = {"failed": Work.objects.failed()[:50], "waiting": waiting[:50]}
    return render(request, "office/work.html", context)


@login_required
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Give failed work a new series of attempts."""
    if not request.user.may("work.see"):
        raise PermissionDenied
    failed = get_object_or_404(Work.objects.failed(), pk=pk)
    doing.retry(failed, at=timezone.now())
    return redirect("office:work")
