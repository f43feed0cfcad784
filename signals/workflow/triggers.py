"""What people do with a trigger: register, submit, convene or not, bring it into a weighing."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation
from mit_waakstand.workflow import NotAllowedError, RefusedError, step
from signals.models import Form, Trigger, Weighing
from signals.states import WeighingState
from signals.workflow import weighings


def register(
    situation: Situation, *, route: str, happened_on: date, by: User, at: datetime, **known: str
) -> Trigger:
    """Return a new trigger in its situation (R-042, R-045, R-050).

    ``known`` are the facts of the route: ``description``, ``informed_by``, ``learned_from``,
    ``omt_number``, ``gazette_reference``. A1 status may start in the future; an OMT that convened
    or an own initiative may not. Raises NotAllowedError or RefusedError.
    """
    if not situation.is_visible_to(by):
        message = "U kunt in deze situatie niets vastleggen."
        raise NotAllowedError(message)
    trigger = Trigger(situation=situation, route=route, happened_on=happened_on, **known)
    if not trigger.is_a1() and happened_on > localdate(at):
        message = "Deze datum ligt in de toekomst."
        raise RefusedError(message, field="happened_on")
    with step("register", trigger, by=by, at=at, route=route, situation=situation.pk):
        pass
    return trigger


def submit(trigger: Trigger, *, by: User, at: datetime) -> Trigger:
    """Lay an OMT before the CPO, who assesses whether the MIW must meet (R-047)."""
    with step("submit", trigger, by=by, at=at) as locked:
        pass
    return locked


def do_not_convene(
    trigger: Trigger, *, assessment: str, by: User, at: datetime, **checklist: str
) -> Trigger:
    """Decide that no meeting is needed: a normal outcome, with reasons (R-048).

    ``checklist`` holds ``potential``, ``measures``, ``consequences`` and ``changed``.
    """
    with step("do_not_convene", trigger, by=by, at=at) as locked:
        _assess(locked, assessment, checklist)
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
        _assess(locked, assessment, checklist)
        locked.weighing = _weighing_for(
            locked, form=form, held_on=held_on, experts=experts, by=by, at=at
        )
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
        locked.weighing = _weighing_for(
            locked, form=form, held_on=held_on, experts=experts, by=by, at=at
        )
    return locked


def complete(trigger: Trigger, *, gazette_reference: str, by: User, at: datetime) -> Trigger:
    """Record where an A1 status stands in the Staatscourant; needed before publication."""
    with step("complete", trigger, by=by, at=at, reference=gazette_reference) as locked:
        if not gazette_reference.strip():
            message = "Vul de vindplaats in, bijvoorbeeld “Stcrt. 2026, 12345”."
            raise RefusedError(message, field="gazette_reference")
        locked.gazette_reference = gazette_reference
    return locked


def _assess(trigger: Trigger, assessment: str, checklist: dict[str, str]) -> None:
    if not assessment.strip():
        message = "Geef een reden voor uw besluit."
        raise RefusedError(message, field="assessment")
    trigger.assessment = assessment
    for field in ("potential", "measures", "consequences", "changed"):
        setattr(trigger, field, checklist.get(field, ""))


def _weighing_for(  # noqa: PLR0913  (each is a field of the record)
    trigger: Trigger,
    *,
    form: str,
    held_on: date | None,
    experts: Iterable[Expert],
    by: User,
    at: datetime,
) -> Weighing:
    """Return the open weighing of the situation, or a new one, with these experts invited.

    The situation is locked, so that two triggers at one moment end up in one weighing.
    """
    Situation.objects.select_for_update().get(pk=trigger.situation_id)
    weighing = Weighing.objects.filter(
        situation_id=trigger.situation_id, state=WeighingState.OPEN
    ).first()
    if weighing is None:
        day = held_on or localdate(at)
        weighing = weighings.open_weighing(trigger.situation, form=form, held_on=day, by=by, at=at)
    for expert in experts:
        if not weighing.participants.filter(expert=expert).exists():
            weighings.invite(weighing, expert=expert, by=by, at=at)
    return weighing
