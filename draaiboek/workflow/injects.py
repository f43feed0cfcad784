"""What people do with injects: plan them unseen, change them while unseen, and respond."""

from datetime import datetime

from draaiboek.models import Audience, Inject, InjectResponse, PlaybookRun
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import (
    NotAllowedError,
    RefusedError,
    check_rules,
    require_text,
    step,
)


def plan_inject(  # noqa: PLR0913  (each is a field of the record)
    run: PlaybookRun,
    *,
    planned_at: datetime,
    text: str,
    shown_to: str = Audience.EVERYBODY,
    by: User,
    at: datetime,
) -> PlaybookRun:
    """Plan what happens at a moment of an exercise; only the leader knows it until then."""
    with step("plan_inject", run, by=by, at=at) as locked:
        _check_leader(locked, by)
        _check_moment(planned_at, at)
        inject = Inject(
            run=locked,
            planned_at=planned_at,
            text=text.strip(),
            shown_to=shown_to,
            recorded_at=at,
            recorded_by=by,
        )
        check_rules(inject)
        inject.save()
    return locked


def change(  # noqa: PLR0913  (idem)
    inject: Inject, *, planned_at: datetime, text: str, shown_to: str, by: User, at: datetime
) -> Inject:
    """Change an inject that nobody saw yet."""
    with step("change", inject, by=by, at=at) as locked:
        _check_leader(locked.run, by)
        _check_moment(planned_at, at)
        locked.planned_at, locked.text = planned_at, text.strip()
        locked.shown_to = shown_to
    return locked


def withdraw(inject: Inject, *, by: User, at: datetime) -> Inject:
    """Withdraw an inject that nobody saw yet; nobody ever will."""
    with step("withdraw", inject, by=by, at=at) as locked:
        _check_leader(locked.run, by)
    return locked


def respond(inject: Inject, *, text: str, by: User, at: datetime) -> Inject:
    """Record what this participant does, or says, when it happens."""
    with step("respond", inject, by=by, at=at) as locked:
        require_text(text, "Schrijf op wat u doet.", field="text")
        response = InjectResponse(inject=locked, text=text.strip(), given_at=at, given_by=by)
        check_rules(response)
        response.save()
    return locked


def _check_leader(run: PlaybookRun, by: User) -> None:
    if run.leader_id != by.pk:
        message = "Alleen de leider van de oefening kan dit doen."
        raise NotAllowedError(message)


def _check_moment(planned_at: datetime, at: datetime) -> None:
    if planned_at <= at:
        message = "Kies een moment dat nog komt."
        raise RefusedError(message, field="planned_at")
