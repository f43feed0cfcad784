"""What pages show of the two-week term of a signal."""

from datetime import date, datetime

from django.utils.timezone import localdate

from signals import deadlines
from signals.models import Signal
from signals.models.calendar import equated_days


def term_of(shown: Signal) -> dict[str, object]:
    """Return what the component of the term shows; nothing before issue."""
    if shown.issued_at is None or shown.response_due_on is None:
        return {}
    rule = deadlines.Rule(shown.deadline_rule)
    lines = _explanation(shown.issued_at, rule, shown.response_due_on)
    return place_in_term(shown) | {"explanation": lines}


def place_in_term(shown: Signal) -> dict[str, object]:
    """Return where the term stands, without how it was found: asks nothing of the database."""
    if shown.response_due_on is None:
        return {}
    return {
        "overdue": shown.is_overdue(localdate()),
        "days_left": deadlines.days_left(shown.response_due_on, localdate()),
        "days_used": shown.days_used(),
        "in_time": shown.was_answered_in_time(),
        "term_in_words": deadlines.term_in_words(shown.response_due_on, localdate()),
    }


def _explanation(issued_at: datetime, rule: deadlines.Rule, stored: date) -> list[str]:
    """Return how the last day was found; a holiday that became known later moved nothing."""
    days = equated_days()
    lines = deadlines.explain(issued_at, rule, equated_days=days)
    found = deadlines.response_due_on(deadlines.local_date(issued_at), rule=rule, equated_days=days)
    if found != stored:
        day = deadlines.in_dutch(stored, weekday="short")
        lines.append(f"wat bij het uitbrengen is vastgelegd blijft gelden: {day}, 24:00")
    return lines
