"""Builders of meetings; each takes the real steps."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from building import a_situation, an_expert, person
from draaiboek.models import ActionItem, Attendance, Invitation, Meeting, MeetingKind, Minutes
from draaiboek.models.invitation import PURPOSE
from draaiboek.states.meetings import MeetingState
from draaiboek.states.minutes import MinutesState
from draaiboek.workflow import inviting, meetings, outcomes
from draaiboek.workflow import minutes as writing
from mit_waakstand.accounts.roles import Role
from mit_waakstand.personal_links.models import PersonalLink
from mit_waakstand.situations.models import Situation

HOUR = timedelta(hours=1)
TEXT_OF_MINUTES = "## Opening\n\nDe voorzitter opent de vergadering."


def a_meeting(
    state: MeetingState = MeetingState.PLANNED,
    *,
    kind: str = MeetingKind.YEARLY,
    starts_at: datetime | None = None,
    situation: Situation | None = None,
    is_exercise: bool = False,
    form: str = Attendance.IN_PERSON,
    with_expert: bool = True,
) -> Meeting:
    """Return a meeting in this state, to which CPO, secretaris and the expert were invited.

    One that is over began an hour ago unless told otherwise, and all of them were there.
    """
    now = timezone.now()
    is_over = state == MeetingState.HELD
    starts_at = starts_at or (now - HOUR if is_over else now + timedelta(days=30))
    planned_at = min(now, starts_at - timedelta(days=30))
    if is_exercise:
        situation = situation or a_situation(is_exercise=True)
        kind = MeetingKind.EXERCISE
    for role in (Role.CPO, Role.SECRETARY):
        person(role)
    meeting = meetings.plan(
        kind=kind,
        form=form,
        starts_at=starts_at,
        ends_at=starts_at + 2 * HOUR,
        subject="Overleg" if kind == MeetingKind.OTHER else "",
        place="Zaal 3, Den Haag",
        situation=situation,
        by=person(Role.SECRETARY),
        at=planned_at,
    )
    if with_expert:
        experts = [an_expert()]
        inviting.invite(meeting, experts=experts, by=person(Role.CPO), at=planned_at)
    if state == MeetingState.HELD:
        everybody = meeting.invitations.standing()
        by, at = person(Role.SECRETARY), max(now, starts_at)
        meeting = meetings.hold(meeting, attended=everybody, by=by, at=at)
    if state == MeetingState.CANCELLED:
        meeting = meetings.cancel(meeting, reason="Ziekte.", by=person(Role.SECRETARY), at=now)
    return meeting


def the_expert_of(meeting: Meeting) -> Invitation:
    """Return the invitation of the expert."""
    return meeting.invitations.exclude(expert=None).get()


def link_of(invitation: Invitation) -> PersonalLink:
    """Return the link that stands in the newest mail to this person."""
    return PersonalLink.objects.about(invitation, PURPOSE)[0]


def some_minutes(
    state: MinutesState = MinutesState.DRAFT,
    *,
    meeting: Meeting | None = None,
    is_exercise: bool = False,
) -> Minutes:
    """Return minutes in this state, of a meeting that was held."""
    meeting = meeting or a_meeting(MeetingState.HELD, is_exercise=is_exercise)
    now = timezone.now()
    minutes = writing.draft(meeting, text=TEXT_OF_MINUTES, by=person(Role.SECRETARY), at=now)
    if state == MinutesState.DRAFT:
        return minutes
    how = "Per mail rondgestuurd, geen opmerkingen."
    return writing.adopt(minutes, in_writing=how, by=person(Role.CPO), at=now)


def an_action(
    *, due_on: date | None = None, owner: Role = Role.SECRETARY, is_exercise: bool = False
) -> ActionItem:
    """Return an action that a meeting agreed."""
    meeting = a_meeting(MeetingState.HELD, is_exercise=is_exercise)
    outcomes.add_action(
        meeting,
        text="Werk het draaiboek bij",
        owner=person(owner),
        due_on=due_on or meeting.day() + timedelta(days=7),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
    return meeting.actions.get()


def the_meeting_of_this_year() -> None:
    """Let this year have its meeting with adopted minutes: Nu te doen does not ask for it."""
    some_minutes(MinutesState.ADOPTED)
