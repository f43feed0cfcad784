"""Until when a question is answered by our own norm, and how long its texts are kept.

The norm counts working days. It is the MIT in waakstand's own, no term of law.
"""

from datetime import date

from django.conf import settings

from mit_waakstand.days_off import known_equated_days
from mit_waakstand.working_days import why_not_a_working_day, working_day_after

MONTHS = 12
LAST_SAFE_DAY = 28  # every month has it


def is_working_day(day: date) -> bool:
    """Return whether this is a day on which the office answers."""
    return why_not_a_working_day(day, equated_days=known_equated_days()) is None


def due_on(received_on: date) -> date:
    """Return the last day of the target term; the day of receipt is day 0."""
    equated = known_equated_days()
    return working_day_after(received_on, settings.QUESTION_TERM, equated_days=equated)


def kept_since(today: date) -> date:
    """Return the first day whose closed questions still keep their texts today.

    What was closed before that day is erased.
    """
    months = today.year * MONTHS + today.month - 1 - settings.QUESTIONS_KEPT
    year, month = divmod(months, MONTHS)
    return date(year, month + 1, min(today.day, LAST_SAFE_DAY))
