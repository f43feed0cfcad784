"""What people do with the list of days that count as holidays: load it once, look at it yearly."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError
from signals import deadlines
from signals.models import CalendarCheck, EquatedDay

BUILT_IN = "meegeleverd met deze software"


def load_equated_days() -> None:
    """Put the days that are built in into the table, where they are not yet."""
    for day in sorted(deadlines.EQUATED_BY_ROYAL_DECREE):
        EquatedDay.objects.get_or_create(day=day, defaults={"reference": BUILT_IN})


def confirm_calendar(*, by: User, at: datetime) -> CalendarCheck:
    """Record that this year's decrees were looked at; once a year is enough.

    Raises NotAllowedError, or ConflictError when somebody did so already.
    """
    if not by.may("table.write"):
        message = "U kunt dit niet doen: de feestdagen controleren."
        raise NotAllowedError(message)
    check = CalendarCheck(year=localdate(at).year, confirmed_at=at, confirmed_by=by)
    with recorded():
        try:
            with transaction.atomic():
                check.save()
        except IntegrityError as error:
            message = "Dit jaar is al gecontroleerd."
            raise ConflictError(message) from error
        sentence = "heeft de gelijkgestelde dagen gecontroleerd"
        record(Happening("confirm_calendar", sentence, check, by, at, {"year": check.year}))
    return check
