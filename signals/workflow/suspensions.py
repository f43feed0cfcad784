"""What people do with a suspension of the waakstand (domain §3.5)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site.standing import ON_STANDBY, SUSPENDED, publish_standing
from mit_waakstand.workflow import step
from signals.models import Commission, Suspension


def propose(commission: Commission, *, by: User, at: datetime) -> Suspension:
    """Return the proposed suspension that follows from a commissie; the CPO registers it."""
    suspension = Suspension(
        commission=commission, exercise=commission.exercise, starts_on=commission.in_force_from
    )
    with step("propose", suspension, by=by, at=at, commission=commission.pk):
        pass
    return suspension


def register(suspension: Suspension, *, by: User, at: datetime) -> Suspension:
    """Suspend the waakstand, from the day on which the instellingsbesluit takes effect (R-064).

    The public home says so; an exercise never does.
    """
    day = suspension.starts_on.isoformat()
    with step("register", suspension, by=by, at=at, starts_on=day) as locked:
        _tell_the_public(
            locked, SUSPENDED, since=locked.starts_on, at=at, reason=locked.commission.name
        )
    return locked


def drop(suspension: Suspension, *, reason: str, by: User, at: datetime) -> Suspension:
    """Let a proposal lapse, with a reason: nothing was suspended."""
    with step("drop", suspension, by=by, at=at, reason=reason) as locked:
        locked.reason = reason
    return locked


def prepare(
    suspension: Suspension, *, by: User, at: datetime, **checklist: bool | str
) -> Suspension:
    """Keep the checklist for the end: ``<point>_done`` and ``<point>_remark`` of each point."""
    with step("prepare", suspension, by=by, at=at) as locked:
        for point in Suspension.CHECKLIST:
            for name in (f"{point}_done", f"{point}_remark"):
                setattr(locked, name, checklist.get(name, getattr(locked, name)))
    return locked


def end(suspension: Suspension, *, by: User, at: datetime) -> Suspension:
    """Confirm that the waakstand resumed on the day on which the commissie lapsed."""
    lapsed_on = suspension.commission.lapses_on
    with step("end", suspension, by=by, at=at, ends_on=str(lapsed_on)) as locked:
        locked.ends_on = locked.commission.lapses_on or localdate(at)
        _tell_the_public(locked, ON_STANDBY, since=locked.ends_on, at=at)
    return locked


def _tell_the_public(
    suspension: Suspension, status: str, *, since: date, at: datetime, reason: str = ""
) -> None:
    if suspension.is_part_of_exercise():
        return
    publication = publish_standing(status, since=since, reason=reason, at=at)
    put("bake", about=publication, at=at)
