"""Inviting people to a meeting (R-004: the CPO invites; the secretaris proposes experts)."""

from collections.abc import Iterable
from datetime import datetime

from draaiboek import notifications
from draaiboek.models import Invitation, Meeting
from draaiboek.models.invitation import PURPOSE
from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.personal_links import workflow as links
from mit_waakstand.workflow import RefusedError, step

NOT_IN_THE_EXERCISE = "{name} doet niet mee aan de oefening."


def propose(meeting: Meeting, *, experts: Iterable[Expert], by: User, at: datetime) -> Meeting:
    """Put experts on the draft list, for the CPO to invite; they are told nothing yet."""
    proposed = list(experts)
    keys = [expert.pk for expert in proposed]
    with step("propose", meeting, by=by, at=at, experts=keys) as locked:
        for expert in proposed:
            _check_takes_part(locked, expert.user, expert.name, field="experts")
            if locked.invitations.filter(expert=expert).exists():
                message = f"{expert.name} staat al bij deze vergadering."
                raise RefusedError(message, field="experts")
            Invitation.objects.create(meeting=locked, expert=expert, proposed_at=at, proposed_by=by)
    return locked


def invite(
    meeting: Meeting,
    *,
    experts: Iterable[Expert] = (),
    users: Iterable[User] = (),
    by: User,
    at: datetime,
) -> Meeting:
    """Invite experts and people with an account; each gets mail, all of them or none.

    Who was proposed, or whose invitation was withdrawn, can be invited too. Raises RefusedError
    for who is invited already, and for who takes no part in the exercise.
    """
    experts, users = list(experts), list(users)
    told = {"experts": [e.pk for e in experts], "users": [u.pk for u in users]}
    with step("invite", meeting, by=by, at=at, **told) as locked:
        if not experts and not users:
            message = "Kies wie u uitnodigt."
            raise RefusedError(message)
        for expert in experts:
            _check_takes_part(locked, expert.user, expert.name, field="experts")
            send(locked, expert=expert, by=by, at=at)
        for user in users:
            _check_takes_part(locked, user, user.full_name, field="users")
            send(locked, user=user, by=by, at=at)
    return locked


def send(
    meeting: Meeting,
    *,
    expert: Expert | None = None,
    user: User | None = None,
    by: User,
    at: datetime,
) -> Invitation:
    """Return the invitation of this person, sent now; runs in the caller's transaction."""
    found = meeting.invitations.filter(expert=expert, user=user).first()
    if found is not None and found.is_standing():
        message = f"{found.name()} is al uitgenodigd."
        raise RefusedError(message)
    return send_first(found or Invitation(meeting=meeting, expert=expert, user=user), by=by, at=at)


def send_first(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Return the invitation, sent now to somebody who is known to have none that stands."""
    invitation.invited_at, invitation.invited_by = at, by
    invitation.withdrawn_at = invitation.withdrawn_by = None
    invitation.save()
    give_link(invitation, at=at)
    notifications.invited(invitation, at=at)
    return invitation


def withdraw_invitation(
    meeting: Meeting, *, invitation: Invitation, by: User, at: datetime
) -> Meeting:
    """Withdraw an invitation: the meeting is out of sight again, the link works no more."""
    with step("withdraw_invitation", meeting, by=by, at=at, invitation=invitation.pk) as locked:
        standing = locked.invitations.standing().filter(pk=invitation.pk).first()
        if standing is None:
            message = "Deze uitnodiging is er niet meer."
            raise RefusedError(message, field="invitation")
        standing.withdrawn_at, standing.withdrawn_by = at, by
        standing.save()
        links.revoke(PURPOSE, standing, at=at)
        notifications.withdrawn(standing, at=at)
    return locked


def give_link(invitation: Invitation, *, at: datetime) -> None:
    """Make the link with which the answer is given; an earlier one works no more.

    It is for this one purpose and opens nothing else. An answer does not use it up: until the
    meeting begins, people change their minds.
    """
    links.make(PURPOSE, invitation, at=at, expires_at=invitation.meeting.starts_at)


def _check_takes_part(meeting: Meeting, user: User | None, name: str, *, field: str) -> None:
    if meeting.situation is None or not meeting.is_exercise:
        return
    if user is None or not meeting.situation.is_within_reach_of(user):
        raise RefusedError(NOT_IN_THE_EXERCISE.format(name=name), field=field)
