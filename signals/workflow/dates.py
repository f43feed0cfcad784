"""Herstel van een datum: the only way to another moment of issue, taken by two people."""

from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError, check_rules, step
from signals import deadlines, notifications
from signals.models import IssueDateCorrection, Signal
from signals.models.calendar import equated_days
from signals.models.traces import contradiction


def propose_date(
    signal: Signal, *, issued_at: datetime, reason: str, by: User, at: datetime
) -> Signal:
    """Propose the moment at which the signal truly went out, with the reason.

    The last day is computed with the rule that was stored at issue. Nothing changes before
    another person confirms it. Raises RefusedError, at its field.
    """
    told = {"new_issued_at": issued_at.isoformat(), "reason": reason}
    with step("propose_date", signal, by=by, at=at, **told) as locked:
        old, old_due = _issue_of(locked)
        _check(locked, issued_at, at=at)
        due = deadlines.response_due_on(
            localdate(issued_at),
            rule=deadlines.Rule(locked.deadline_rule),
            equated_days=equated_days(),
        )
        correction = IssueDateCorrection(
            signal=locked,
            issued_at=issued_at,
            response_due_on=due,
            old_issued_at=old,
            old_response_due_on=old_due,
            reason=reason,
            proposed_at=at,
            proposed_by=by,
            proposed_as=by.part,
        )
        check_rules(correction, exclude=["signal"])
        correction.save()
    return locked


def confirm_date(signal: Signal, *, seen: int | None = None, by: User, at: datetime) -> Signal:
    """Confirm a proposed moment of issue, as another person; one of the two is the CPO.

    ``seen`` is the key of the proposal that was read. The number stays, the letter too.
    """
    with step("confirm_date", signal, by=by, at=at) as locked:
        correction = _proposed(locked, seen)
        if not correction.can_be_confirmed_by(by):
            message = (
                "Een ander dan wie het herstel voorstelde, bevestigt het. "
                "De CPO is een van de twee."
            )
            raise NotAllowedError(message)
        _check(locked, correction.issued_at, at=at)
        correction.confirmed_at, correction.confirmed_by = at, by
        correction.confirmed_as = Role(by.part)
        check_rules(correction, exclude=["signal"])
        correction.save()
        locked.issued_at = correction.issued_at
        locked.response_due_on = correction.response_due_on
        notifications.date_corrected(locked, correction, at=at)
    return locked


def drop_date(signal: Signal, *, seen: int | None = None, by: User, at: datetime) -> Signal:
    """Let the proposal that was ``seen`` lapse: nothing changes; it stays in the record."""
    with step("drop_date", signal, by=by, at=at) as locked:
        correction = _proposed(locked, seen)
        correction.dropped_at, correction.dropped_by = at, by
        correction.save()
    return locked


def _issue_of(signal: Signal) -> tuple[datetime, date]:
    """Return the moment and the last day of an issued signal."""
    if signal.issued_at is None or signal.response_due_on is None:
        message = f"{signal} was not issued"
        raise ValueError(message)
    return signal.issued_at, signal.response_due_on


def _proposed(signal: Signal, seen: int | None) -> IssueDateCorrection:
    """Return the proposal that waits; raises ConflictError when it is not the one that was read."""
    correction = signal.proposed_correction()
    if correction is None:
        message = "Er ligt geen voorstel meer."
        raise ConflictError(message)
    if seen is not None and seen != correction.pk:
        message = "Er ligt intussen een ander voorstel. Lees dat eerst."
        raise ConflictError(message)
    return correction


def _check(signal: Signal, issued_at: datetime, *, at: datetime) -> None:
    """Raise RefusedError for a moment that contradicts what else is recorded."""
    held_on, contradicted = signal.weighing.held_on, contradiction(signal, issued_at)
    refusals = (
        (issued_at > at, "Dit moment ligt in de toekomst."),
        (issued_at == signal.issued_at, "Dit moment staat al vast."),
        (localdate(issued_at) < held_on, "Toen was de situatie nog niet gewogen."),
        (bool(contradicted), contradicted),
    )
    for is_wrong, message in refusals:
        if is_wrong:
            raise RefusedError(message, field="issued_at")
