"""The worklist, and for the beheerder the work that runs, waits or failed."""

from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate

from mit_waakstand.accounts.access import POST, OfficeRequest, office_page
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.office import machine_room, schedule_words
from mit_waakstand.office.trial_mail import send_trial_mail, trial_mails
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Schedule, Work
from mit_waakstand.trail.reading import note_visit
from mit_waakstand.work_words import with_words
from mit_waakstand.worklist import MOST, Change, Row, Urgency, changes, rows, rows_of

EMPTY: dict[str, str] = {
    Role.SG_OFFICE: "office/empty_bureau_sg.html",
    Role.EXPERT: "office/empty_expert.html",
    Role.ADMINISTRATOR: "office/empty_beheerder.html",
    Role.DEPUTY: "office/empty_waarnemer.html",
}
GROUPS = {
    Urgency.FIRST: ("Nu eerst", "late"),
    Urgency.OVERDUE: ("Te laat of misgegaan", "late"),
    Urgency.SOON: ("Dringend", "soon"),
    Urgency.ACT: ("Te doen", "act"),
    Urgency.WAIT: ("Loopt", "wait"),
}


def rows_for(user: User, today: date) -> list[Row]:
    """Return what asks for this person's action, the most urgent first."""
    items = [item for name in rows for item in rows[name](user, today)]
    return sorted(rows_of(items, user), key=Row.rank)


def changes_for(user: User, since: datetime | None) -> list[Change]:
    """Return what other people did since then, newest first; nothing at a first visit."""
    if since is None:
        return []
    found = [change for name in changes for change in changes[name](user, since)]
    return sorted(found, key=lambda change: change.at, reverse=True)


@office_page()
def worklist(request: OfficeRequest) -> HttpResponse:
    """Show "Nu te doen", and what changed since the last visit."""
    found = rows_for(request.user, localdate())
    since = note_visit(request.user, at=timezone.now())
    context = {
        "since": since,
        "changes": changes_for(request.user, since),
        "groups": [_group(urgency, [*rows]) for urgency, rows in groupby(found, _urgency)],
        "telephone": settings.TELEPHONE if request.user.part == Role.SG_OFFICE else "",
        "may_register": request.user.may_now("trigger.register"),
        "empty_template": EMPTY.get(request.user.part, "office/empty_secretariat.html"),
    }
    return render(request, "office/worklist.html", context)


def _group(urgency: Urgency, rows: list[Row]) -> tuple[str, str, str, list[Row]]:
    """Return title, tone and number of a group with its rows; "50+" when not all are shown."""
    shown = sum(not row.is_rest for row in rows)
    return (*GROUPS[urgency], f"{shown}{'+' if shown < len(rows) else ''}", rows)


def _urgency(row: Row) -> Urgency:
    return row.urgency


@office_page("work.see")
def work(request: OfficeRequest) -> HttpResponse:
    """Show what runs, waits and failed, to the beheerder; kinds and numbers, no content."""
    now, failed = timezone.now(), Work.objects.failed()
    running = Work.objects.running()
    waiting = Work.objects.filter(done_at=None, failed_at=None).order_by("next_try_at", "pk")
    waiting = waiting.exclude(pk__in=[work.pk for work in running])
    context = {
        "facts": machine_room.facts(now),
        "running": with_words(running),
        "failed": with_words(failed[:MOST]),
        "failed_number": failed.count(),
        "waiting": with_words(waiting[:MOST]),
        "waiting_number": waiting.count(),
        "schedules": schedule_words.lines(now),
        "troubled_schedules": Schedule.objects.in_trouble(),
        "trial_mails": trial_mails(request.user)[:5],
    }
    return render(request, "office/work.html", context)


@office_page("work.see", methods=POST)
def send_trial(request: OfficeRequest) -> HttpResponse:
    """Send the beheerder a mail, so that he sees whether mail goes out."""
    send_trial_mail(by=request.user, at=timezone.now())
    messages.success(request, "De proefmail staat klaar. Hieronder ziet u wat ervan wordt.")
    return redirect("office:work")


@office_page("work.see", methods=POST)
def retry_all(request: OfficeRequest) -> HttpResponse:
    """Give everything that failed a new series of attempts, for when the cause was mended."""
    now, failed = timezone.now(), list(Work.objects.failed())
    for work in failed:
        doing.retry(work, at=now)
    messages.success(request, "Alles wat mislukt was, wordt opnieuw geprobeerd.")
    return redirect("office:work")


@office_page("work.see", methods=POST)
def retry(
    request: OfficeRequest,  # noqa: ARG001
    pk: int,
) -> HttpResponse:
    """Give failed work a new series of attempts."""
    failed = get_object_or_404(Work.objects.failed(), pk=pk)
    doing.retry(failed, at=timezone.now())
    return redirect("office:work")
