"""What the secretariat does with a question: take it up, answer, refer, close, open again."""

from datetime import date, datetime

from django.utils.timezone import localdate

from aanspreekpunt import letters
from aanspreekpunt.models import Answer, Question, Way
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import EXPERT, SECRETARIAT
from mit_waakstand.workflow import ConflictError, RefusedError, require_text, step

NO_TEXT = "Schrijf het antwoord."


def take_up(question: Question, *, by: User, at: datetime) -> Question:
    """Begin on a question; it is of whoever takes it up, unless it was assigned before."""
    with step("take_up", question, by=by, at=at) as locked:
        locked.assigned_to = locked.assigned_to or by
    return locked


def assign(question: Question, *, assigned_to: User, by: User, at: datetime) -> Question:
    """Give the question to a person, who gets mail; an expert may read what is his."""
    with step("assign", question, by=by, at=at, question_of=assigned_to.pk) as locked:
        if assigned_to.role not in SECRETARIAT | {EXPERT} or not assigned_to.is_active:
            message = "Kies de CPO, een secretaris of een expert met een actief account."
            raise RefusedError(message, field="assigned_to")
        locked.assigned_to = assigned_to
        if assigned_to != by:
            letters.assigned(locked, to=assigned_to, at=at)
    return locked


def answer(question: Question, *, text: str, by: User, at: datetime) -> Question:
    """Answer the question by mail; the text is kept as it was sent."""
    require_text(text, NO_TEXT, field="text")
    with step("answer", question, by=by, at=at) as locked:
        _say(locked, text, way=Way.MAIL, on=localdate(at), by=by, at=at)
    return locked


def record_answer(  # noqa: PLR0913  (each is a field of the answer)
    question: Question, *, way: str, given_on: date, text: str, by: User, at: datetime
) -> Question:
    """Record that the question was answered by letter or on the telephone, and with what."""
    require_text(text, "Schrijf op wat er is geantwoord.", field="text")
    if way not in {Way.LETTER, Way.TELEPHONE}:
        message = "Kies hoe er is geantwoord."
        raise RefusedError(message, field="way")
    told = {"answered_by_way": str(way), "answered_on": str(given_on)}
    with step("record_answer", question, by=by, at=at, **told) as locked:
        _check_day(locked, given_on, at=at)
        _say(locked, text, way=way, on=given_on, by=by, at=at)
    return locked


def refer(
    question: Question, *, referred_to: str, text: str = "", by: User, at: datetime
) -> Question:
    """Tell the asker where he can ask this; by mail when his address is known.

    Without an address nobody is told anything: then the text stays empty.
    """
    require_text(referred_to, "Vul in naar wie u verwijst.", field="referred_to")
    with step("refer", question, by=by, at=at) as locked:
        locked.referred_to = referred_to.strip()
        if locked.email:
            require_text(text, "Schrijf wat de vraagsteller te lezen krijgt.", field="text")
            _say(locked, text, way=Way.MAIL, on=localdate(at), by=by, at=at, is_referral=True)
    return locked


def dismiss(question: Question, *, reason: str, by: User, at: datetime) -> Question:
    """Close a question that needs no answer, with the reason."""
    return _close("dismiss", question, reason, by=by, at=at)


def mark_as_spam(question: Question, *, reason: str, by: User, at: datetime) -> Question:
    """Close what is no question but spam, with the reason."""
    return _close("mark_as_spam", question, reason, by=by, at=at)


def reopen(question: Question, *, by: User, at: datetime) -> Question:
    """Open a closed question again; what was answered stays."""
    with step("reopen", question, by=by, at=at) as locked:
        locked.closed_at = locked.closed_by = None
        locked.reason = locked.referred_to = ""
        if locked.taken_up_at is None:
            locked.taken_up_at, locked.taken_up_by = at, by
        locked.assigned_to = locked.assigned_to or by
    return locked


def correct(  # noqa: PLR0913  (each is a field of the question)
    question: Question,
    *,
    name: str,
    email: str,
    topic: str,
    seen: str = "",
    by: User,
    at: datetime,
) -> Question:
    """Correct name, mail and topic: a slip of the asker, or of whoever entered it.

    ``seen`` is the mark of what was read. Raises ConflictError when somebody changed it since.
    """
    with step("correct", question, by=by, at=at) as locked:
        if seen and seen != locked.mark_of_asker():
            raise ConflictError(_as_it_is_now(locked))
        locked.name, locked.email, locked.topic = name.strip(), email.strip(), topic
    return locked


def resend(question: Question, *, by: User, at: datetime) -> Question:
    """Mail the latest answer again, to the address that the question has now."""
    with step("resend", question, by=by, at=at) as locked:
        letters.answered(locked.answers.latest("pk"), at=at)
    return locked


def _close(verb: str, question: Question, reason: str, *, by: User, at: datetime) -> Question:
    require_text(reason, "Geef een reden.", field="reason")
    with step(verb, question, by=by, at=at) as locked:
        locked.reason = reason.strip()
    return locked


def _as_it_is_now(question: Question) -> str:
    name, email = question.name or "leeg", question.email or "leeg"
    return (
        "Iemand anders heeft dit intussen verbeterd. Er staat nu: naam: "
        f"{name}; e-mailadres: {email}; onderwerp: {question.get_topic_display()}."
    )


def _check_day(question: Question, given_on: date, *, at: datetime) -> None:
    if not question.received_on <= given_on <= localdate(at):
        message = "Deze datum ligt voor de vraag of in de toekomst."
        raise RefusedError(message, field="given_on")


def _say(  # noqa: PLR0913  (each is a field of the answer)
    question: Question,
    text: str,
    *,
    way: str,
    on: date,
    by: User,
    at: datetime,
    is_referral: bool = False,
) -> None:
    said = Answer.objects.create(
        question=question,
        way=way,
        is_referral=is_referral,
        text=text.strip(),
        given_on=on,
        given_at=at,
        given_by=by,
    )
    if way == Way.MAIL:
        letters.answered(said, at=at)
