"""Somebody who is deactivated answers no invitation to a meeting any more."""

from datetime import datetime

from django.db.models import Q

from draaiboek.models import Invitation
from draaiboek.models.invitation import PURPOSE
from mit_waakstand.leaving import leavers
from mit_waakstand.personal_links import workflow as links


@leavers("draaiboek")
def leave(user: int, at: datetime) -> None:
    """Take back the open links of his invitations."""
    for invitation in Invitation.objects.filter(Q(user=user) | Q(expert__user=user)):
        links.revoke(PURPOSE, invitation, at=at)
