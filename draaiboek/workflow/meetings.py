"""What people do with a meeting: plan it, move it, hold it, call it off."""

from datetime import datetime

from draaiboek.models import Meeting, MeetingKind
from mit_waakstand.accounts.models import User
from mit_waakstand.situations.models import Situation
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
    """Return a new meeting; one in a situation that is an exercise is an exercise for ever.

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
    with step("plan", meeting, by=by, at=at, kind=kind, starts_at=starts_at.isoformat()):
        _check_situation(situation, kind, by)
        _check_moment(starts_at, at)
        check_rules(meeting, exclude=FILLED_IN_LATER)
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
    return locked


def hold(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Record that the meeting was held."""
    with step("hold", meeting, by=by, at=at) as locked:
        pass
    return locked


def cancel(meeting: Meeting, *, reason: str, by: User, at: datetime) -> Meeting:
    """Call the meeting off, with a reason."""
    with step("cancel", meeting, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Geef een reden.", field="reason")
        locked.reason = reason.strip()
        locked.sequence += 1
    return locked


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
