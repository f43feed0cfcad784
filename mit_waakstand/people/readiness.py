"""Whether somebody looked, this year, at who has access (BIO2)."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import RoleAssignment
from mit_waakstand.duties.models import months_later
from mit_waakstand.people.models import EVERY_MONTHS, AccessReview
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks
from mit_waakstand.working_days import in_dutch

MONTH_BEFORE = -1


@checks("access review")
def access_review(today: date) -> Finding:
    """Return whether the yearly review of access is in time; the first is due after a year."""
    last = AccessReview.objects.first()
    oldest = RoleAssignment.objects.order_by("since").first()
    since = last.reviewed_at if last else oldest.since if oldest else None
    due = months_later(localdate(since) if since else today, EVERY_MONTHS)
    status = Status.IN_ORDER
    if today > due:
        status = Status.NOT_IN_ORDER
    elif today > months_later(due, MONTH_BEFORE):
        status = Status.ATTENTION
    looked = f"Voor het laatst op {in_dutch(localdate(last.reviewed_at))}." if last else ""
    return Finding(
        title="Toegang beoordeeld",
        ground=Ground.MACHINE,
        status=status,
        reason=f"{looked or 'Nog niet gedaan.'} Elk jaar; de volgende uiterlijk {in_dutch(due)}.",
        source="BIO2",
        evidence=(
            Link(
                label="Wie toegang heeft", url=reverse("people:accounts"), permission="access.see"
            ),
        ),
        act=Link(
            label="Beoordeel wie toegang heeft",
            url=reverse("people:review"),
            permission="access.review",
        ),
    )
