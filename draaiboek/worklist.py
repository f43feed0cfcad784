"""What runs and their lessons ask of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from draaiboek import meeting_worklist
from draaiboek.models import Inject, InjectResponse, Lesson, PlaybookRun, RunStep
from mit_waakstand.accounts.models import User
from mit_waakstand.worklist import Found, Item, Row, Urgency, rows

__all__ = ["meeting_worklist"]  # found by way of this module

AHEAD = timedelta(hours=24)
LESSON_AHEAD = timedelta(days=14)


@rows("draaiboek")
def rows_for(user: User, today: date) -> Iterable[Item]:
    """Return steps that are due, runs that go on, what happens in an exercise, and lessons.

    Steps are due by the hour, so the clock is asked, not only the day.
    """
    if not user.may("run.see"):
        return
    yield from _steps(user)
    yield from _injects(user)
    yield from _lessons(user, today)


def _steps(user: User) -> Iterator[Item]:
    now = timezone.now()

    def row_of(step: RunStep) -> Row:
        is_late = step.is_late(now)
        return Row(
            title=f"Uitvoering {step.run_id}, stap {step.code}",
            action="Over het moment heen: doe de stap, of sla haar over" if is_late else step.title,
            url=step.get_absolute_url(),
            urgency=Urgency.OVERDUE if is_late else Urgency.SOON,
            detail=step.title if is_late else "",
            due_on=localdate(step.last_day) if step.last_day else None,
            is_exercise=step.run.is_part_of_exercise(),
        )

    own = RunStep.objects.of(user)
    due = own.open().filter(due_at__lte=now + AHEAD).select_related("run__situation")
    yield Found(due, row_of, what="stappen", url=reverse("draaiboek:runs"))
    if user.may("run.write"):
        quiet = PlaybookRun.objects.visible_to(user).running().exclude(pk__in=due.values("run"))
        yield Found(
            quiet.select_related("situation").order_by("started_at", "pk"),
            _quiet,
            what="uitvoeringen",
            url=reverse("draaiboek:runs"),
        )


def _quiet(run: PlaybookRun) -> Row:
    return Row(
        title=f"Uitvoering {run.pk}",
        action="Loopt; voor u is nu geen stap aan de beurt",
        url=run.get_absolute_url(),
        urgency=Urgency.WAIT,
        detail=run.situation.title,
        is_exercise=run.is_part_of_exercise(),
    )


def _injects(user: User) -> Iterator[Item]:
    """Yield what happened in an exercise and asks an answer of this participant."""
    now = timezone.now()
    answered = InjectResponse.objects.filter(inject=OuterRef("pk"), given_by=user)
    found = Inject.objects.visible_to(user, now).revealed(now).exclude(run__leader=user)
    found = found.filter(run__in=PlaybookRun.objects.running()).exclude(Exists(answered))

    def row_of(inject: Inject) -> Row:
        return Row(
            title=f"Oefening, uitvoering {inject.run_id}",
            action="Er is iets gebeurd: leg vast wat u doet",
            url=inject.get_absolute_url(),
            urgency=Urgency.ACT,
            due_on=localdate(inject.planned_at),
            is_exercise=True,
        )

    yield Found(found, row_of, what="injects", url=reverse("draaiboek:runs"))


def _lessons(user: User, today: date) -> Iterator[Item]:
    """Yield lessons whose day comes near: to the owner, and to all when it is past."""

    def row_of(lesson: Lesson) -> Row | None:
        is_overdue = lesson.is_overdue(today)
        if not is_overdue and lesson.owner_id != user.pk:
            return None
        return Row(
            title=f"Les {lesson.pk}",
            action="Datum voorbij: neem de les over of wijs haar af"
            if is_overdue
            else "Neem de les over in het draaiboek, of wijs haar af",
            url=lesson.get_absolute_url(),
            urgency=Urgency.OVERDUE if is_overdue else Urgency.ACT,
            due_on=lesson.due_on,
            is_exercise=lesson.is_part_of_exercise(),
        )

    found = Lesson.objects.visible_to(user).open().filter(due_on__lte=today + LESSON_AHEAD)
    found = found.select_related("run__situation")
    yield Found(found, row_of, what="lessen", url=reverse("draaiboek:lessons"))
