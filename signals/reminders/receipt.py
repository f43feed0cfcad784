"""A signal whose receipt nobody confirmed is escalated the next morning at 10:00 (domain §3.3)."""

from datetime import datetime, time

from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import asking, schedules
from mit_waakstand.outbox.models import Work
from signals import deadlines
from signals.models import Signal
from signals.notifications import issued_on
from signals.reminders import rows
from signals.reminders.rows import put_each

ESCALATED_AT = time(10)  # in Amsterdam, on the morning after the issue
TOLD = (Role.CPO, Role.SECRETARY)


@schedules("signals.receipt")
def remind(now: datetime) -> None:
    """Tell CPO and secretaris, once per signal; looks once a day, at 10:00."""
    moment = rows.latest(ESCALATED_AT, now)
    if not asking.advance("signals.receipt", moment):
        return
    today = deadlines.local_date(moment)
    found = list(Signal.objects.without_receipt().select_related("weighing__situation"))
    told = rows.latest_put("mail_unreceived", "signals.signal", [signal.pk for signal in found])
    for signal in found:
        if signal.pk in told or issued_on(signal) >= today:
            continue
        people = rows.people(signal.weighing.situation.people(*TOLD))
        put_each("mail_unreceived", people, about=signal, moment=today.isoformat(), at=now)


def why_not(work: Work) -> str:
    """Return in Dutch why this mail is not sent any more, or ""."""
    if Signal.objects.without_receipt().filter(pk=work.subject_pk).exists():
        return ""
    return "niet verstuurd: de ontvangst is bevestigd of er is een reactie"
