"""When the steps of a run are due: hours as hours that pass, working days until 24:00 Amsterdam."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from draaiboek.content import Unit
from mit_waakstand.working_days import AMSTERDAM, ONE_DAY, local_date, working_day_after


class HasTerm(Protocol):
    """A step with its term; ``after`` is the code of another step, or "" for the start."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def amount(self) -> int:
        """How many."""

    @property
    def unit(self) -> str:
        """Of what."""

    @property
    def after(self) -> str:
        """After which step."""


def due_after(
    moment: datetime, *, amount: int, unit: str, equated_days: Collection[date]
) -> datetime | None:
    """Return the first moment that is too late, aware; None without a term.

    Hours are exact, also over a clock change. Working days run from the day after ``moment``
    (Amsterdam) and end at 24:00, so the answer is 00:00 of the day after the last one.
    """
    if unit == Unit.HOURS:
        return moment.astimezone(UTC) + timedelta(hours=amount)
    if unit == Unit.WORKING_DAYS:
        last = working_day_after(local_date(moment), amount, equated_days=equated_days)
        return datetime.combine(last + ONE_DAY, time.min, AMSTERDAM)
    return None


def due_moments(
    steps: Iterable[HasTerm],
    *,
    started_at: datetime,
    ended: Mapping[str, datetime],
    equated_days: Collection[date],
) -> dict[str, datetime | None]:
    """Return by code when each step is due.

    A term after another step counts from the moment in ``ended`` (done or skipped); before that,
    from when that step is due itself, so that there is always a moment to expect. Without any
    moment to count from it starts with the run.
    """
    table = {step.code: step for step in steps}
    found: dict[str, datetime | None] = {}

    def due(code: str) -> datetime | None:
        if code not in found:
            step = table[code]
            base = (ended.get(step.after) or due(step.after)) if step.after in table else None
            found[code] = due_after(
                base or started_at, amount=step.amount, unit=step.unit, equated_days=equated_days
            )
        return found[code]

    return {code: due(code) for code in table}
