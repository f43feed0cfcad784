"""Acts: begin, postpone and end "alleen lezen (onderhoud)", by the beheerder or on the server."""

from datetime import datetime

from django.db import OperationalError, transaction
from psycopg.errors import LockNotAvailable

from mit_waakstand.accounts.models import User
from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.trail.recording import Happening, record, recorded
from mit_waakstand.turns import Turn, take
from mit_waakstand.workflow import ConflictError, NotAllowedError, RefusedError, check_rules

PERMISSION = "maintenance.switch"
UNCHECKED = ("began_by", "ended_at", "ended_by")
SENTENCES = {
    "begin": "heeft alleen lezen (onderhoud) aangezet",
    "postpone": "heeft de verwachting bijgesteld",
    "end": "heeft alleen lezen (onderhoud) uitgezet",
}
STILL_BUSY = "Iemand is nog iets aan het vastleggen. Probeer het over een minuut opnieuw."
OVER = "Het is al niet meer alleen lezen."
NOT_TO_COME = "Kies een moment dat nog komt."


def begin(*, reason: str, expected_until: datetime, by: User | None, at: datetime) -> Maintenance:
    """Return the maintenance that runs from now on; ``by`` is empty for a command.

    Every act that began is finished first, and none begins after. Raises NotAllowedError,
    ConflictError when it runs already, or RefusedError.
    """
    _check(by)
    started = Maintenance(
        reason=reason.strip(), expected_until=expected_until, began_at=at, began_by=by
    )
    _check_end(expected_until, at)
    check_rules(started, exclude=UNCHECKED)
    try:
        with transaction.atomic():
            take(Turn.ACTS)
            if Maintenance.objects.running().exists():
                message = "Het is al alleen lezen (onderhoud)."
                raise ConflictError(message)
            return _write("begin", started, by=by, at=at)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise RefusedError(STILL_BUSY) from error
        raise


def postpone(*, expected_until: datetime, by: User | None, at: datetime) -> Maintenance:
    """Return the running maintenance with another expected end; raises as ``begin`` does."""
    _check(by)
    with recorded():
        running = _running()
        _check_end(expected_until, at)
        running.expected_until = expected_until
        return _write("postpone", running, by=by, at=at)


def end(*, by: User | None, at: datetime) -> Maintenance:
    """Return the maintenance that ended: everybody can write again. Raises as ``begin`` does."""
    _check(by)
    with recorded():
        running = _running()
        running.ended_at, running.ended_by = at, by
        return _write("end", running, by=by, at=at)


def _check_end(expected_until: datetime, at: datetime) -> None:
    if expected_until <= at:
        raise RefusedError(NOT_TO_COME, field="expected_until")


def _check(by: User | None) -> None:
    if by is not None and not by.may(PERMISSION):
        message = "Alleen lezen zet de functioneel beheerder aan en uit."
        raise NotAllowedError(message)


def _running() -> Maintenance:
    running = Maintenance.objects.running().select_for_update(no_key=True, of=("self",)).first()
    if running is None:
        raise ConflictError(OVER)
    return running


def _write(verb: str, changed: Maintenance, *, by: User | None, at: datetime) -> Maintenance:
    with recorded():
        changed._history_user, changed._history_date = by, at  # type: ignore[attr-defined]  # noqa: SLF001
        changed.save()
        told: dict[str, object] = {"expected_until": changed.expected_until.isoformat()}
        record(Happening(verb, SENTENCES[verb], changed, by, at, told, permission=PERMISSION))
    return changed
