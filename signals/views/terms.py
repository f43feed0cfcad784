"""What pages show of the two-week term of a signal."""

from django.utils.timezone import localdate

from signals import deadlines
from signals.models import Signal


def term_of(shown: Signal) -> dict[str, object]:
    """Return what the component of the term shows; nothing before issue."""
    if shown.issued_at is None or shown.response_due_on is None:
        return {}
    return {
        "overdue": shown.is_overdue(localdate()),
        "days_left": deadlines.days_left(shown.response_due_on, localdate()),
        "days_used": shown.days_used(),
        "in_time": shown.was_answered_in_time(),
        "term_in_words": deadlines.term_in_words(shown.response_due_on, localdate()),
        "explanation": "; ".join(
            deadlines.explain(shown.issued_at, deadlines.Rule(shown.deadline_rule))
        ),
    }
