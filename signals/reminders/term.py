"""When who is reminded that a signal still waits for its response (R-054, domain §4).

The schedule is data: the days are counted from the stored last day, ``response_due_on``, and each
reminder goes out at 09:00 in Amsterdam. Only the latest moment that has passed is put: after an
outage people get one mail with the present state. Decided by us, see ``docs/spelregels.md``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import asking, schedules
from mit_waakstand.outbox.models import Work
from signals import deadlines
from signals.models import Signal
from signals.models.calendar import equated_days
from signals.notifications import due_of, issued_on
from signals.reminders import rows
from signals.reminders.rows import put_each

REMINDED = (Role.SG_OFFICE, Role.CPO, Role.SECRETARY)


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One row of the schedule; ``days`` from the last day, negative before it."""

    days: int
    only_unreceived: bool = False  # not any more once receipt is confirmed
    is_pulled_forward: bool = False  # on a day off: to the last working day before it


SCHEDULE = (
    Reminder(days=-13, only_unreceived=True),
    Reminder(days=-11),
    Reminder(days=-7),
    Reminder(days=-4),
    Reminder(days=-2),
    Reminder(days=-1),
    Reminder(days=0, is_pulled_forward=True),
    Reminder(days=1),
)
THEN_EVERY = timedelta(days=7)  # after the last row, until there is a response


def latest_day(
    due: date, until: date, *, is_received: bool = True, equated_days: Collection[date]
) -> date | None:
    """Return the last day up to and including ``until`` on which a reminder goes out, if any."""
    wanted = (row for row in SCHEDULE if not (row.only_unreceived and is_received))
    days = {_day_of(row, due, equated_days) for row in wanted}
    last = due + timedelta(days=SCHEDULE[-1].days)
    if until > last:
        days.add(last + (until - last) // THEN_EVERY * THEN_EVERY)
    return max((day for day in days if day <= until), default=None)


def _day_of(reminder: Reminder, due: date, equated_days: Collection[date]) -> date:
    day = due + timedelta(days=reminder.days)
    if reminder.is_pulled_forward and deadlines.days_off_from(day, equated_days=equated_days):
        return deadlines.last_working_day_before(day, equated_days=equated_days)
    return day


@schedules("signals.term")
def remind(now: datetime) -> None:
    """Put a mail per recipient for every signal that has a reminder; looks once a day, at 09:00."""
    moment = rows.latest_nine(now)
    if not asking.advance("signals.term", moment):
        return
    today = deadlines.local_date(moment)
    waiting = list(Signal.objects.waiting_for_response().select_related("weighing__situation"))
    everybody = [*rows.address_of_bureau_sg(), *rows.people(User.objects.with_role(*REMINDED))]
    newest = rows.latest_put("mail_reminder", "signals.signal", [one.pk for one in waiting])
    unreceived = set(Signal.objects.without_receipt().order_by().values_list("pk", flat=True))
    known_days = equated_days()
    for signal in waiting:
        day = latest_day(
            due_of(signal),
            today,
            is_received=signal.pk not in unreceived,
            equated_days=known_days,
        )
        if day is None or day <= issued_on(signal):
            continue
        if rows.is_put(newest.get(signal.pk), day.isoformat(), now=today.isoformat()):
            continue
        people = _participants(signal) if signal.is_exercise else everybody
        put_each("mail_reminder", people, about=signal, moment=day.isoformat(), at=now)


def why_not(work: Work, *, today: date) -> str:
    """Return in Dutch why this reminder is not sent any more, or ""."""
    if not Signal.objects.waiting_for_response().filter(pk=work.subject_pk).exists():
        return "niet verstuurd: er is een reactie"
    if rows.is_overtaken(work, now=today.isoformat()):
        return "vervallen: een latere herinnering komt ervoor in de plaats"
    return ""


def _participants(signal: Signal) -> list[rows.Recipient]:
    return list(rows.people(signal.weighing.situation.people(*REMINDED)))
