"""What is adopted in a meeting: one way for every text that the MIT in waakstand keeps in versions.

The versions themselves live on a floor below, and know no meetings.
"""

from django.db import models

from draaiboek.models.meeting import Meeting
from draaiboek.states.meetings import MeetingState
from mit_waakstand.editions.models import Edition


class AdoptedInMeeting(Edition):
    """A version that says in which recorded meeting it was adopted; None for a written round."""

    adopted_in = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vastgesteld in",
    )

    class Meta(Edition.Meta):
        """Only a base."""

        abstract = True

    @classmethod
    def meetings(cls) -> models.QuerySet[Meeting]:
        """Return the meetings that were held, the newest first; exercises apart."""
        found = Meeting.objects.filter(state=MeetingState.HELD, is_exercise=False)
        return found.order_by("-starts_at", "-pk")
