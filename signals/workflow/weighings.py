"""What people do with a weighing: open, reschedule, answer, close; taking part stands beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from afwegingskader.content import AnswerKind
from afwegingskader.models import KaderEdition, Question, WeighingQuestions
from mit_waakstand.accounts.models import User
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.situations.models import Situation
from mit_waakstand.workflow import ConflictError, RefusedError, check_rules, require_text, step
from signals import notifications
from signals.deadlines import in_dutch
from signals.models import Answer, Outcome, Signal, Weighing
from signals.models.weighing import NO_ANSWER, hash_of_answer
from signals.states import SignalState, TriggerState
from signals.workflow.answering import give_link
from signals.workflow.participation import (
    declare_interests,
    decline,
    give_opinion,
    invite,
    invite_all,
    propose_expert,
    record_opinion,
)

__all__ = [
    "NO_EXPERT",
    "Given",
    "answer",
    "close",
    "declare_interests",
    "decline",
    "give_opinion",
    "invite",
    "invite_all",
    "open_weighing",
    "plan_of",
    "propose_expert",
    "record_opinion",
    "reschedule",
]

CHANGED_MEANWHILE = (
    "Iemand anders heeft intussen een antwoord gewijzigd dat u ook wijzigde. U ziet beide teksten. "
    "Er is niets verloren."
)
NO_EXPERT = "Er nam geen expert deel. Geef de reden waarom dat niet kon (spoed)."


def open_weighing(
    situation: Situation, *, form: str, held_on: date, by: User, at: datetime
) -> Weighing:
    """Return a new weighing with the version of the weegvragen that is in force, pinned."""
    questions = WeighingQuestions.objects.in_force()
    if questions is None:
        message = "Stel eerst een versie van de weegvragen vast."
        raise RefusedError(message)
    weighing = Weighing(situation=situation, form=form, held_on=held_on, questions=questions)
    with step("open", weighing, by=by, at=at, form=form, weegvragen=questions.number):
        pass
    return weighing


def plan_of(weighing: Weighing) -> str:
    """Return the fingerprint of form and day, as somebody read them."""
    return fingerprint(form=weighing.form, held_on=weighing.held_on)


def reschedule(  # noqa: PLR0913  (each is a field of the record)
    weighing: Weighing, *, form: str, held_on: date, seen: str = "", by: User, at: datetime
) -> Weighing:
    """Change how and when the MIW weighs, while it is open; invited experts get mail.

    ``seen`` is the plan that was read. Raises ConflictError when somebody else changed it.
    """
    with step("reschedule", weighing, by=by, at=at, form=form, held_on=str(held_on)) as locked:
        now = f"{locked.get_form_display()} op {in_dutch(locked.held_on)}"
        check_seen(seen, plan_of(locked), instead=now)
        if (form, held_on) == (locked.form, locked.held_on):
            message = "Er is niets gewijzigd."
            raise RefusedError(message)
        locked.form, locked.held_on = form, held_on
        for participant in locked.participants.invited():
            participant.weighing = locked
            give_link(participant, at=at)
        notifications.weighing_rescheduled(locked, at=at)
    return locked


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer to one weegvraag, as given.

    ``seen`` is the hash of the answer that the writer started from; "" asks nothing.
    """

    text: str
    judgement: str = ""
    by_date: date | None = None
    seen: str = ""

    def hash(self) -> str:
        """Return the number of this answer, as ``Answer.hash`` has it."""
        return hash_of_answer(self.text, self.judgement, self.by_date)


def answer(weighing: Weighing, *, answers: Mapping[str, Given], by: User, at: datetime) -> Weighing:
    """Record answers to weegvragen, by key; an earlier answer stays in the history.

    An answer that the writer left as he found it stays as it is now. One that somebody else
    changed since he ``seen`` it is refused with ConflictError. Raises RefusedError, at the field
    "<key>_judgement" or "<key>_text". Refused, it keeps nothing.
    """
    with step("answer", weighing, by=by, at=at, questions=sorted(answers)) as locked:
        saved = {kept.key: kept for kept in locked.answers.all()}
        for key, given in answers.items():
            question = _question(locked, key)
            now = saved[key].hash() if key in saved else NO_ANSWER
            if given.seen not in {"", now} and given.hash() not in {given.seen, now}:
                raise ConflictError(CHANGED_MEANWHILE)
            if given.seen in {"", now}:
                kept = saved.get(key) or Answer(weighing=locked, key=key)
                _keep_answer(kept, question, given)
    return locked


