"""When the yearly review of access is due (BIO2)."""

from datetime import date

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import RoleAssignment
from mit_waakstand.duties.models import months_later
from mit_waakstand.people.models import EVERY_MONTHS, AccessReview

MONTH_BEFORE = -1


def review_due(today: date) -> date:
    """Return the last day for the next review; the first is due a year after the first account."""
    last = AccessReview.objects.first()
    oldest = None if last else RoleAssignment.objects.order_by("since").first()
    since = last.reviewed_at if last else oldest.since if oldest else None
    return months_later(localdate(since) if since else today, EVERY_MONTHS)


def is_near(due: date, today: date) -> bool:
    """Return whether it is less than a month until then, or later."""
    return today > months_later(due, MONTH_BEFORE)
