"""How a question comes in: from the public by itself, or entered by the secretariat."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils.timezone import localdate

from aanspreekpunt import terms
from aanspreekpunt.models import Channel, Question
from aanspreekpunt.models.question import new_reference
from aanspreekpunt.states import QuestionState
from mit_waakstand.accounts.models import User
from mit_waakstand.public_site.for_people.standing import is_suspended
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import RefusedError, check_rules, require_text, step

CLOSED = "Het aanspreekpunt is nu gesloten. Uw vraag is niet verstuurd."
SENTENCE = "ontving een vraag via de website"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked, and by whom as far as he says."""

    text: str
    topic: str
    name: str = ""
    email: str = ""


def ask(asked: Asked, *, request_key: UUID | None = None, at: datetime) -> Question:
    """Return the question that somebody without account asked on the website.

    Nobody is mailed, neither the asker nor we: else the form would be a way to flood mailboxes.
    The same ``request_key`` again gives the question that is there already. Raises RefusedError
    during a suspension (domain §3.5).
    """
    earlier = _already_there(request_key)
    if earlier:
        return earlier
    if is_suspended():
        raise RefusedError(CLOSED)
    question = _new(asked, channel=Channel.WEBSITE, received_on=localdate(at), at=at)
    question.request_key, question.state = request_key, QuestionState.RECEIVED
    try:
        with recorded():
            check_rules(question)
            question.save()
            record(Happening("ask", SENTENCE, question, None, at))
    except IntegrityError:  # the other one of two requests at one moment was first
        earlier = _already_there(request_key)
        if earlier is None:
            raise
        return earlier
    return question


def enter(asked: Asked, *, channel: str, received_on: date, by: User, at: datetime) -> Question:
    """Return the question that came by mail, telephone or post, entered by the secretariat.

    It can be entered during a suspension too: then somebody asked all the same. Raises
    RefusedError at a field.
    """
    if received_on > localdate(at):
        message = "Deze datum ligt in de toekomst."
        raise RefusedError(message, field="received_on")
    require_text(asked.text, "Vul de vraag in.", field="text")
    question = _new(asked, channel=channel, received_on=received_on, at=at)
    with step("enter", question, by=by, at=at, came_in=str(channel)):
        pass
    return question


def _already_there(key: UUID | None) -> Question | None:
    return Question.objects.filter(request_key=key).first() if key else None


def _new(asked: Asked, *, channel: str, received_on: date, at: datetime) -> Question:
    return Question(
        reference=new_reference(),
        channel=channel,
        topic=asked.topic,
        name=asked.name.strip(),
        email=asked.email.strip(),
        text=asked.text.strip(),
        received_on=received_on,
        due_on=terms.due_on(received_on),
        entered_at=at,
    )
