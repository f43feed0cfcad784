"""What the draaiboek tells in the yearly account: versions, exercises, lessons. No content."""

from datetime import date

from django.utils.timezone import localdate

from draaiboek import meeting_chapter
from draaiboek.models import Lesson, PlaybookEdition, PlaybookRun
from draaiboek.states.runs import LessonState
from mit_waakstand.accountability import Chapter, Line, chapters
from mit_waakstand.working_days import in_dutch

__all__ = ["meeting_chapter"]  # found by way of this module

PLACE = 50


@chapters("draaiboek")
def playbook_in(year: int, today: date) -> Chapter:  # noqa: ARG001
    """Return which versions were adopted, how often people practised, and what was learnt."""
    started = PlaybookRun.objects.filter(started_at__year=year).order_by("started_at", "pk")
    exercises = started.filter(situation__is_exercise=True)
    return Chapter(
        title="Draaiboek en oefeningen",
        place=PLACE,
        lines=(
            _versions(year),
            Line(
                label="Uitvoeringen in een echte situatie",
                value=str(started.filter(situation__is_exercise=False).count()),
            ),
            Line(
                label="Oefeningen met het draaiboek",
                value=str(exercises.count()),
                details=tuple(in_dutch(localdate(one.started_at)) for one in exercises),
            ),
            _lessons(year),
        ),
    )


def _versions(year: int) -> Line:
    adopted = PlaybookEdition.objects.filter(adopted_on__year=year).order_by("adopted_on", "pk")
    days = [(one.number, one.adopted_on) for one in adopted]
    return Line(
        label="Vastgestelde versies van het draaiboek",
        value=str(len(days)),
        details=tuple(f"Versie {number}, {in_dutch(day)}" for number, day in days if day),
    )


def _lessons(year: int) -> Line:
    drawn = Lesson.objects.filter(drawn_at__year=year)
    taken = drawn.filter(state=LessonState.ACCEPTED).count()
    declined = drawn.filter(state=LessonState.DECLINED).count()
    return Line(
        label="Lessen",
        value=str(drawn.count()),
        details=(f"{taken} overgenomen in het draaiboek, {declined} afgewezen",),
    )
