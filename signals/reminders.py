"""When who is reminded that a signal still waits for its response (R-054, domain §4).

The schedule is data: the days are counted from the stored last day, so from ``response_due_on``,
and each reminder goes out at 09:00 in Amsterdam. Only the latest moment that has passed is put:
after an outage people get one mail with the present state. Decided by us, see
``docs/spelregels.md``.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Max
from django.db.models.fields.json import KT

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import asking, schedules
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from signals import deadlines
from signals.models import Signal
from signals.notifications import SG_OFFICE

REMINDED_AT = time(9)
REMINDED = (Role.SG_OFFICE, Role.CPO, Role.SECRETARY)
KIND = "mail_reminder"


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One row of the schedule; ``days`` from the last day, negative before it."""

    days: int
    is_pulled_forward: bool = False  # on a day off: to the last working day before it


SCHEDULE = (
    Reminder(days=-11),
    Reminder(days=-7),
    Reminder(days=-4),
    Reminder(days=-2),
    Reminder(days=-1),
    Reminder(days=0, is_pulled_forward=True),
    Reminder(days=1),
)
THEN_EVERY = timedelta(days=7)  # after the last row, until there is a response


@dataclass(frozen=True)
class Recipient:
    """To whom, as it stands in the work row: "user:5" or "bureau_sg", and in which role."""

    key: str
    role: str


# --- When -----------------------------------------------------------------------------------


def latest_day(
    due: date, until: date, *, equated_days: Collection[date] = deadlines.EQUATED_BY_ROYAL_DECREE
) -> date | None:
    """Return the last day up to and including ``until`` on which a reminder goes out, if any."""
    days = {_day_of(reminder, due, equated_days) for reminder in SCHEDULE}
    last = due + timedelta(days=SCHEDULE[-1].days)
    if until > last:
        days.add(last + (until - last) // THEN_EVERY * THEN_EVERY)
    return max((day for day in days if day <= until), default=None)


def latest_moment(now: datetime) -> datetime:
    """Return the last 09:00 in Amsterdam that has passed."""
    day = deadlines.local_date(now)
    moment = _at_nine(day)
    return moment if moment <= now else _at_nine(day - deadlines.ONE_DAY)


def _day_of(reminder: Reminder, due: date, equated_days: Collection[date]) -> date:
    day = due + timedelta(days=reminder.days)
    if reminder.is_pulled_forward and deadlines.days_off_from(day, equated_days=equated_days):
        return deadlines.last_working_day_before(day, equated_days=equated_days)
    return day


def _at_nine(day: date) -> datetime:
    return datetime.combine(day, REMINDED_AT, deadlines.AMSTERDAM)


# --- Putting --------------------------------------------------------------------------------


@schedules("signals.term")
def remind(now: datetime) -> None:
    """Put a mail per recipient for every signal that has a reminder; looks once a day, at 09:00."""
    moment = latest_moment(now)
    if not asking.advance("signals.term", moment):
        return
    waiting = list(Signal.objects.waiting_for_response().select_related("weighing__situation"))
    everybody = list(_recipients(User.objects.with_role(*REMINDED)))
    latest_put = _latest_put(waiting)
    for signal in waiting:
        day = _due_day(signal, until=deadlines.local_date(moment))
        if day is None or _is_put(latest_put.get(signal.pk), day, moment):
            continue
        _put(signal, day, everybody, at=now)


def _due_day(signal: Signal, *, until: date) -> date | None:
    """Return the day of the reminder that this signal has now; none on the day of issue itself."""
    if signal.issued_at is None or signal.response_due_on is None:
        return None
    day = latest_day(signal.response_due_on, until)
    return day if day and day > deadlines.local_date(signal.issued_at) else None


def _latest_put(signals: Iterable[Signal]) -> dict[int, str]:
    """Return by signal the day of the newest reminder that was ever put."""
    put_before = Work.objects.filter(
        kind=KIND, subject="signals.signal", subject_pk__in=[signal.pk for signal in signals]
    )
    return dict(
        put_before.order_by().values_list("subject_pk").annotate(newest=Max(KT("details__day")))
    )


def _is_put(newest: str | None, day: date, moment: datetime) -> bool:
    """Tell whether this reminder or a later one was put; one from the future proves nothing."""
    if newest is None:
        return False
    return day.isoformat() <= newest <= deadlines.local_date(moment).isoformat()


def _put(signal: Signal, day: date, everybody: list[Recipient], *, at: datetime) -> None:
    for recipient in _participants(signal) if signal.is_exercise else everybody:
        put(
            "mail_reminder",
            about=signal,
            at=at,
            key=f"{KIND}:signal:{signal.pk}:{day.isoformat()}:{recipient.key}",
            recipient=recipient.key,
            role=recipient.role,
            day=day.isoformat(),
        )


def _participants(signal: Signal) -> list[Recipient]:
    people = signal.weighing.situation.people(*REMINDED)
    return [Recipient(f"user:{user.pk}", user.role) for user in people]


def _recipients(people: Iterable[User]) -> Iterator[Recipient]:
    if settings.SG_ADDRESS:
        yield Recipient(SG_OFFICE, Role.SG_OFFICE)
    for user in people:
        yield Recipient(f"user:{user.pk}", user.role)


# --- Before sending -------------------------------------------------------------------------


def why_not(work: Work, *, today: date) -> str:
    """Return in Dutch why this reminder is not sent any more, or ""."""
    if not Signal.objects.waiting_for_response().filter(pk=work.subject_pk).exists():
        return "niet verstuurd: er is een reactie"
    newer = Work.objects.filter(
        kind=KIND,
        subject=work.subject,
        subject_pk=work.subject_pk,
        details__recipient=work.details["recipient"],
        details__day__gt=work.details["day"],
        details__day__lte=today.isoformat(),
    )
    if newer.exists():
        return "vervallen: een latere herinnering komt ervoor in de plaats"
    return ""
