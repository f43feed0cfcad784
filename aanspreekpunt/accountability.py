"""What the yearly account says of questions: numbers, never a question (R-026, R-074)."""

from datetime import date

from django.conf import settings
from django.db.models import Count, QuerySet

from aanspreekpunt.models import Channel, Question, Topic
from aanspreekpunt.states import HANDLED, QuestionState
from mit_waakstand.accountability import Chapter, Line, chapters


@chapters("questions")
def questions_in(year: int, today: date) -> Chapter:
    """Return the questions that came in that year, and how they stand today; spam apart."""
    everything = Question.objects.filter(received_on__year=year, received_on__lte=today)
    found = everything.exclude(state=QuestionState.SPAM)
    handled = found.filter(state__in=HANDLED).count()
    in_time = found.filter(pk__in=Question.objects.answered_in_time().order_by().values("pk"))
    about = _topics(found)
    waits = found.filter(pk__in=Question.objects.open().order_by().values("pk"))
    lines = (
        Line(label="Vragen ontvangen", value=str(found.count()), details=_channels(found)),
        Line(label="Onderwerpen", value=str(len(about)), details=about),
        Line(label="Beantwoord of doorverwezen", value=str(handled)),
        Line(
            label=f"Daarvan binnen {settings.QUESTION_TERM} werkdagen", value=str(in_time.count())
        ),
        Line(
            label="Gesloten: geen antwoord nodig",
            value=str(found.filter(state=QuestionState.NO_ANSWER).count()),
        ),
        Line(label="Nog niet beantwoord", value=str(waits.count())),
    )
    return Chapter(
        title="Vragen aan het aanspreekpunt",
        place=70,
        lines=lines,
        explanation="Het MIT in waakstand is aanspreekpunt in tijden zonder pandemie. "
        "Spam telt niet mee.",
    )


def _channels(found: QuerySet[Question]) -> tuple[str, ...]:
    return tuple(f"{Channel(key).label}: {number}" for key, number in _counted(found, "channel"))


def _topics(found: QuerySet[Question]) -> tuple[str, ...]:
    return tuple(f"{Topic(key).label}: {number}" for key, number in _counted(found, "topic"))


def _counted(found: QuerySet[Question], field: str) -> list[tuple[str, int]]:
    """Return how many there are of each kind, the most frequent first."""
    rows = found.order_by().values_list(field).annotate(number=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))
