"""What people do with the steps of a run: tick off, skip with a reason, and take that back."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime

from draaiboek.models import PlaybookRun, RunStep
from draaiboek.terms import due_moments
from mit_waakstand.accounts.models import User
from mit_waakstand.days_off import known_equated_days
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import require_text, step


def tick(taken: RunStep, *, remark: str = "", by: User, at: datetime) -> RunStep:
    """Record that a step was done, by whom and when; terms that follow it count from now."""
    with _taken("tick", taken, by=by, at=at) as locked:
        locked.remark = remark.strip()
    return locked


def untick(taken: RunStep, *, reason: str, by: User, at: datetime) -> RunStep:
    """Take a tick back, with a reason: the history keeps who ticked and when."""
    with _taken("untick", taken, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Geef een reden voor het terugdraaien.", field="reason")
        locked.reopen_reason = reason.strip()
        locked.done_at = locked.done_by = None
        locked.remark = ""
    return locked


def skip(taken: RunStep, *, reason: str, by: User, at: datetime) -> RunStep:
    """Skip a step, with a reason; it stands out as a deviation."""
    with _taken("skip", taken, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Geef een reden voor het overslaan.", field="reason")
        locked.skip_reason = reason.strip()
    return locked


def resume(taken: RunStep, *, reason: str, by: User, at: datetime) -> RunStep:
    """Take up a skipped step after all, with a reason."""
    with _taken("resume", taken, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Geef een reden.", field="reason")
        locked.reopen_reason = reason.strip()
        locked.skipped_at = locked.skipped_by = None
        locked.skip_reason = ""
    return locked


@contextmanager
def _taken(
    verb: str, taken: RunStep, *, by: User, at: datetime, **data: object
) -> Generator[RunStep, None, None]:
    """Yield the locked step of the locked run; afterwards the terms that follow it are moved."""
    with recorded():
        run = PlaybookRun.objects.select_for_update(no_key=True).get(pk=taken.run_id)
        with step(verb, taken, by=by, at=at, run_step=taken.name, **data) as locked:
            yield locked
        _move_what_follows(run, by=by, at=at)


def _move_what_follows(run: PlaybookRun, *, by: User, at: datetime) -> None:
    """Store the moments that changed because a step before them ended, or did not after all."""
    steps = list(run.steps.select_for_update(no_key=True))
    ended = {one.code: one.ended_at for one in steps if one.ended_at}
    due = due_moments(
        [one for one in steps if not one.is_added],
        started_at=run.started_at,
        ended=ended,
        equated_days=known_equated_days(),
    )
    for one in steps:
        if one.after and not one.ended_at and one.due_at != due[one.code]:
            one.due_at = due[one.code]
            one._history_user, one._history_date = by, at  # type: ignore[attr-defined]  # noqa: SLF001
            one.save(update_fields=["due_at"])
