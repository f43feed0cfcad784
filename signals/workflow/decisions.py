"""What people do with a decision of the Minister and with a commissie MIT (domain §3.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules, step
from signals import notifications
from signals.deadlines import in_dutch
from signals.models import (
    Commission,
    CommissionChange,
    DecisionSignal,
    MinisterDecision,
    Signal,
    Suspension,
)
from signals.models.decision import purport_differs
from signals.workflow import suspensions


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What the Minister decided, as the source has it."""

    kind: str
    decided_on: date
    reasons: str = ""
    return_on: date | None = None
    cabinet_meeting_on: date | None = None
    parliamentary_paper: str = ""
    gazette_reference: str = ""
    note_link: str = ""
    differs_in_scope: bool = False
    differs_in_disease: bool = False
    differs_in_moment: bool = False


def record_decision(
    situation: Situation,
    *,
    decided: Decided,
    signals: Sequence[Signal] = (),
    by: User,
    at: datetime,
) -> MinisterDecision:
    """Return the recorded decision, frozen; it may come before the response (R-061, R-076).

    Reasons are mandatory when it differs from a signal in any respect ("ja, tenzij", R-060).
    CPO and secretaris get mail. Raises NotAllowedError, or RefusedError at the field.
    """
    decision = _decision(situation, decided, signals)
    with recorded():
        _record(decision, signals, by=by, at=at)
        notifications.decision_recorded(decision, at=at)
    return decision


def replace(
    decision: MinisterDecision,
    *,
    decided: Decided,
    signals: Sequence[Signal] = (),
    by: User,
    at: datetime,
) -> MinisterDecision:
    """Return the record that replaces a wrong one; the wrong one stays, marked as replaced."""
    with recorded():
        with step("replace", decision, by=by, at=at) as locked:
            pass
        better = _decision(locked.situation, decided, signals)
        better.replaces = locked
        _record(better, signals, by=by, at=at)
        notifications.decision_recorded(better, at=at)
    return better


def _decision(
    situation: Situation, decided: Decided, signals: Sequence[Signal]
) -> MinisterDecision:
    return MinisterDecision(
        situation=situation,
        signal_count=len(signals),
        differs_in_purport=any(purport_differs(decided.kind, s.purport) for s in signals),
        **vars(decided),
    )


def _record(
    decision: MinisterDecision, signals: Sequence[Signal], *, by: User, at: datetime
) -> None:
    _check_reach(decision.situation, signals, by=by)
    told = {
        "kind": decision.kind,
        "decided_on": decision.decided_on.isoformat(),
        "about": ", ".join(str(signal) for signal in signals),
    }
    with step("record", decision, by=by, at=at, **told):
        _check(decision, signals, today=localdate(at))
    for signal in signals:
        DecisionSignal.objects.create(decision=decision, signal=signal)


def _check_reach(situation: Situation, signals: Sequence[Signal], *, by: User) -> None:
    """Bureau SG records about issued signals that it sees; the others about what they see."""
    seen = situation.is_visible_to(by) or (by.part == Role.SG_OFFICE and bool(signals))
    if not seen or not all(signal.is_visible_to(by) for signal in signals):
        message = "U kunt hierover geen besluit vastleggen."
        raise NotAllowedError(message)


def _check(decision: MinisterDecision, signals: Sequence[Signal], *, today: date) -> None:
    """Raise RefusedError at the field of what the database would refuse without a field."""
    days = {"decided_on": decision.decided_on, "cabinet_meeting_on": decision.cabinet_meeting_on}
    for name, day in days.items():
        if day is not None and day > today:
            message = "Deze datum ligt in de toekomst."
            raise RefusedError(message, field=name)
    for signal in signals:
        if signal.weighing.situation_id != decision.situation_id:
            message = "Kies alleen signalen van deze situatie."
            raise RefusedError(message, field="signals")
        if signal.issued_at is None or localdate(signal.issued_at) > decision.decided_on:
            message = f"{signal.working_name()} was op de dag van het besluit niet uitgebracht."
            raise RefusedError(message, field="signals")
    if decision.must_give_reasons() and not decision.reasons.strip():
        message = "Dit besluit wijkt af van het signaal. Geef de motivering."
        raise RefusedError(message, field="reasons")


@dataclass(frozen=True, kw_only=True)
class Instituted:
    """A commissie MIT as its instellingsbesluit has it; ``lapses_on`` is the first day without."""

    name: str
    signed_on: date
    in_force_from: date
    scope: str
    diseases: str
    lapses_on: date | None = None
    gazette_reference: str = ""
    decision: MinisterDecision | None = None


def record_commission(
    *, instituted: Instituted, exercise: Situation | None = None, by: User, at: datetime
) -> Commission:
    """Return the recorded commissie; recording one proposes a suspension (R-064, R-065).

    With an ``exercise`` it exists in that exercise only. Raises NotAllowedError or RefusedError.
    """
    commission = Commission(exercise=exercise, **vars(instituted))
    with recorded():
        with step("record", commission, by=by, at=at, in_force_from=str(instituted.in_force_from)):
            _check_commission(commission, by=by, today=localdate(at))
        is_open = Suspension.objects.open().filter(exercise=exercise).exists()
        if commission.is_running(localdate(at)) and not is_open:
            suspensions.propose(commission, by=by, at=at)
    return commission


def _check_commission(commission: Commission, *, by: User, today: date) -> None:
    exercise, decision = commission.exercise, commission.decision
    seen = exercise is None or (exercise.is_exercise and exercise.is_within_reach_of(by))
    if not seen or (decision is not None and not decision.is_visible_to(by)):
        message = "U kunt deze commissie hier niet vastleggen."
        raise NotAllowedError(message)
    if commission.signed_on > today:
        message = "Deze datum ligt in de toekomst."
        raise RefusedError(message, field="signed_on")


def end_of(commission: Commission) -> str:
    """Return the fingerprint of the day on which it lapses, as somebody read it."""
    return fingerprint(lapses_on=commission.lapses_on)


def change_end(  # noqa: PLR0913  (each is a field of the record)
    commission: Commission,
    *,
    lapses_on: date | None,
    reason: str,
    gazette_reference: str = "",
    seen: str = "",
    by: User,
    at: datetime,
) -> Commission:
    """Extend a commissie or end it early: a recorded step with a reason.

    Without ``lapses_on`` it runs until further notice. ``seen`` is the end that was read. Raises
    ConflictError when somebody else changed it.
    """
    dates = {"lapses_on": lapses_on.isoformat() if lapses_on else None}
    with step("change_end", commission, by=by, at=at, reason=reason, **dates) as locked:
        now = in_dutch(locked.lapses_on) if locked.lapses_on else "geen einddatum"
        check_seen(seen, end_of(locked), instead=now, field="lapses_on")
        if lapses_on == locked.lapses_on:
            message = "Dit is al de einddatum."
            raise RefusedError(message, field="lapses_on")
        change = CommissionChange(
            commission=locked,
            lapsed_on=locked.lapses_on,
            lapses_on=lapses_on,
            reason=reason,
            gazette_reference=gazette_reference,
            changed_at=at,
            changed_by=by,
        )
        check_rules(change)
        change.save()
        locked.lapses_on = lapses_on
    return locked
