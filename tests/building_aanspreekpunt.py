"""Builders of the contact point. A question in a later state took the real steps to it."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.timezone import localdate

from aanspreekpunt.models import Channel, Question, StandardAnswer, Topic
from aanspreekpunt.states import QuestionState
from aanspreekpunt.workflow import handling, questions, standard_answers
from aanspreekpunt.workflow.questions import Asked
from building import person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox.models import Work

ASKED = Asked(
    text="Wat betekent een pandemie voor scholen?",
    topic=Topic.SOCIETY,
    name="Wilhelmina Vraagmaar",
    email="wilhelmina@vraag.invalid",
)
ANONYMOUS = Asked(text="Wat kost dit?", topic=Topic.WORK)
FORM = {
    "topic": "samenleving",
    "text": ASKED.text,
    "name": ASKED.name,
    "email": ASKED.email,
}
REASON = {"reason": "Een bedankje."}


def a_question(
    state: QuestionState = QuestionState.RECEIVED,
    *,
    asked: Asked = ASKED,
    at: datetime | None = None,
) -> Question:
    """Return a question from the website that was brought to this state at one moment."""
    at = at or timezone.now()
    secretary = person(Role.SECRETARY)
    question = questions.ask(asked, at=at)
    if state == QuestionState.RECEIVED:
        return question
    question = handling.take_up(question, by=secretary, at=at)
    if state == QuestionState.ANSWERED:
        return handling.answer(question, text="Dat zoeken wij uit.", by=secretary, at=at)
    if state == QuestionState.REFERRED:
        text = "Vraag dit aan het RIVM." if asked.email else ""
        return handling.refer(question, referred_to="RIVM", text=text, by=secretary, at=at)
    if state == QuestionState.NO_ANSWER:
        return handling.dismiss(question, **REASON, by=secretary, at=at)
    if state == QuestionState.SPAM:
        return handling.mark_as_spam(question, **REASON, by=secretary, at=at)
    return question


def an_entered_question(
    *, received_on: date | None = None, at: datetime | None = None, asked: Asked = ASKED
) -> Question:
    """Return a question that came on the telephone."""
    return questions.enter(
        asked,
        channel=Channel.TELEPHONE,
        received_on=received_on or localdate(at),
        by=person(Role.SECRETARY),
        at=at or timezone.now(),
    )


def an_undelivered_question() -> Question:
    """Return an answered question whose mail the mail server refused."""
    question = a_question(QuestionState.ANSWERED)
    work = Work.objects.get(kind="mail_answer", subject_pk=question.answers.get().pk)
    work.failed_at = timezone.now()
    work.outcome = f"de mailserver weigert deze mail: 550 {question.email} onbekend"
    work.save()
    return question


def a_standard_answer(title: str = "Over de kosten") -> StandardAnswer:
    """Return a standard answer in use."""
    return standard_answers.write(
        title=title,
        text="Het ministerie van SZW betaalt het SCP.",
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
