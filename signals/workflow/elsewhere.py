"""Recording where a publication stands on SCP's own site, put there by hand."""

from datetime import date, datetime

from django.utils.timezone import localdate

from mit_waakstand.accounts.models import User
from mit_waakstand.public_site.models import Publication
from mit_waakstand.workflow import RefusedError, check_rules, step
from signals.models import Elsewhere, Signal


def record_live(signal: Signal, *, url: str, live_on: date, by: User, at: datetime) -> Signal:
    """Record the address at which the newest version went live, and since which day.

    Never changed afterwards: a mistake is put right by recording it again.
    """
    told = {"live_on": live_on.isoformat(), "url": url}
    with step("record_live", signal, by=by, at=at, **told) as locked:
        newest = _newest(locked)
        if live_on > localdate(at):
            message = "Deze datum ligt in de toekomst."
            raise RefusedError(message, field="live_on")
        if locked.published_at and live_on < localdate(locked.published_at):
            message = "Dit kan niet voor de dag van publiceren zijn."
            raise RefusedError(message, field="live_on")
        row = Elsewhere(
            signal=locked,
            version=newest.version,
            url=url,
            live_on=live_on,
            recorded_at=at,
            recorded_by=by,
        )
        check_rules(row, exclude=["signal"])
        row.save()
    return locked


def _newest(signal: Signal) -> Publication:
    kind, key = Publication.Kind.SIGNAL, str(signal.number).lower()
    newest = Publication.objects.newest_version(kind, key)
    if newest is None:  # a published signal has one
        message = "Er is nog niets gepubliceerd."
        raise RefusedError(message)
    return newest
