"""How an expert proposes a weighing, and how the CPO answers (domain §2, route 3)."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError, require_text, step
from signals import trigger_letters
from signals.models import Proposal
from signals.states import Route
from signals.workflow import triggers


def submit(  # noqa: PLR0913  (each is a field of the record)
    *,
    disease: str,
    reasons: str,
    exercise: Situation | None = None,
    request_key: UUID | None = None,
    by: User,
    at: datetime,
) -> Proposal:
    """Return a new proposal of the expert who is signed in; CPO and secretaris get mail.

    The same ``request_key`` again gives the proposal that is there already.
    """
    earlier = _already_there(request_key, by)
    if earlier:
        return earlier
    proposal = Proposal(
        disease=disease, reasons=reasons, exercise=exercise, request_key=request_key
    )
    if exercise is not None and not (exercise.is_exercise and exercise.is_within_reach_of(by)):
        message = "U doet niet mee aan die oefening."
        raise NotAllowedError(message)
    try:
        with recorded():
            with step("submit", proposal, by=by, at=at):
                pass
            trigger_letters.proposal_submitted(proposal, at=at)
    except ConflictError:  # the other one of two requests at one moment was first
        earlier = _already_there(request_key, by)
        if earlier is None:
            raise
        return earlier
    return proposal


def take_over(
    proposal: Proposal,
    *,
    answer: str,
    situation: Situation | None = None,
    by: User,
    at: datetime,
) -> Proposal:
    """Make the proposal an own initiative, in a situation that exists or a new one.

    The expert gets mail. A proposal in an exercise stays in that exercise.
    """
    with step("take_over", proposal, by=by, at=at, reason=answer) as locked:
        _answer(locked, answer)
        place = locked.exercise or situation
        if situation is not None and situation.is_exercise != locked.is_part_of_exercise():
            message = "Een echte situatie en een oefening gaan niet samen."
            raise RefusedError(message, field="situation")
        place = place or open_situation(disease=locked.disease, by=by, at=at)
        locked.trigger = triggers.register(
            place,
            route=Route.OWN_INITIATIVE,
            happened_on=localdate(at),
            description=locked.reasons,
            by=by,
            at=at,
        )
        trigger_letters.proposal_answered(locked, at=at)
    return locked


def reject(proposal: Proposal, *, answer: str, by: User, at: datetime) -> Proposal:
    """Answer that the MIW does not weigh this, with a reason; the expert gets mail."""
    with step("reject", proposal, by=by, at=at, reason=answer) as locked:
        _answer(locked, answer)
        trigger_letters.proposal_answered(locked, at=at)
    return locked


def _answer(proposal: Proposal, answer: str) -> None:
    require_text(answer, "Geef een reden voor uw antwoord.", field="answer")
    proposal.answer = answer


def _already_there(key: UUID | None, by: User) -> Proposal | None:
    return Proposal.objects.filter(request_key=key, submitted_by=by).first() if key else None
