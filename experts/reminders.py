"""The yearly question: who is asked when, and who is reminded (domain §8)."""

from datetime import datetime, time, timedelta

from django.db.models import F, Q
from django.utils.timezone import localdate, localtime

from experts.models import Expert, ImportPreview
from experts.workflow import confirming
from mit_waakstand.outbox import asking, schedules

ASK_AFTER = timedelta(days=335)  # eleven months: the answer comes before the year is over
REMIND_AFTER = timedelta(days=14)  # own choice
REMIND_UNTIL = timedelta(days=28)  # after an outage nobody is reminded of what he forgot long ago
HOUR = time(8, 0)  # Amsterdam
AT_ONCE = 200  # in one round; the others follow the next day


@schedules("experts.confirmation")
def ask(now: datetime) -> None:
    """Put the questions and reminders of today, once a day from eight o'clock."""
    moment = localtime(now).replace(hour=HOUR.hour, minute=0, second=0, microsecond=0)
    if localtime(now) < moment or not asking.advance("experts.confirmation", moment):
        return
    ImportPreview.objects.outdated(now).delete()
    for expert in _to_ask(now):
        confirming.put_question(expert, at=now)
        expert._history_user = None  # type: ignore[attr-defined]  # noqa: SLF001
        expert.save(update_fields=["asked_on"])
    for expert in _to_remind(now):
        confirming.put_reminder(expert, at=now)


def _to_ask(now: datetime) -> list[Expert]:
    """Return who is new, or was asked and confirmed long enough ago; the longest first."""
    before = localdate(now) - ASK_AFTER
    due = Q(asked_on=None) | Q(asked_on__lte=before)
    due &= Q(confirmed_on=None) | Q(confirmed_on__lte=before)
    found = Expert.objects.in_register().exclude(email="").filter(due)
    locked = found.select_for_update(of=("self",), skip_locked=True)
    return list(locked.order_by(F("confirmed_on").asc(nulls_first=True), "pk")[:AT_ONCE])


def _to_remind(now: datetime) -> list[Expert]:
    today = localdate(now)
    silent = Q(confirmed_on=None) | Q(confirmed_on__lt=F("asked_on"))
    asked = Q(asked_on__lte=today - REMIND_AFTER, asked_on__gt=today - REMIND_UNTIL)
    found = Expert.objects.in_register().exclude(email="").filter(asked & silent)
    return list(found.order_by("pk"))
