"""What people do with the lessons of a run: record them, and decide what becomes of them."""

from datetime import date, datetime

from django.utils.timezone import localdate

from draaiboek.models import Lesson, PlaybookEdition, PlaybookRun
from mit_waakstand.accounts.models import User
from mit_waakstand.workflow import RefusedError, check_rules, require_text, step


def draw_lesson(  # noqa: PLR0913  (each is a field of the record)
    run: PlaybookRun,
    *,
    text: str,
    owner: User,
    due_on: date,
    proposal: str = "",
    by: User,
    at: datetime,
) -> PlaybookRun:
    """Record a lesson with who sees to it and until when; it waits for the next draft."""
    with step("draw_lesson", run, by=by, at=at) as locked:
        _check_owner(owner)
        _check_day(due_on, at)
        lesson = Lesson(
            run=locked,
            text=text.strip(),
            proposal=proposal.strip(),
            owner=owner,
            due_on=due_on,
            drawn_at=at,
            drawn_by=by,
        )
        check_rules(lesson)
        lesson.save()
    return locked


def accept(lesson: Lesson, *, outcome: str, by: User, at: datetime) -> Lesson:
    """Take a lesson over in the draft of the draaiboek; ``outcome`` says what was changed there."""
    with step("accept", lesson, by=by, at=at, became=outcome) as locked:
        require_text(outcome, "Schrijf op wat u in het concept wijzigde.", field="outcome")
        locked.edition, locked.outcome = PlaybookEdition.objects.draft(), outcome.strip()
    return locked


def reopen(lesson: Lesson, *, by: User, at: datetime) -> Lesson:
    """Let a lesson wait for the next draft again: the one that took it over was withdrawn."""
    with step("reopen", lesson, by=by, at=at) as locked:
        locked.edition = locked.decided_at = locked.decided_by = None
        locked.outcome = ""
    return locked


def decline(lesson: Lesson, *, outcome: str, by: User, at: datetime) -> Lesson:
    """Decide, with a reason, that the draaiboek stays as it is."""
    with step("decline", lesson, by=by, at=at, became=outcome) as locked:
        require_text(outcome, "Geef een reden.", field="outcome")
        locked.outcome = outcome.strip()
    return locked


def hand_on(lesson: Lesson, *, owner: User, due_on: date, by: User, at: datetime) -> Lesson:
    """Give a lesson another owner or date; the history keeps the old ones."""
    with step("hand_on", lesson, by=by, at=at, lesson_due=due_on.isoformat()) as locked:
        _check_owner(owner)
        _check_day(due_on, at)
        locked.owner, locked.due_on = owner, due_on
    return locked


def _check_owner(owner: User) -> None:
    if not owner.may("draaiboek.see"):
        message = "De eigenaar is de CPO of de secretaris."
        raise RefusedError(message, field="owner")


def _check_day(due_on: date, at: datetime) -> None:
    if due_on < localdate(at):
        message = "Deze dag is al voorbij. Kies een dag die nog komt."
        raise RefusedError(message, field="due_on")
