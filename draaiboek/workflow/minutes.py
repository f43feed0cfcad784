"""Keeping the minutes: written by the secretaris, adopted by the CPO, corrected beside the old."""

from datetime import datetime

from draaiboek.models import Meeting, Minutes
from draaiboek.printing import content_of
from draaiboek.states.meetings import MeetingState
from draaiboek.states.minutes import MinutesState
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.putting import put
from mit_waakstand.seen import fingerprint
from mit_waakstand.workflow import RefusedError, check_rules, require_text, step

FILLED_IN_LATER = ("state", "drafted_at", "drafted_by")


def fingerprint_of(minutes: Minutes) -> str:
    """Return the SHA-256 (hex) of what people write, to see later whether it is still the same.

    What a browser does to line ends makes no difference.
    """
    return fingerprint(text=minutes.text, correction=minutes.correction)


def draft(meeting: Meeting, *, text: str = "", by: User, at: datetime) -> Minutes:
    """Return the first version of the minutes of a meeting that was not called off."""
    minutes = Minutes(meeting=meeting, text=text)
    with step("draft", minutes, by=by, at=at, meeting=meeting.pk):
        if meeting.state == MeetingState.CANCELLED:
            message = "Deze vergadering ging niet door."
            raise RefusedError(message, field="meeting")
        if meeting.minutes.exists():
            message = "Van deze vergadering is al een verslag. Maak daarvan een correctie."
            raise RefusedError(message, field="meeting")
        check_rules(minutes, exclude=FILLED_IN_LATER)
    return minutes


def edit(minutes: Minutes, *, text: str, correction: str = "", by: User, at: datetime) -> Minutes:
    """Change the text of a draft; every earlier text stays in the history."""
    with step("edit", minutes, by=by, at=at) as locked:
        locked.text = text
        if locked.version > 1:
            require_text(correction, "Vul in waarom u het verslag corrigeert.", field="correction")
            locked.correction = correction.strip()
        check_rules(locked)
    return locked


def adopt(
    minutes: Minutes,
    *,
    adopted_in: Meeting | None = None,
    in_writing: str = "",
    by: User,
    at: datetime,
) -> Minutes:
    """Adopt the minutes, in a later meeting or in writing: from here on they never change.

    The PDF is made once; a version that this one corrects stays readable beside it.
    """
    with step("adopt", minutes, by=by, at=at, version=minutes.version) as locked:
        _check_where(locked, adopted_in, in_writing)
        locked.adopted_in, locked.in_writing = adopted_in, in_writing.strip()
        locked.content = content_of(locked.meeting)
        earlier = Minutes.objects.select_for_update().filter(
            meeting=locked.meeting_id, state=MinutesState.ADOPTED
        )
        for old in earlier:
            with step("replace", old, by=by, at=at, version=old.version):
                pass
        put("make_minutes_pdf", about=locked, at=at)
    return locked


def correct(minutes: Minutes, *, reason: str, by: User, at: datetime) -> Minutes:
    """Return a new version to write, that starts from the adopted text, with the reason."""
    with step("correct", minutes, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Vul in waarom u het verslag corrigeert.", field="reason")
        correction = Minutes(
            meeting=locked.meeting,
            version=locked.meeting.minutes.count() + 1,
            text=locked.text,
            correction=reason.strip(),
        )
        with step("draft", correction, by=by, at=at, meeting=locked.meeting_id):
            check_rules(correction, exclude=FILLED_IN_LATER)
    return correction


def _check_where(minutes: Minutes, adopted_in: Meeting | None, in_writing: str) -> None:
    if (adopted_in is None) == (not in_writing.strip()):
        message = "Kies de vergadering die het vaststelde, of vul in hoe het schriftelijk ging."
        raise RefusedError(message, field="adopted_in")
    if adopted_in is None:
        return
    is_later = adopted_in.starts_at > minutes.meeting.starts_at
    if adopted_in.state != MeetingState.HELD or not is_later:
        message = "Kies een latere vergadering die is gehouden."
        raise RefusedError(message, field="adopted_in")
    if adopted_in.is_exercise != minutes.meeting.is_exercise:
        message = "Een oefening en een echte vergadering stellen elkaars verslag niet vast."
        raise RefusedError(message, field="adopted_in")
