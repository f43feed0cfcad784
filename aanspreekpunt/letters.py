"""Mail about questions: the answer to the asker, and what the secretariat is told.

A subject holds the reference at most. Work rows hold keys, never an address or a text.
"""

from datetime import date, datetime

from django.utils.formats import date_format

from aanspreekpunt.models import Answer, Question
from mit_waakstand.accounts.models import User
from mit_waakstand.house import office_address
from mit_waakstand.mail import Letter
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site.pages import absolute


def answered(answer: Answer, *, at: datetime) -> None:
    """Queue the mail with this answer; asked again after a failure, it goes out again."""
    times = Work.objects.about(answer).count()
    put("mail_answer", about=answer, at=at, key=f"mail_answer:{answer.pk}:{times + 1}")


def assigned(question: Question, *, to: User, at: datetime) -> None:
    """Queue the mail to whom a question was given."""
    recipient = to.recipient()
    key = f"mail_question_assigned:{question.pk}:{at.isoformat()}:{recipient}"
    put("mail_question_assigned", about=question, at=at, key=key, recipient=recipient)


def answer_letter(answer: Answer, key: str) -> Letter:
    """Return the mail to the asker: the answer, and where he can ask more."""
    question = answer.question
    asked_on = date_format(question.received_on, "j F Y")
    return Letter(
        to=question.email,
        key=key,
        subject=f"Antwoord op uw vraag {question.reference}",
        lines=(
            f"Op {asked_on} stelde u een vraag aan het MIT in waakstand.",
            f"Uw kenmerk is {question.reference}. Dit is ons antwoord:",
            "",
            *answer.text.splitlines(),
            "",
            "Heeft u nog een vraag? Antwoord niet op deze mail, maar ga naar:",
        ),
        link=absolute("contact/"),
        postscript=("Stelde u geen vraag? Dan gaf iemand uw adres op. U hoeft niets te doen.",),
    )


def assigned_letter(question: Question, to: str, key: str) -> Letter:
    """Return the mail that says that a question is his."""
    return Letter(
        to=to,
        key=key,
        subject=f"Vraag {question.reference}: aan u toegewezen",
        lines=(
            "Een vraag aan het aanspreekpunt is aan u toegewezen.",
            f"Wij willen deze vraag uiterlijk {_in_words(question.due_on)} beantwoorden.",
            "",
            "Lees de vraag:",
        ),
        link=office_address(question.get_absolute_url()),
    )


def waiting_letter(to: str, key: str, *, new: int, overdue: int, url: str) -> Letter:
    """Return the mail about what waits: how many, and how many are past the target term."""
    lines = [f"{_count(new)} nog niet in behandeling genomen."] if new else []
    if overdue:
        lines.append(f"{_count(overdue)} voorbij de streefdatum en nog niet beantwoord.")
    waits = f"{new + overdue}" if not (new and overdue) else f"{new} nieuw, {overdue} te laat"
    return Letter(
        to=to,
        key=key,
        subject=f"Aanspreekpunt: vragen wachten ({waits})",
        lines=(*lines, "", "Bekijk de vragen:"),
        link=office_address(url),
    )


def _count(number: int) -> str:
    return "Eén vraag is" if number == 1 else f"{number} vragen zijn"


def _in_words(day: date) -> str:
    return date_format(day, "l j F Y")
