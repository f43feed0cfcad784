"""Somebody who is deactivated answers no invitation to a weighing any more."""

from datetime import datetime

from mit_waakstand.leaving import leavers
from mit_waakstand.personal_links import workflow as links
from signals.models import Participant
from signals.models.participant import PURPOSE


@leavers("signals")
def leave(user: int, at: datetime) -> None:
    """Take back the open links of his invitations."""
    for participant in Participant.objects.filter(expert__user=user):
        links.revoke(PURPOSE, participant, at=at)
