"""What people do with a run: begin it, add a step of their own, close it with an evaluation."""

from datetime import datetime

from draaiboek.content import Unit
from draaiboek.models import PlaybookEdition, PlaybookRun, RunStep
from draaiboek.states.runs import RunStepState
from draaiboek.terms import due_moments
from draaiboek.workflow import run_steps
from mit_waakstand.accounts.models import User
from mit_waakstand.days_off import known_equated_days
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import NotAllowedError, RefusedError, check_rules, require_text, step

OWN_CODE = "E"  # codes of added steps: E-1, E-2; those of a version have no dash


def start(
    situation: Situation, *, leader: User, purpose: str = "", by: User, at: datetime
) -> PlaybookRun:
    """Return the run of the version in force in a situation; each step gets its due moment.

    Raises NotAllowedError when the situation is not his to know, and RefusedError when no version
    is in force, or the leader does not belong to the situation.
    """
    run = PlaybookRun(situation=situation, leader=leader, purpose=purpose.strip())
    with recorded():
        if not situation.is_visible_to(by):
            message = "U kunt hier geen uitvoering beginnen."
            raise NotAllowedError(message)
        edition = PlaybookEdition.objects.in_force()
        if edition is None:
            message = "Er is nog geen vastgesteld draaiboek. Stel eerst een versie vast."
            raise RefusedError(message)
        if not (leader.may("run.write") and situation.is_within_reach_of(leader)):
            message = "De leider is de CPO of de secretaris, en doet mee aan de oefening."
            raise RefusedError(message, field="leader")
        _check_nothing_runs(situation)
        run.edition = edition
        told = {"version": edition.number, "situation": situation.pk}
        with step("start", run, by=by, at=at, **told):
            pass
        _put_steps(run, at=at)
    return run


def add_step(  # noqa: PLR0913  (each is a field of the record)
    run: PlaybookRun,
    *,
    title: str,
    actor: str,
    phase: str,
    due_at: datetime | None = None,
    needs: str = "",
    by: User,
    at: datetime,
) -> PlaybookRun:
    """Add a step that the draaiboek does not have; it stands out as a deviation."""
    with step("add_step", run, by=by, at=at) as locked:
        number = locked.steps.filter(is_added=True).count() + 1
        added = RunStep(
            run=locked,
            place=locked.steps.count() + 1,
            code=f"{OWN_CODE}-{number}",
            phase=phase.strip(),
            title=title.strip(),
            actor=actor,
            needs=needs.strip(),
            due_at=due_at,
            is_added=True,
        )
        check_rules(added)
        added.save()
    return locked


def close(
    run: PlaybookRun, *, evaluation: str, open_reason: str = "", by: User, at: datetime
) -> PlaybookRun:
    """Close a run with its evaluation; what is still open is skipped, all with one reason.

    Raises RefusedError at ``open_reason`` when steps are open and no reason was given.
    """
    with recorded():
        left = list(run.steps.filter(state=RunStepState.OPEN))
        if left:
            message = f"Er staan nog {len(left)} stappen open. Schrijf op waarom ze vervallen."
            require_text(open_reason, message, field="open_reason")
        for each in left:
            run_steps.skip(each, reason=open_reason, by=by, at=at)
        with step("close", run, by=by, at=at) as locked:
            require_text(evaluation, "Schrijf een evaluatie.", field="evaluation")
            locked.evaluation = evaluation.strip()
    return locked


def _put_steps(run: PlaybookRun, *, at: datetime) -> None:
    steps = run.edition.steps()
    due = due_moments(steps, started_at=at, ended={}, equated_days=known_equated_days())
    for place, one in enumerate(steps, start=1):
        made = RunStep(
            run=run,
            place=place,
            code=one.code,
            phase=one.phase,
            title=one.title,
            actor=one.actor,
            amount=one.amount,
            unit=one.unit or Unit.NONE,
            after=one.after,
            needs=one.needs,
            template=one.template,
            due_at=due[one.code],
        )
        made.save()


def _check_nothing_runs(situation: Situation) -> None:
    Situation.objects.select_for_update(no_key=True).get(pk=situation.pk)
    if PlaybookRun.objects.running().filter(situation=situation).exists():
        message = "In deze situatie loopt al een uitvoering."
        raise RefusedError(message)
