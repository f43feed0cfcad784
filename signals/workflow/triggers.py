"""What people do with a trigger: register, submit, convene or not, bring it into a weighing."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation
from mit_waakstand.workflow import (
    ConflictError,
    NotAllowedError,
    RefusedError,
    check_rules,
    require_text,
    step,
)
from signals.models import Form, Trigger
from signals.workflow.joining import cover_merged, weighing_for


def register(  # noqa: PLR0913  (each is a field of the record)
    situation: Situation,
    *,
    route: str,
    happened_on: date,
    request_key: UUID | None = None,
    by: User,
    at: datetime,
    **known: str,
) -> Trigger:
    """Return a new trigger in its situation (R-042, R-045, R-050).

    ``known`` are the facts of the route: ``description``, ``informed_by``, ``learned_from``,
    ``omt_number``, ``gazette_reference``. A1 status may start in the future; an OMT that convened
    or an own initiative may not. A ``request_key`` registers once. Raises NotAllowedError or
    RefusedError.
    """
    if not situation.is_visible_to(by):
        message = "U kunt in deze situatie niets vastleggen."
        raise NotAllowedError(message)
    trigger = Trigger(
        situation=situation,
        route=route,
        happened_on=happened_on,
        request_key=request_key,
        **known,
    )
    _check_day(trigger, at)
    with step("register", trigger, by=by, at=at, route=route, situation=situation.pk):
        pass
    return trigger


def submit(trigger: Trigger, *, by: User, at: datetime) -> Trigger:
    """Lay an OMT before the CPO, who assesses whether the MIW must meet (R-047)."""
    with step("submit", trigger, by=by, at=at) as locked:
        pass
    return locked


def do_not_convene(
    trigger: Trigger,
    *,
    assessment: str,
    review_on: date | None = None,
    by: User,
    at: datetime,
    **checklist: str,
) -> Trigger:
    """Decide that no meeting is needed: a normal outcome, with reasons (R-048).

    ``checklist`` holds ``potential``, ``measures``, ``consequences`` and ``changed``. Until
    ``review_on``, that day included, the assessment can be upheld for a later OMT of the situation.
    """
    with step("do_not_convene", trigger, by=by, at=at, review_on=str(review_on or "")) as locked:
        assess(locked, assessment, checklist)
        if review_on is not None and review_on <= localdate(at):
            message = "Kies een dag na vandaag."
            raise RefusedError(message, field="review_on")
        locked.review_on = review_on
    return locked


def convene(  # noqa: PLR0913  (each is a field of the record)
    trigger: Trigger,
    *,
    assessment: str,
    form: str = Form.MEETING,
    held_on: date | None = None,
    experts: Iterable[Expert] = (),
    by: User,
    at: datetime,
    **checklist: str,
) -> Trigger:
    """Decide that the MIW meets about an OMT; the trigger joins or opens a weighing (R-047)."""
    with step("convene", trigger, by=by, at=at) as locked:
        assess(locked, assessment, checklist)
        locked.weighing = weighing_for(
            locked, form=form, held_on=held_on, experts=experts, by=by, at=at
        )
        cover_merged(locked, by=by, at=at)
    return locked


def weigh(  # noqa: PLR0913  (each is a field of the record)
    trigger: Trigger,
    *,
    form: str = Form.MEETING,
    held_on: date | None = None,
    experts: Iterable[Expert] = (),
    by: User,
    at: datetime,
) -> Trigger:
    """Bring an A1 status or own initiative into a weighing, open or new (R-043, R-050)."""
    with step("weigh", trigger, by=by, at=at) as locked:
        locked.weighing = weighing_for(
            locked, form=form, held_on=held_on, experts=experts, by=by, at=at
        )
        cover_merged(locked, by=by, at=at)
    return locked


def complete(trigger: Trigger, *, gazette_reference: str, by: User, at: datetime) -> Trigger:
    """Record where an A1 status stands in the Staatscourant; needed before publication."""
    with step("complete", trigger, by=by, at=at, reference=gazette_reference) as locked:
        message = "Vul de vindplaats in, bijvoorbeeld “Stcrt. 2026, 12345”."
        require_text(gazette_reference, message, field="gazette_reference")
        locked.gazette_reference = gazette_reference
    return locked


def end_a1(trigger: Trigger, *, ended_on: date, by: User, at: datetime) -> Trigger:
    """Record on which day an A1 status ends; a weighing goes on all the same (domain §2)."""
    with step("end_a1", trigger, by=by, at=at, ended_on=str(ended_on)) as locked:
        if ended_on < locked.happened_on:
            message = "Een A1-status eindigt niet voordat zij begint."
            raise RefusedError(message, field="ended_on")
        locked.ended_on = ended_on
    return locked


def correct_facts(
    trigger: Trigger, *, seen: str = "", by: User, at: datetime, **facts: date | str
) -> Trigger:
    """Correct what was recorded, as long as nothing was decided; the history keeps the old facts.

    ``facts`` are those of ``Trigger.FACTS``. ``seen`` is the hash of the facts that the person
    started from: somebody else's correction is not overwritten. Raises ConflictError, RefusedError.
    """
    with step("correct_facts", trigger, by=by, at=at) as locked:
        if seen and seen != locked.hash_of_facts():
            message = "Iemand anders heeft deze gegevens intussen veranderd. Vergelijk en kies."
            raise ConflictError(message)
        for name in Trigger.FACTS:
            if name in facts:
                setattr(locked, name, facts[name])
        _check_day(locked, at)
        check_rules(locked, exclude=("situation", "registered_by"))
    return locked


def _check_day(trigger: Trigger, at: datetime) -> None:
    if not trigger.is_a1() and trigger.happened_on > localdate(at):
        message = "Deze datum ligt in de toekomst."
        raise RefusedError(message, field="happened_on")


def assess(trigger: Trigger, assessment: str, checklist: dict[str, str]) -> None:
    """Give the trigger the CPO's reason and answers; raises RefusedError without a reason."""
    require_text(assessment, "Geef een reden voor uw besluit.", field="assessment")
    trigger.assessment = assessment
    for field in Trigger.CHECKLIST:
        setattr(trigger, field, checklist.get(field, ""))
