"""Whether somebody looked, this year, at who has access (BIO2)."""

from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from mit_waakstand.people.models import AccessReview
from mit_waakstand.people.reviewing import is_near, review_due
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks
from mit_waakstand.working_days import in_dutch


@checks("access review")
def access_review(today: date) -> Finding:
    """Return whether the yearly review of access is in time; the first is due after a year."""
    last = AccessReview.objects.first()
    due = review_due(today)
    status = Status.IN_ORDER
    if today > due:
        status = Status.NOT_IN_ORDER
    elif is_near(due, today):
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
