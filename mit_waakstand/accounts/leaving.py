"""Somebody who is deactivated is signed in nowhere any more."""

from datetime import datetime

from mit_waakstand.accounts.models import LiveSession
from mit_waakstand.leaving import leavers


@leavers("accounts")
def leave(user: int, at: datetime) -> None:  # noqa: ARG001  (sessions have no end to write)
    """End every session."""
    LiveSession.objects.filter(user=user).delete()
