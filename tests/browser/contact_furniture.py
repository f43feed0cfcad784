"""Questions of the public in every state that a page can show; run inside the house."""

from datetime import datetime, timedelta

from aanspreekpunt.models import Channel, Question, StandardAnswer, Topic
from aanspreekpunt.views.asking import SIGNER
from aanspreekpunt.workflow import handling, questions
from aanspreekpunt.workflow.questions import Asked
from mit_waakstand.demo.people import Cast
from mit_waakstand.outbox.models import Work

TEXT = "Onze gemeente vraagt zich af wat een lange sluiting van scholen met gezinnen doet."
ANSWER = "Goedendag,\n\nDaarover schreef het SCP in zijn kennisbasis. U vindt haar op scp.nl."


def furnish(cast: Cast, now: datetime) -> dict[str, int | str]:
    """Return the keys of the questions and of the standard answer, and a receipt."""
    new = _asked("Gemeente Voorbeeldstad", now)
    assigned = handling.assign(
        _asked("J. de Verzonnene", now),
        assigned_to=cast.expert_account,
        by=cast.secretary,
        at=now,
    )
    late = _taken_up(cast, now - timedelta(days=30))
    answered = handling.answer(_taken_up(cast, now), text=ANSWER, by=cast.secretary, at=now)
    return {
        "question": new.pk,
        "assigned_question": assigned.pk,
        "question_in_progress": late.pk,
        "answered_question": answered.pk,
        "undelivered_question": _undelivered(cast, now).pk,
        "standard_answer": StandardAnswer.objects.get().pk,
        "receipt": SIGNER.sign(new.reference),
    }


def _asked(name: str, now: datetime) -> Question:
    asked = Asked(text=TEXT, topic=Topic.SOCIETY, name=name, email="vraag@voorbeeldstad.example")
    return questions.ask(asked, at=now)


def _taken_up(cast: Cast, now: datetime) -> Question:
    question = questions.enter(
        Asked(text=TEXT, topic=Topic.ECONOMY, email="vraag@voorbeeldstad.example"),
        channel=Channel.TELEPHONE,
        received_on=now.date(),
        by=cast.secretary,
        at=now,
    )
    return handling.take_up(question, by=cast.secretary, at=now)


def _undelivered(cast: Cast, now: datetime) -> Question:
    question = handling.answer(_taken_up(cast, now), text=ANSWER, by=cast.secretary, at=now)
    mail = Work.objects.about(question.answers.get()).get()
    mail.failed_at, mail.outcome = now, "de mailserver weigert deze mail: 550 onbekend"
    mail.save()
    return question
