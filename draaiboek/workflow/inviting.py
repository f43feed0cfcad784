"""Inviting people to a meeting (R-004: the CPO invites; the secretaris proposes experts)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from simple_history.utils import bulk_create_with_history

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
        for user in users:
            _check_takes_part(locked, user, user.full_name, field="users")
        send(_invitations(locked, experts, users), by=by, at=at)
    return locked


def _invitations(
    meeting: Meeting, experts: Iterable[Expert], users: Iterable[User]
) -> list[Invitation]:
    """Return one for each of them: the one that is there, when none stands, or else a new one."""
    there = meeting.invitations.in_order()
    of_experts = {found.expert_id: found for found in there if found.expert_id}
    of_users = {found.user_id: found for found in there if found.user_id}
    invitations = [
        *(of_experts.get(e.pk) or Invitation(meeting=meeting, expert=e) for e in experts),
        *(of_users.get(u.pk) or Invitation(meeting=meeting, user=u) for u in users),
    ]
    for invitation in invitations:
        if invitation.is_standing():
            message = f"{invitation.name()} is al uitgenodigd."
            raise RefusedError(message)
    return invitations


def send(invitations: Sequence[Invitation], *, by: User, at: datetime) -> None:
    """Send invitations to one meeting, of which none stands; runs in the caller's transaction."""
    for invitation in invitations:
        invitation.invited_at, invitation.invited_by = at, by
        invitation.withdrawn_at = invitation.withdrawn_by = None
        if invitation.pk is not None:
            invitation.save()
    bulk_create_with_history([one for one in invitations if one.pk is None], Invitation)
    give_links(invitations, at=at)
    notifications.invited(invitations, at=at)


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


def give_links(invitations: Sequence[Invitation], *, at: datetime) -> None:
    """Make the links with which answers are given; earlier ones work no more.

    Such a link is for this one purpose and opens nothing else. An answer does not use it up: until
    the meeting begins, people change their minds.
    """
    if invitations:
        begins = invitations[0].meeting.starts_at
        links.make_each(PURPOSE, invitations, at=at, expires_at=begins)


def _check_takes_part(meeting: Meeting, user: User | None, name: str, *, field: str) -> None:
    if meeting.situation is None or not meeting.is_exercise:
        return
    if user is None or not meeting.situation.is_within_reach_of(user):
        raise RefusedError(NOT_IN_THE_EXERCISE.format(name=name), field=field)
