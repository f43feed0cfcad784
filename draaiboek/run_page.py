"""What the page of a run, its print and its copy without network show; asked with few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from draaiboek.content import Unit, term_in_words
from draaiboek.models import Inject, PlaybookRun, RunStep
from draaiboek.states.runs import RunStepState
from mit_waakstand.accounts.models import User
from mit_waakstand.markdown import to_html
from mit_waakstand.workflow import Step


@dataclass(frozen=True)
class ShownStep:
    """A step as the page shows it: with its term in words, and what this person can do."""

    step: RunStep
    term: str
    is_late: bool
    deviations: list[str]
    acts: list[Step]

    @property
    def is_by_day(self) -> bool:
        """Whether its moment is a day rather than an hour."""
        return self.step.unit == Unit.WORKING_DAYS


@dataclass(frozen=True)
class Phase:
    """The steps of one phase, in their order."""

    name: str
    steps: list[ShownStep]


def run_page(run: PlaybookRun, user: User, now: datetime) -> dict[str, Any]:
    """Return what the templates of a run need; ``steps`` and ``injects`` are the records."""
    until = run.lasted_until(now)
    steps = list(run.steps.select_related("done_by", "skipped_by", "reopened_by", "run"))
    if not run.shows_steps_to(user):
        steps = []
    shown = [_shown(step, run, user, until) for step in steps]
    found = Inject.objects.visible_to(user, now).filter(run=run)
    injects = list(found.prefetch_related("responses__given_by").order_by("planned_at", "pk"))
    for inject in injects:
        inject.run = run
    return {
        "run": run,
        "now": now,
        "steps": steps,
        "phases": list(phases(shown)),
        "sees_steps": run.shows_steps_to(user),
        "lapsed": [one.step for one in shown if one.step.lapsed],
        "deviating": [one for one in shown if one.deviations],
        "progress": _progress(shown),
        "injects": injects,
        "shown_injects": [(each, _inject_acts(each, user)) for each in injects],
        "evaluation": to_html(run.evaluation, first_heading=3),
        "is_leader": run.leader_id == user.pk,
        "lessons": list(run.lessons.select_related("owner", "edition")),
    }


def phases(steps: Iterable[ShownStep]) -> Iterable[Phase]:
    """Yield the phases in the order in which they begin; a step added later joins its phase."""
    order: dict[str, int] = {}
    for one in steps:
        order.setdefault(one.step.phase, len(order))
    by_phase = sorted(steps, key=lambda one: (order[one.step.phase], one.step.place))
    for name, group in groupby(by_phase, key=attrgetter("step.phase")):
        yield Phase(name, list(group))


def _shown(step: RunStep, run: PlaybookRun, user: User, until: datetime) -> ShownStep:
    step.run = run
    return ShownStep(
        step,
        term_in_words(step.amount, step.unit, step.after),
        step.is_late(until) and (run.is_running() or step.done_at is not None),
        step.deviations(until),
        step.steps_of(user),
    )


def _inject_acts(inject: Inject, user: User) -> list[Step]:
    """Return what this person can do; planning and changing belong to the leader alone."""
    acts = inject.steps_of(user)
    if inject.run.leader_id == user.pk:
        return acts
    return [act for act in acts if act.verb == "respond"]


def _progress(steps: list[ShownStep]) -> dict[str, int]:
    states = [one.step.state for one in steps]
    return {
        "all": len(steps),
        "done": states.count(RunStepState.DONE),
        "skipped": states.count(RunStepState.SKIPPED),
        "open": states.count(RunStepState.OPEN),
        "late": sum(one.is_late for one in steps if one.step.state == RunStepState.OPEN),
    }
