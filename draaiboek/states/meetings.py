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


NOT_OVER = (MeetingState.PLANNED, MeetingState.HELD)

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
        verb="reply",
        label="Uitnodiging beantwoorden",
        sentence="heeft de uitnodiging beantwoord",
        sources=sources(MeetingState.PLANNED),
        permission="meeting.reply",
        guards=("has_begun",),
    ),
    Step(
        verb="declare_interests",
        label="Belangen melden",
        sentence="heeft zijn belangen gemeld",
        sources=sources(*NOT_OVER),
        permission="meeting.reply",
        guards=("has_adopted_minutes",),
    ),
    Step(
        verb="edit_agenda",
        label="Agenda bewerken",
        sentence="heeft de agenda bewerkt",
        sources=sources(MeetingState.PLANNED),
        permission="meeting.write",
    ),
    Step(
        verb="invite",
        label="Mensen uitnodigen",
        sentence="heeft mensen uitgenodigd",
        sources=sources(MeetingState.PLANNED),
        permission="meeting.invite",
        guards=("has_begun",),
    ),
    Step(
        verb="propose",
        label="Experts voorstellen",
        sentence="heeft experts voorgesteld",
        sources=sources(MeetingState.PLANNED),
        permission="meeting.propose",
        guards=("has_begun",),
    ),
    Step(
        verb="withdraw_invitation",
        label="Uitnodiging intrekken",
        sentence="heeft een uitnodiging ingetrokken",
        sources=sources(MeetingState.PLANNED),
        permission="meeting.invite",
        guards=("has_begun",),
        aside=True,
    ),
    Step(
        verb="record_reply",
        label="Antwoord of belangen van een ander vastleggen",
        sentence="heeft vastgelegd wat een genodigde antwoordde",
        sources=sources(*NOT_OVER),
        permission="meeting.write",
        guards=("has_adopted_minutes",),
        aside=True,
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
        verb="correct_attendance",
        label="Aanwezigen verbeteren",
        sentence="heeft verbeterd wie er was",
        sources=sources(MeetingState.HELD),
        permission="meeting.write",
        guards=("has_adopted_minutes",),
        aside=True,
    ),
    Step(
        verb="decide",
        label="Besluit vastleggen",
        sentence="heeft een besluit van de vergadering vastgelegd",
        sources=sources(MeetingState.HELD),
        permission="meeting.write",
        guards=("has_adopted_minutes",),
    ),
    Step(
        verb="add_action",
        label="Actie vastleggen",
        sentence="heeft een actie vastgelegd",
        sources=sources(MeetingState.HELD),
        permission="meeting.write",
        guards=("has_adopted_minutes",),
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
