"""The CPO decides beforehand, in public, that a signal may appear without a response (§3.6)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site.for_people import notices
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError, check_rules
from signals.models import StandingDecision
from signals.public_words import STANDING_DECISION

ONE_AT_A_TIME = "Er geldt al een vast besluit. Beëindig dat eerst."


def decide(
    *, decided_on: date, rationale: str, public_text: str, by: User, at: datetime
) -> StandingDecision:
    """Record a standing decision; from now on it is public and in force.

    Raises RefusedError for a date in the future, ConflictError when one is in force already.
    """
    _check(by)
    if decided_on > localdate(at):
        message = "Deze datum ligt in de toekomst."
        raise RefusedError(message, field="decided_on")
    decision = StandingDecision(
        decided_on=decided_on,
        rationale=rationale,
        public_text=public_text,
        recorded_at=at,
        recorded_by=by,
    )
    if StandingDecision.objects.filter(ended_at=None).exists():
        raise ConflictError(ONE_AT_A_TIME)
    check_rules(decision, exclude=["recorded_by"])
    with recorded():
        _save(decision)
        publication = notices.show(STANDING_DECISION, public_text, since=decided_on, at=at)
        put("bake", about=publication, at=at)
        sentence = "heeft een vast besluit genomen over publiceren zonder reactie"
        record(Happening("decide", sentence, decision, by, at))
    return decision


def end(
    decision: StandingDecision, *, end_rationale: str, by: User, at: datetime
) -> StandingDecision:
    """End a standing decision; what was published under it stays. Raises ConflictError."""
    _check(by)
    with recorded():
        locked = StandingDecision.objects.select_for_update().get(pk=decision.pk)
        if locked.ended_at is not None:
            message = "Dit vaste besluit is al beëindigd."
            raise ConflictError(message)
        locked.ended_at, locked.ended_by, locked.end_rationale = at, by, end_rationale
        check_rules(locked, exclude=["recorded_by", "ended_by"])
        locked.save()
        put("bake", about=notices.end(STANDING_DECISION, at=at), at=at)
        sentence = "heeft het vaste besluit over publiceren zonder reactie beëindigd"
        record(Happening("end", sentence, locked, by, at))
    return locked


def _save(decision: StandingDecision) -> None:
    """Save; raises ConflictError when somebody else was first at the same moment."""
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as error:
        raise ConflictError(ONE_AT_A_TIME) from error


def _check(by: User) -> None:
    if not by.may("standing_decision.decide"):
        message = "Een vast besluit neemt de CPO."
        raise NotAllowedError(message)
