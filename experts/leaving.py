"""Somebody who is deactivated reaches his own record by no link any more."""

from datetime import datetime

from experts.models import Expert
from experts.workflow.confirming import PURPOSE
from mit_waakstand.leaving import leavers
from mit_waakstand.personal_links import workflow as links


@leavers("experts")
def leave(user: int, at: datetime) -> None:
    """Take back the open link of his record."""
    for expert in Expert.objects.filter(user=user):
        links.revoke(PURPOSE, expert, at=at)
