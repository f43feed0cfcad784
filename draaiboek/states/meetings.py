"""What may happen to a meeting: planned, held or called off (issue 5 §4).

Who is invited is the CPO's (R-004); the secretaris prepares, records and keeps the minutes.
"""

from django.db import models

from mit_waakstand.workflow import START, Step, Steps, sources


class MeetingState(models.TextChoices):
    """States of a meeting; whether its minutes were adopted, the minutes themselves say."""

    PLANNED = "gepland", "gepland"
    HELD = "gehouden", "gehouden"
    CANCELLED = "afgelast", "afgelast"


MEETING_STEPS = Steps(
    Step(
        verb="plan",
        label="Vergadering plannen",
        sentence="heeft de vergadering gepland",
        sources=sources(START),
        target=MeetingState.PLANNED,
        permission="meeting.write",
        stamp="planned",
        by_hand=False,
    ),
    Step(
        verb="reschedule",
        label="Moment of plaats wijzigen",
        sentence="heeft het moment of de plaats gewijzigd",
        sources=sources(MeetingState.PLANNED),
        permission="meeting.write",
        aside=True,
    ),
    Step(
        verb="hold",
        label="Vastleggen wie er was",
        sentence="heeft vastgelegd dat de vergadering is gehouden",
        sources=sources(MeetingState.PLANNED),
        target=MeetingState.HELD,
        permission="meeting.write",
        stamp="held",
        guards=("has_not_begun",),
    ),
    Step(
        verb="cancel",
        label="Afgelasten",
        sentence="heeft de vergadering afgelast",
        sources=sources(MeetingState.PLANNED),
        target=MeetingState.CANCELLED,
        permission="meeting.write",
        stamp="cancelled",
        aside=True,
    ),
)
