"""Reminders to weigh an A1 status (R-043), until it is weighed.

No legal term exists. Decided by us (``docs/spelregels.md``): at once, after 12 and after 24 hours,
and from the next day on each day at 09:00 in Amsterdam. Only the latest moment is put. During a
suspension nothing can be weighed, so nobody is reminded.
"""

from datetime import UTC, datetime, timedelta

from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import schedules
from mit_waakstand.outbox.models import Work
from signals import deadlines
from signals.models import Trigger
from signals.reminders import rows
from signals.reminders.rows import put_each

AFTER = (timedelta(0), timedelta(hours=12), timedelta(hours=24))  # then each day at 09:00
REMINDED = (Role.CPO, Role.SECRETARY)


def latest_moment(registered_at: datetime, now: datetime) -> datetime:
    """Return the last moment up to ``now`` on which a reminder goes out."""
    started = registered_at.astimezone(UTC)  # hours that pass, also over a clock change
    moment = max((started + after for after in AFTER if started + after <= now), default=started)
    nine = rows.latest_nine(now)
    after_24_hours = deadlines.local_date(started + AFTER[-1])
    return nine if deadlines.local_date(nine) > after_24_hours else moment


@schedules("signals.a1")
def remind(now: datetime) -> None:
    """Put a mail to CPO and secretaris for every A1 status that still awaits its weighing."""
    found = Trigger.objects.unweighed_a1().select_related("situation")
    waiting = [trigger for trigger in found if not trigger.is_suspended()]
    if not waiting:
        return
    newest = rows.latest_put("mail_a1", "signals.trigger", [trigger.pk for trigger in waiting])
    for trigger in waiting:
        moment = _in_utc(latest_moment(trigger.registered_at, now))
        if rows.is_put(newest.get(trigger.pk), moment, now=_in_utc(now + LEEWAY)):
            continue
        people = rows.people(trigger.situation.people(*REMINDED))
        put_each("mail_a1", people, about=trigger, moment=moment, at=now)


LEEWAY = timedelta(days=2)  # a clock that was ahead by more was wrong, and proves nothing


def why_not(work: Work, *, now: datetime) -> str:
    """Return in Dutch why this reminder is not sent any more, or ""."""
    trigger = Trigger.objects.unweighed_a1().filter(pk=work.subject_pk).first()
    if trigger is None:
        return "niet verstuurd: de aanleiding wacht niet meer op een weging"
    if trigger.is_suspended():
        return "niet verstuurd: de waakstand is opgeschort"
    if rows.is_overtaken(work, now=_in_utc(now)):
        return "vervallen: een latere herinnering komt ervoor in de plaats"
    return ""


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
