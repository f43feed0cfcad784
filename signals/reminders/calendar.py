"""The yearly reminder to look for new holidays by royal decree: one mail, from 1 October."""

from datetime import date, datetime

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import asking, schedules
from signals import deadlines
from signals.models.calendar import is_check_due
from signals.reminders import rows
from signals.reminders.rows import put_each


@schedules("signals.calendar")
def remind(now: datetime) -> None:
    """Put one mail a year per beheerder, as long as this year's check was not recorded."""
    moment = rows.latest_nine(now)
    if not asking.advance("signals.calendar", moment):
        return
    today = deadlines.local_date(moment)
    if not is_check_due(today):
        return
    for user in User.objects.with_role(Role.ADMINISTRATOR):
        people = rows.people([user])
        put_each("mail_calendar", people, about=user, moment=str(today.year), at=now)


def why_not(*, today: date) -> str:
    """Return in Dutch why this reminder is not sent any more, or ""."""
    return "" if is_check_due(today) else "niet verstuurd: de feestdagen zijn gecontroleerd"
