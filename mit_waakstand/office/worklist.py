"""What Paraatheid asks of people today (a row of "Nu te doen")."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime

from mit_waakstand.accounts.models import User
from mit_waakstand.duties.models import Tally
from mit_waakstand.worklist import Row, Urgency, rows


@rows("readiness")
def rows_for(user: User, today: date) -> Iterable[Row]:  # noqa: ARG001  (the tally has its own)
    """Return one row when something that was agreed, or the machine, is not in order."""
    if not user.may("readiness.duties"):
        return
    tally = Tally.objects.filter(not_in_order__gt=0).first()
    if tally:
        counted = f"{localtime(tally.counted_at):%H.%M}"
        yield Row(
            title="Paraatheid",
            action="Bekijk wat niet op orde is, en wat u daaraan kunt doen",
            url=reverse("office:readiness"),
            urgency=Urgency.ACT,
            detail=f"{tally.not_in_order} niet op orde, geteld om {counted} uur",
        )
