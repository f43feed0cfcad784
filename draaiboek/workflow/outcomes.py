"""What a meeting decided and agreed to do; and doing it."""

from datetime import date, datetime

from draaiboek.models import ActionItem, AgendaItem, Meeting, MeetingDecision
from mit_waakstand.accounts.models import User
from mit_waakstand.trail.recording import recorded
from mit_waakstand.workflow import (
    NotAllowedError,
    RefusedError,
    check_rules,
    require_text,
    step,
)

NOT_HIS = "Alleen wie de actie heeft, de CPO en de secretaris kunnen dit."


def decide(
    meeting: Meeting, *, text: str, item: AgendaItem | None = None, by: User, at: datetime
) -> Meeting:
    """Record what the meeting decided, at an item of its agenda or apart."""
    with step("decide", meeting, by=by, at=at) as locked:
        require_text(text, "Vul in wat is besloten.", field="text")
        if item is not None and item.meeting_id != locked.pk:
            message = "Dit agendapunt hoort bij een andere vergadering."
            raise RefusedError(message, field="item")
        decision = MeetingDecision(
            meeting=locked, item=item, text=text.strip(), recorded_at=at, recorded_by=by
        )
        check_rules(decision)
        decision.save()
    return locked


def add_action(  # noqa: PLR0913  (each is a field of the record)
    meeting: Meeting, *, text: str, owner: User, due_on: date, by: User, at: datetime
) -> Meeting:
    """Record that somebody does something by a day; he has an account and knows the meeting."""
    with recorded(), step("add_action", meeting, by=by, at=at, owner=owner.pk) as locked:
        require_text(text, "Vul in wat er moet gebeuren.", field="text")
        if not locked.is_visible_to(owner):
            message = "Deze persoon kan de vergadering niet zien. Nodig hem eerst uit."
            raise RefusedError(message, field="owner")
        if due_on < locked.day():
            message = "Kies een dag na de vergadering."
            raise RefusedError(message, field="due_on")
        action = ActionItem(meeting=locked, text=text.strip(), owner=owner, due_on=due_on)
        with step("agree", action, by=by, at=at, owner=owner.pk, due_on=str(due_on)):
            check_rules(action, exclude=("state", "agreed_at", "agreed_by"))
    return locked


def finish(action: ActionItem, *, by: User, at: datetime) -> ActionItem:
    """Tick the action off: by its owner, CPO or secretaris."""
    with step("finish", action, by=by, at=at) as locked:
        if not any(row.verb == "finish" for row in locked.steps_of(by)):
            raise NotAllowedError(NOT_HIS)
    return locked


def drop(action: ActionItem, *, reason: str, by: User, at: datetime) -> ActionItem:
    """Let the action lapse, with a reason."""
    with step("drop", action, by=by, at=at, reason=reason) as locked:
        require_text(reason, "Geef een reden.", field="reason")
        locked.reason = reason.strip()
    return locked
