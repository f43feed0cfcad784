"""What Paraatheid, and maintenance, ask of people today (rows of "Nu te doen")."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from mit_waakstand.accounts.models import User
from mit_waakstand.duties.models import Tally
from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.worklist import Row, Urgency, rows


@rows("maintenance")
def maintenance_rows(user: User, today: date) -> Iterable[Row]:  # noqa: ARG001  (it has no day)
    """Return one row for the beheerder while it is alleen lezen: he ends it."""
    if not (user.reads_only and user.may("maintenance.switch")):
        return
    running = Maintenance.objects.running().first()
    if running:
        late = running.takes_longer(timezone.now())
        yield Row(
            title="Alleen lezen (onderhoud)",
            action="Zet het uit, of stel de verwachting bij",
            url=reverse("office:maintenance"),
            urgency=Urgency.OVERDUE if late else Urgency.ACT,
            detail=f"naar verwachting tot {localtime(running.expected_until):%H.%M} uur",
        )


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