def close(  # noqa: PLR0913  (each is a field of the record)
    weighing: Weighing,
    *,
    outcome: str,
    rationale: str,
    departure: str = "",
    urgency: str = "",
    kader: KaderEdition | None = None,
    by: User,
    at: datetime,
) -> Weighing:
    """Close with an outcome and reasons; what it covers is decided, and all of it is frozen.

    Needs an expert who took part or the CPO's reason why none could (spoed), and a reason to
    depart from the experts' majority. "geen signaal" withdraws open concepts (domain §3.2, §3.3).
    ``kader`` is the version of the afwegingskader that was used with it, pinned for ever.
    """
    used = kader.number if kader else ""
    with step("close", weighing, by=by, at=at, outcome=outcome, used_kader=used) as locked:
        _check_closing(locked, outcome, rationale, departure, urgency, by=by)
        if kader is not None and kader not in locked.kaders():
            message = "Deze versie van het afwegingskader is in deze situatie niet toegepast."
            raise RefusedError(message, field="kader")
        locked.outcome, locked.rationale, locked.kader = outcome, rationale, kader
        locked.departure, locked.urgency = departure, urgency
        locked.closed_acting = by.is_acting
        _decide_triggers(locked, by=by, at=at)
        if outcome == Outcome.NO_SIGNAL:
            _withdraw_concepts(locked, by=by, at=at)
    return locked


def _keep_answer(kept: Answer, question: Question, given: Given) -> None:
    require_text(given.text, "Geef een antwoord.", field=f"{question.key}_text")
    if question.kind == AnswerKind.JUDGEMENT and not given.judgement:
        message = "Kies ja, nee of onzeker."
        raise RefusedError(message, field=f"{question.key}_judgement")
    kept.text, kept.judgement, kept.by_date = given.text, given.judgement, given.by_date
    check_rules(kept)
    kept.save()


def _check_closing(  # noqa: PLR0913  (each is a field of the record)
    weighing: Weighing, outcome: str, rationale: str, departure: str, urgency: str, *, by: User
) -> None:
    obstacles = weighing.obstacles_to_close(by)
    if obstacles:
        raise RefusedError(" ".join(obstacles))
    require_text(rationale, "Sluiten kan alleen met een motivering.", field="rationale")
    if not weighing.experts_took_part(besides=by) and not urgency.strip():
        raise RefusedError(NO_EXPERT, field="urgency")
    if weighing.majority() not in {"", outcome} and not departure.strip():
        message = "De meerderheid van de experts denkt er anders over. Leg uit waarom u afwijkt."
        raise RefusedError(message, field="departure")


def _decide_triggers(weighing: Weighing, *, by: User, at: datetime) -> None:
    verb = "decide_signal" if weighing.outcome == Outcome.SIGNAL else "decide_no_signal"
    weighed = weighing.triggers.filter(state=TriggerState.WEIGHED)  # what was merged has its end
    for trigger in weighed.order_by("pk"):
        with step(verb, trigger, by=by, at=at, weighing=weighing.pk):
            pass


def _withdraw_concepts(weighing: Weighing, *, by: User, at: datetime) -> None:
    concepts = Signal.objects.filter(weighing=weighing, state=SignalState.DRAFT)
    for concept in concepts.order_by("pk"):
        with step("withdraw", concept, by=by, at=at, reason=weighing.rationale) as locked:
            locked.withdrawal_reason = weighing.rationale


def _question(weighing: Weighing, key: str) -> Question:
    for question in weighing.questions.questions():
        if question.key == key:
            return question
    message = "Deze weegvraag staat niet in de versie van deze weging."
    raise ConflictError(message)
