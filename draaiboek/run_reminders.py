"""Who is reminded of a run: of steps that are late, of what happens in an exercise, of lessons.

Each schedule is asked every minute, and puts nothing twice (``outbox.schedules``).
"""

from datetime import UTC, datetime, time, timedelta

from django.utils.timezone import localdate

from draaiboek.models import Audience, Inject, Lesson, PlaybookRun, RunStep
from draaiboek.states.runs import InjectState
from mit_waakstand.accounts.models import User, recipients_of
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import schedules
from mit_waakstand.outbox.putting import put_mails
from mit_waakstand.working_days import AMSTERDAM, ONE_DAY, local_date

REMINDED_AT = time(9)
LOOKS_BACK = timedelta(days=1)  # an inject of before an outage is old news
EVERY = timedelta(days=7)


@schedules("draaiboek.steps")
def remind_of_steps(now: datetime) -> None:
    """Put a mail when a step of somebody is late, and one each day at 09:00 while it stays so.

    One mail a moment for all his late steps in a run.
    """
    running = PlaybookRun.objects.running().select_related("situation").order_by("pk")
    for run in running.filter(pk__in=RunStep.objects.overdue(now).values("run")):
        for reader in run.situation.people(Role.CPO, Role.SECRETARY):
            late = RunStep.objects.of(reader).filter(run=run).overdue(now)
            moments = [due for due in late.values_list("due_at", flat=True) if due]
            if moments:
                moment = max([*moments, *_nine_after(min(moments), now)])
                _queue("mail_run_late", run, [reader], moment.astimezone(UTC).isoformat(), at=now)


@schedules("draaiboek.injects")
def tell_of_injects(now: datetime) -> None:
    """Put a mail to each participant for whom an inject is meant, when its moment has come."""
    found = Inject.objects.revealed(now).filter(planned_at__gt=now - LOOKS_BACK)
    for inject in found.filter(run__in=PlaybookRun.objects.running()).select_related("run"):
        _queue("mail_inject", inject, readers_of(inject), inject.planned_at.isoformat(), at=now)


@schedules("draaiboek.lessons")
def remind_of_lessons(now: datetime) -> None:
    """Put a mail to the owner of a lesson: the day after its date, and weekly from then on."""
    if now.astimezone(AMSTERDAM).time() < REMINDED_AT:
        return
    today = localdate(now)
    for lesson in Lesson.objects.overdue(today).select_related("owner"):
        weeks = (today - lesson.due_on - ONE_DAY) // EVERY
        moment = lesson.due_on + ONE_DAY + weeks * EVERY
        _queue("mail_lesson", lesson, [lesson.owner], moment.isoformat(), at=now)


def readers_of(inject: Inject) -> list[User]:
    """Return the participants for whom an inject is meant, the leader apart: he wrote it."""
    people = User.objects.filter(participation__situation=inject.run.situation_id, is_active=True)
    meant = inject.shown_to
    return [
        user
        for user in people.order_by("pk")
        if user.pk != inject.run.leader_id
        and user.may("run.respond")
        and meant in (Audience.EVERYBODY, user.part)
    ]


def is_told(inject: Inject, now: datetime) -> bool:
    """Return whether people may still be told of it."""
    return inject.state == InjectState.PLANNED and inject.planned_at <= now


def _nine_after(first: datetime, now: datetime) -> list[datetime]:
    """Return the last 09:00 in Amsterdam up to ``now``, when it came after ``first``."""
    day = local_date(now)
    nine = datetime.combine(day, REMINDED_AT, AMSTERDAM)
    if nine > now:
        nine = datetime.combine(day - ONE_DAY, REMINDED_AT, AMSTERDAM)
    return [nine] if nine > first else []


def _queue(
    kind: str,
    about: PlaybookRun | Inject | Lesson,
    readers: list[User],
    moment: str,
    *,
    at: datetime,
) -> None:
    key, recipients = f"{kind}:{about.pk}:{moment}", recipients_of(readers)
    put_mails(kind, recipients, about=about, at=at, key=key, moment=moment)
