"""What people do with a meeting: plan it, move it, hold it, call it off."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from draaiboek import notifications
from draaiboek.models import Invitation, Meeting, MeetingKind
from draaiboek.models.invitation import PURPOSE
from draaiboek.workflow.agenda import set_standard_agenda
from draaiboek.workflow.inviting import give_links, send
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.personal_links import workflow as links
from mit_waakstand.situations.models import Situation
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import ConflictError, RefusedError, check_rules, require_text, step

FILLED_IN_LATER = ("state", "planned_at", "planned_by")


def plan(  # noqa: PLR0913  (each is a field of the record)
    *,
    kind: str,
    form: str,
    starts_at: datetime,
    ends_at: datetime,
    subject: str = "",
    place: str = "",
    link: str = "",
    situation: Situation | None = None,
    by: User,
    at: datetime,
) -> Meeting:
    """Return a new meeting with the standard agenda of its kind; CPO and secretaris are invited.

    One in a situation that is an exercise is an exercise for ever. Experts are invited by the CPO.
    Raises NotAllowedError, or RefusedError at a field.
    """
    meeting = Meeting(
        kind=kind,
        form=form,
        starts_at=starts_at,
        ends_at=ends_at,
        subject=subject.strip(),
        place=place.strip(),
        link=link,
        situation=situation,
        is_exercise=situation is not None and situation.is_exercise,
    )
    with recorded():
        with step("plan", meeting, by=by, at=at, kind=kind, starts_at=starts_at.isoformat()):
            _check_situation(situation, kind, by)
            _check_moment(starts_at, at)
            check_rules(meeting, exclude=FILLED_IN_LATER)
        set_standard_agenda(meeting)
        invited = [Invitation(meeting=meeting, user=user) for user in _secretariat(situation)]
        send(invited, by=by, at=at)
    return meeting


def reschedule(  # noqa: PLR0913  (each is a field of the record)
    meeting: Meeting,
    *,
    form: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    link: str = "",
    seen: int | None = None,
    by: User,
    at: datetime,
) -> Meeting:
    """Change when, where or how people meet, while it is planned.

    ``seen`` is the sequence number that was read. Raises ConflictError when somebody else changed
    it meanwhile.
    """
    with step("reschedule", meeting, by=by, at=at, starts_at=starts_at.isoformat()) as locked:
        if seen is not None and seen != locked.sequence:
            message = "Iemand anders wijzigde deze vergadering intussen. Bekijk wat er nu staat."
            raise ConflictError(message)
        changed = (form, starts_at, ends_at, place.strip(), link)
        if changed == (locked.form, locked.starts_at, locked.ends_at, locked.place, locked.link):
            message = "Er is niets gewijzigd."
            raise RefusedError(message)
        _check_moment(starts_at, at)
        locked.form, locked.starts_at, locked.ends_at = form, starts_at, ends_at
        locked.place, locked.link = place.strip(), link
        locked.sequence += 1
        check_rules(locked)
        give_links([*locked.invitations.standing()], at=at)
        notifications.rescheduled(locked, at=at)
    return locked


def hold(
    meeting: Meeting, *, attended: Iterable[Invitation] = (), by: User, at: datetime
) -> Meeting:
    """Record that the meeting was held, and who was there.

    Who was CPO, or acted for him, when it began, is recorded as such (domain §6).
    """
    with step("hold", meeting, by=by, at=at) as locked:
        _record_attendance(locked, attended)
    return locked


def correct_attendance(
    meeting: Meeting, *, attended: Iterable[Invitation] = (), by: User, at: datetime
) -> Meeting:
    """Put right who was there, as long as no minutes were adopted."""
    with step("correct_attendance", meeting, by=by, at=at) as locked:
        _record_attendance(locked, attended)
    return locked


def cancel(meeting: Meeting, *, reason: str, by: User, at: datetime) -> Meeting:
    """Call the meeting off, with a reason; who was invited gets mail, no link works any more."""
    with step("cancel", meeting, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Geef een reden.", field="reason")
        locked.reason = reason.strip()
        locked.sequence += 1
        links.revoke(PURPOSE, *locked.invitations.standing(), at=at)
        notifications.cancelled(locked, at=at)
    return locked


def _secretariat(situation: Situation | None) -> Iterable[User]:
    roles = (Role.CPO, Role.SECRETARY)
    return situation.people(*roles) if situation else User.objects.with_role(*roles)


def _record_attendance(meeting: Meeting, attended: Iterable[Invitation]) -> None:
    present = {invitation.pk for invitation in attended}
    for invitation in meeting.invitations.standing().in_order():
        account = invitation.account()
        invitation.attended = invitation.pk in present
        invitation.attended_as_cpo = (
            invitation.attended and account is not None and was_cpo(account, at=meeting.starts_at)
        )
        invitation.save()


def was_cpo(user: User, *, at: datetime) -> bool:
    """Return whether this person was CPO, or acted for the CPO, at this moment."""
    then = user.history.filter(history_date__lte=at).order_by("-history_date", "-pk").first()
    person = then or user
    acts = person.acting_since is not None and person.acting_since <= at
    is_over = person.acting_until is not None and person.acting_until < localdate(at)
    return person.role == Role.CPO or (acts and not is_over)


def _check_situation(situation: Situation | None, kind: str, by: User) -> None:
    if situation is not None and not situation.is_within_reach_of(by):
        message = "Deze situatie is een oefening waaraan u niet meedoet."
        raise RefusedError(message, field="situation")
    if kind == MeetingKind.EXERCISE and (situation is None or not situation.is_exercise):
        message = "Kies de oefening waarbij deze vergadering hoort."
        raise RefusedError(message, field="situation")
    if kind == MeetingKind.YEARLY and situation is not None:
        message = "De jaarvergadering hoort niet bij een situatie."
        raise RefusedError(message, field="situation")


def _check_moment(starts_at: datetime, at: datetime) -> None:
    if starts_at < at:
        message = "Dit moment is al voorbij. Kies een later moment."
        raise RefusedError(message, field="starts_at")
