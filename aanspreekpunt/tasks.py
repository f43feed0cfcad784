"""Work for the outbox: mail about questions, and erasing what was kept long enough."""

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from aanspreekpunt import forgetting, letters
from aanspreekpunt.models import Answer, Question
from aanspreekpunt.states import QuestionState
from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work


@kinds("mail_answer")
def mail_answer(work: Work) -> str:
    """Send the asker the answer."""
    answer = Answer.objects.select_related("question").get(pk=work.subject_pk)
    if not answer.question.email:
        return "niet verstuurd: er is geen mailadres meer"
    mail.send(letters.answer_letter(answer, work.key))
    return "verstuurd"


@kinds("mail_question_assigned")
def mail_question_assigned(work: Work) -> str:
    """Tell somebody that a question is his."""
    question = Question.objects.get(pk=work.subject_pk)
    reader = _reader(work)
    if reader is None or question.assigned_to_id != reader.pk:
        return "niet verstuurd: de vraag is van een ander, of het account is niet actief"
    mail.send(letters.assigned_letter(question, reader.email, work.key))
    return "verstuurd"


@kinds("mail_questions_waiting")
def mail_questions_waiting(work: Work) -> str:
    """Tell one reader what waits at this moment; nothing when nothing waits any more."""
    reader = _reader(work)
    new = Question.objects.filter(state=QuestionState.RECEIVED, due_on__gte=localdate()).count()
    overdue = Question.objects.overdue(localdate()).count()
    if reader is None or not (new or overdue):
        return "niet verstuurd: er wacht geen vraag, of het account is niet actief"
    url = reverse("aanspreekpunt:questions")
    mail.send(letters.waiting_letter(reader.email, work.key, new=new, overdue=overdue, url=url))
    return "verstuurd"


@kinds("erase_question")
def erase_question(work: Work) -> str:
    """Erase what is personal of a question whose time is over; the event has no person."""
    question = Question.objects.get(pk=work.subject_pk)
    if not forgetting.erase(question, at=timezone.now()):
        return "er was niets meer te wissen, of de vraag is weer open"
    return "gewist"


@kinds("list_question_erasure")
def list_question_erasure(work: Work) -> str:
    """Put an erasure on request on the list beside the database."""
    forgetting.note(Question.objects.get(pk=work.subject_pk))
    return "op de lijst gezet"


def _reader(work: Work) -> User | None:
    pk = str(work.details["recipient"]).removeprefix("user:")
    return User.objects.filter(pk=pk, is_active=True).first()
