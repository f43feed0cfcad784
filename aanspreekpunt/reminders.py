"""What questions ask because of the time: a mail on working days, and erasing after a year."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, localtime

from aanspreekpunt import terms
from aanspreekpunt.models import Question
from aanspreekpunt.states import QuestionState
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import asking, schedules
from mit_waakstand.outbox.putting import put

NINE = time(9)  # in Amsterdam
NAME = "aanspreekpunt.waiting"


@schedules(NAME)
def remind(now: datetime) -> None:
    """Put one mail per reader on a working day at nine, when a question waits.

    One mail for all questions together: however many come in, nobody's mailbox overflows.
    """
    moment = _latest_nine(now)
    if not asking.advance(NAME, moment) or not terms.is_working_day(localdate(moment)):
        return
    new = Question.objects.filter(state=QuestionState.RECEIVED)
    if not (new | Question.objects.overdue(localdate(moment)).order_by()).exists():
        return
    day = localdate(moment).isoformat()
    for user in User.objects.with_role(Role.CPO, Role.SECRETARY):
        recipient = user.recipient()
        key = f"mail_questions_waiting:{day}:{recipient}"
        put("mail_questions_waiting", about=user, at=now, key=key, recipient=recipient)


@schedules("aanspreekpunt.erasing")
def erase(now: datetime) -> None:
    """Put the work of erasing for each question that was closed long enough ago."""
    for question in Question.objects.to_erase(terms.kept_since(localdate(now)))[:500]:
        key = f"erase_question:{question.pk}:{question.closed_at:%Y%m%d%H%M%S}"
        put("erase_question", about=question, at=now, key=key)


def _latest_nine(now: datetime) -> datetime:
    moment = localtime(now).replace(hour=NINE.hour, minute=0, second=0, microsecond=0)
    return moment if moment <= now else moment - timedelta(days=1)
