"""What people do with a suspension of the waakstand (domain §3.5)."""

from datetime import datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.seen import check_seen, fingerprint
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import step
from signals import notifications
from signals.models import Commission, Suspension
from signals.public_standing import bring_up_to_date


def propose(commission: Commission, *, by: User, at: datetime) -> Suspension:
    """Return the proposed suspension that follows from a commissie; the CPO registers it.

    CPO and secretaris get mail, who acts for the CPO too.
    """
    suspension = Suspension(
        commission=commission, exercise=commission.exercise, starts_on=commission.in_force_from
    )
    with recorded():
        with step("propose", suspension, by=by, at=at, commission=commission.pk):
            pass
        notifications.suspension_proposed(suspension, at=at)
    return suspension


def register(suspension: Suspension, *, by: User, at: datetime) -> Suspension:
    """Suspend the waakstand, from the day on which the instellingsbesluit takes effect (R-064).

    The public home says so; an exercise never does.
    """
    day = suspension.starts_on.isoformat()
    with recorded():
        with step("register", suspension, by=by, at=at, starts_on=day) as locked:
            pass
        bring_up_to_date(at)
    return locked


def drop(suspension: Suspension, *, reason: str, by: User, at: datetime) -> Suspension:
    """Let a proposal lapse, with a reason: nothing was suspended."""
    with step("drop", suspension, by=by, at=at, reason=reason) as locked:
        locked.reason = reason
    return locked


def checklist_of(suspension: Suspension) -> str:
    """Return the fingerprint of the checklist, as somebody read it."""
    return fingerprint(
        **{
            name: getattr(suspension, name)
            for point in Suspension.CHECKLIST
            for name in (f"{point}_done", f"{point}_remark")
        }
    )


def prepare(
    suspension: Suspension, *, seen: str = "", by: User, at: datetime, **checklist: bool | str
) -> Suspension:
    """Keep the checklist for the end: ``<point>_done`` and ``<point>_remark`` of each point.

    ``seen`` is the checklist that was read. Raises ConflictError when somebody else changed it.
    """
    with step("prepare", suspension, by=by, at=at) as locked:
        check_seen(seen, checklist_of(locked), instead=_checklist_in_words(locked))
        for point in Suspension.CHECKLIST:
            for name in (f"{point}_done", f"{point}_remark"):
                setattr(locked, name, checklist.get(name, getattr(locked, name)))
    return locked


def _checklist_in_words(suspension: Suspension) -> str:
    points = []
    for name, point in Suspension.CHECKLIST.items():
        remark = getattr(suspension, f"{name}_remark")
        done = "gedaan" if getattr(suspension, f"{name}_done") else "open"
        points.append(f"{point}: {done}{f', “{remark}”' if remark else ''}")
    return "; ".join(points)


def end(suspension: Suspension, *, by: User, at: datetime) -> Suspension:
    """Confirm, with the checklist, that the waakstand resumed when the commissie lapsed.

    It did so by itself, and the public read it then; at the latest it does so now.
    """
    lapsed_on = suspension.commission.lapses_on
    with recorded():
        with step("end", suspension, by=by, at=at, ends_on=str(lapsed_on)) as locked:
            locked.ends_on = locked.commission.lapses_on or localdate(at)
        bring_up_to_date(at)
    return locked
