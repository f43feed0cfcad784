"""Meetings, minutes and actions in every state that a page can show; run inside the house."""

from datetime import datetime, timedelta

from draaiboek.models import Attendance, Meeting, MeetingKind
from draaiboek.models.invitation import PURPOSE
from draaiboek.workflow import inviting, meetings, outcomes
from draaiboek.workflow import minutes as writing
from mit_waakstand.demo.people import Cast
from mit_waakstand.personal_links.models import PersonalLink
from signals.models import Participant
from signals.models.participant import PURPOSE as OF_A_WEIGHING
from signals.workflow import answering

HOUR = timedelta(hours=1)
TEXT = "## Opening\n\nDe voorzitter opent om tien uur.\n\n- Onderwijs: twee mensen."
IN_WRITING = "Per mail rondgestuurd, geen opmerkingen (verzonnen)."


def furnish(cast: Cast, now: datetime) -> dict[str, int | str]:
    """Return the keys of meetings, of what came out of them, and the links to answer with."""
    planned = _planned(cast, now, now + timedelta(days=30))
    begun = _planned(cast, now - timedelta(days=1), now - HOUR)
    held = _held(cast, now)
    draft = writing.draft(held, text=TEXT, by=cast.secretary, at=now)
    old = writing.draft(_held(cast, now), text=TEXT, by=cast.secretary, at=now)
    adopted = writing.adopt(old, in_writing=IN_WRITING, by=cast.cpo, at=now)
    return {
        "meeting": planned.pk,
        "agenda_item": planned.items.order_by("place")[1].pk,
        "begun_meeting": begun.pk,
        "held_meeting": held.pk,
        "minutes": draft.pk,
        "adopted_minutes": adopted.pk,
        "action": held.actions.get().pk,
        "meeting_link": _secret(planned),
        "weighing_link": _secret_of_a_weighing(now),
    }


def _planned(cast: Cast, at: datetime, starts_at: datetime) -> Meeting:
    meeting = meetings.plan(
        kind=MeetingKind.YEARLY,
        form=Attendance.HYBRID,
        starts_at=starts_at,
        ends_at=starts_at + 2 * HOUR,
        place="Zaal 3, Den Haag (verzonnen)",
        link="https://vergadering.voorbeeld.example/miw",
        by=cast.secretary,
        at=at,
    )
    return inviting.invite(meeting, experts=[cast.expert], by=cast.cpo, at=at)


def _held(cast: Cast, now: datetime) -> Meeting:
    meeting = _planned(cast, now - timedelta(days=2), now - timedelta(days=1))
    there = meeting.invitations.standing()
    meeting = meetings.hold(meeting, attended=there, by=cast.secretary, at=now)
    meeting = outcomes.decide(meeting, text="Het draaiboek klopt nog.", by=cast.secretary, at=now)
    return outcomes.add_action(
        meeting,
        text="Vraag een expert cultuur",
        owner=cast.secretary,
        due_on=now.date() + timedelta(days=7),
        by=cast.secretary,
        at=now,
    )


def _secret(meeting: Meeting) -> str:
    invitation = meeting.invitations.exclude(expert=None).get()
    return PersonalLink.objects.about(invitation, PURPOSE)[0].secret


def _secret_of_a_weighing(now: datetime) -> str:
    open_ones = Participant.objects.invited().filter(weighing__state="open", took_part=False)
    participant = open_ones.order_by("pk")[0]
    answering.give_link(participant, at=now)
    return PersonalLink.objects.about(participant, OF_A_WEIGHING)[0].secret
