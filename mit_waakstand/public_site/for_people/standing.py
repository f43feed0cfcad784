"""The standing of the MIT in waakstand, as the public may know it."""

from datetime import date, datetime

from mit_waakstand.public_site import register
from mit_waakstand.public_site.models import Publication

KEY = "stand"
ON_STANDBY = "waakstand"
SUSPENDED = "opgeschort"
SINCE = date(2026, 9, 1)  # the MIT in waakstand started on this day (Kamerbrief June 2026)


def standing() -> Publication | None:
    """Return the standing that was published last; None before the first one."""
    return Publication.objects.newest_version(Publication.Kind.STANDING, KEY)


def is_suspended() -> bool:
    """Return whether the public reads that the waakstand is suspended: no questions are taken."""
    found = standing()
    return found is not None and found.content["status"] == SUSPENDED


def publish_first_standing(*, at: datetime) -> Publication:
    """Return the standing; publishes "op waakstand" when none was ever published.

    Runs in the caller's transaction.
    """
    return standing() or publish_standing(ON_STANDBY, since=SINCE, at=at)


def publish_standing(status: str, *, since: date, reason: str = "", at: datetime) -> Publication:
    """Publish a new standing, which holds from the date ``since`` (Amsterdam).

    ``reason`` is the commissie MIT because of which the waakstand is suspended.
    """
    payload = {"status": status, "sinds": since.isoformat()}
    if reason:
        payload["reden"] = reason
    return register.publish(Publication.Kind.STANDING, KEY, payload, at=at)
