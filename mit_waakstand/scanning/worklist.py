"""What the virus scanner asks of the beheerder today (rows of "Nu te doen")."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.scanning.models import HeldFile
from mit_waakstand.working_days import in_dutch
from mit_waakstand.worklist import Found, Item, Row, Urgency, rows


@rows("scanning")
def rows_for(user: User, today: date) -> Iterable[Item]:  # noqa: ARG001  (they do not wait for a day)
    """Return a row for each file that was held and about which nobody did anything yet."""
    if not user.may("held_file.settle"):
        return
    found = HeldFile.objects.visible_to(user).open()
    page = reverse("scanning:held-files")
    yield Found(found, _row, what="tegengehouden bestanden", url=page)


def _row(file: HeldFile) -> Row:
    return Row(
        title="Virusscanner",
        action="Handel een tegengehouden bestand af",
        url=file.get_absolute_url(),
        urgency=Urgency.SOON,
        detail=f"op {in_dutch(localdate(file.held_at))}, {file.finding}",
    )
