"""What questions ask of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse

from aanspreekpunt.models import Answer, Question
from aanspreekpunt.states import QuestionState
from mit_waakstand.accounts.models import User
from mit_waakstand.worklist import Found, Item, Row, Urgency, rows

SOON = timedelta(days=3)


@rows("aanspreekpunt")
def rows_for(user: User, today: date) -> Iterable[Item]:
    """Return the questions that wait, and the answers that did not arrive."""
    if not user.may("question.see"):
        return
    list_url = reverse("aanspreekpunt:questions")

    def row_of(question: Question) -> Row:
        return Row(
            title=f"Vraag {question.reference}",
            action=_action(question, user),
            url=question.get_absolute_url(),
            urgency=_urgency(question, user, today),
            detail=question.get_topic_display(),
            due_on=question.due_on,
        )

    waiting = Question.objects.visible_to(user).open().select_related("assigned_to")
    yield Found(waiting, row_of, what="vragen", url=f"{list_url}?stand=open")
    if user.may("question.handle"):
        yield from _undelivered(f"{list_url}?stand=niet-aangekomen")


def _undelivered(list_url: str) -> Iterator[Item]:
    failed = Answer.objects.undelivered().values("question")
    found = Question.objects.filter(pk__in=failed).order_by("closed_at", "pk")

    def row_of(question: Question) -> Row:
        return Row(
            title=f"Vraag {question.reference}",
            action="De mail met het antwoord is niet aangekomen",
            url=question.get_absolute_url(),
            urgency=Urgency.OVERDUE,
            detail=question.get_topic_display(),
        )

    yield Found(found, row_of, what="antwoorden", url=list_url)


def _action(question: Question, user: User) -> str:
    if not user.may("question.handle"):
        return "Lees deze vraag, en geef de secretaris wat u weet"
    if question.state == QuestionState.RECEIVED:
        return "Neem deze vraag in behandeling"
    if question.assigned_to_id == user.pk:
        return "Beantwoord deze vraag"
    return "Een ander beantwoordt deze vraag"


def _urgency(question: Question, user: User, today: date) -> Urgency:
    if question.is_overdue(today):
        return Urgency.OVERDUE
    is_anothers = question.assigned_to_id not in {None, user.pk}
    if is_anothers or not user.may("question.handle"):
        return Urgency.WAIT
    return Urgency.SOON if question.due_on <= today + SOON else Urgency.ACT
