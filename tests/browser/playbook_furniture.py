"""The draaiboek, runs and what belongs to them in every state of a page; run inside the house."""

from datetime import datetime, timedelta

from draaiboek.models import (
    Inject,
    Lesson,
    PlaybookDocument,
    PlaybookEdition,
    PlaybookRun,
    RunStep,
    ScaleUpPoint,
)
from draaiboek.states.runs import LessonState, RunState
from draaiboek.workflow import injects, run_steps, runs
from mit_waakstand.demo.people import Cast
from mit_waakstand.situations.workflow import open_situation


def furnish(cast: Cast, now: datetime) -> dict[str, int]:
    """Return the keys of versions, runs, steps, injects, lessons, documents and points."""
    running = PlaybookRun.objects.get(state=RunState.RUNNING, situation__is_exercise=False)
    exercise = _exercise(cast, now)
    planned, revealed = exercise.injects.order_by("-planned_at")
    return {
        "playbook": PlaybookEdition.objects.in_force().pk,
        "new_playbook": PlaybookEdition.objects.draft().pk,
        "run": running.pk,
        "closed_run": PlaybookRun.objects.get(state=RunState.CLOSED).pk,
        "exercise_run": exercise.pk,
        "step_open": _step(running, "W3").pk,
        "step_done": _step(running, "A1").pk,
        "step_skipped": run_steps.skip(
            _step(running, "A3"), reason="Er is geen OMT.", by=cast.cpo, at=now
        ).pk,
        "inject_planned": planned.pk,
        "inject_revealed": revealed.pk,
        "lesson": Lesson.objects.filter(state=LessonState.OPEN).latest("pk").pk,
        "document": PlaybookDocument.objects.get(kind="bestuurlijke_afspraken").pk,
        "point": ScaleUpPoint.objects.get(kind="voorzitter").pk,
    }


def _step(run: PlaybookRun, code: str) -> RunStep:
    return run.steps.get(code=code)


def _exercise(cast: Cast, now: datetime) -> PlaybookRun:
    """Return an exercise of today: one inject is there, one is still to come."""
    situation = open_situation(
        disease="Strandkoorts (verzonnen ziekte)",
        is_exercise=True,
        participants=[cast.cpo, cast.secretary, cast.sg_office, cast.expert_account],
        by=cast.secretary,
        at=now,
    )
    begun = now - timedelta(hours=3)
    run = runs.start(situation, leader=cast.secretary, by=cast.secretary, at=begun)
    for hours in (1, 24):
        injects.plan_inject(
            run,
            planned_at=begun + timedelta(hours=hours),
            text="De pers belt.",
            by=cast.secretary,
            at=begun,
        )
    assert Inject.objects.filter(run=run).count() == 2
    return run
