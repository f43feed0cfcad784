"""The two-week term in which the SG responds to a signal (R-054).

The source says "zo snel mogelijk, maar uiterlijk binnen 2 weken". Where it is silent we decided
(see ``docs/spelregels.md``, to be checked against the bestuurlijke afspraken):

* the day of issue in Amsterdam is day 0, at whatever hour; the last day is day 14, until 24:00;
* late starts at 00:00 Amsterdam time on the day after the last day;
* the term is 14 days and no more (``strict``): the Algemene termijnenwet (Atw) extends terms that
  stand in a law, and this one stands in an agreement. ``atw`` is there for whoever reads it
  otherwise;
* nothing stops or suspends the term.

This module compares dates, never seconds, so a day of 23 or 25 hours is a day. It reads no clock
and knows no framework.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from mit_waakstand.working_days import (
    AMSTERDAM,
    EQUATED,
    EQUATED_BY_ROYAL_DECREE,
    ONE_DAY,
    WEEKDAYS,
    days_off_from,
    holidays,
    in_dutch,
    last_working_day_before,
    local_date,
    why_not_a_working_day,
)

# What stands on the ground floor and is asked here too, where the term is.
__all__ = [
    "AMSTERDAM",
    "EQUATED_BY_ROYAL_DECREE",
    "ONE_DAY",
    "TERM",
    "Rule",
    "days_left",
    "days_off_from",
    "explain",
    "holidays",
    "in_days",
    "in_dutch",
    "is_overdue",
    "last_working_day_before",
    "local_date",
    "overdue_from",
    "response_due_on",
    "term_in_words",
    "why_not_a_working_day",
]

TERM: Final = timedelta(days=14)


class Rule(StrEnum):
    """How the last day is found; stored with every signal."""

    STRICT = "strict"
    ATW = "atw"


# --- The term -------------------------------------------------------------------------------


def response_due_on(
    issued: date, *, rule: Rule, equated_days: Collection[date] = EQUATED_BY_ROYAL_DECREE
) -> date:
    """Return the last day on which a response is in time, until 24:00 in Amsterdam.

    ``issued`` is day 0. Strict: day 14, so the same weekday (R-054; day 0 is our own choice). Atw:
    when day 14 is a Saturday, Sunday or holiday, the first day after it that is none (art. 1 Atw).
    Raises ``TypeError`` for a datetime: take its ``local_date`` first.
    """
    if isinstance(issued, datetime):
        message = "the term counts from a date; take local_date(moment) first"
        raise TypeError(message)
    due = issued + TERM
    if rule is Rule.ATW:
        due += len(days_off_from(due, equated_days=equated_days)) * ONE_DAY
    return due


def overdue_from(due: date) -> datetime:
    """Return the first moment that is too late: 00:00 in Amsterdam on the day after ``due``."""
    return datetime.combine(due + ONE_DAY, time.min, AMSTERDAM)


def is_overdue(due: date, today: date) -> bool:
    """Tell whether the last day has gone by; ``today`` is a date in Amsterdam."""
    return today > due


def days_left(due: date, today: date) -> int:
    """Return the days until the last day: 0 on the day itself, negative when late."""
    return (due - today).days


# --- In Dutch words -------------------------------------------------------------------------


def term_in_words(due: date, today: date) -> str:
    """Return where the term stands, such as "nog 5 dagen (uiterlijk dinsdag …)".

    The last day is named as a limit and never as the goal: the norm is "zo snel mogelijk" (R-054).
    """
    left = days_left(due, today)
    last_day = in_dutch(due, weekday="long")
    if left > 0:
        return f"nog {in_days(left)} (uiterlijk {last_day})"
    if left == 0:
        return f"vandaag is de laatste dag ({last_day})"
    return f"{in_days(-left)} buiten de termijn"


def explain(
    issued_at: datetime, rule: Rule, *, equated_days: Collection[date] = EQUATED_BY_ROYAL_DECREE
) -> list[str]:
    """Return in Dutch, line by line, how the last day was found, for whoever works with it.

    Where the rules come from stands in ``docs/spelregels.md`` (R-054; the rest is our own choice).
    Raises ``ValueError`` for a naive ``issued_at``.
    """
    issued = local_date(issued_at)
    day_14 = issued + TERM
    days_off = days_off_from(day_14, equated_days=equated_days)
    due = response_due_on(issued, rule=rule, equated_days=equated_days)
    consequence = _extension if rule is Rule.ATW else _call_for_duty
    return [
        f"uitgebracht {_short(issued)} + 14 dagen = {_short(day_14)}, 24:00",
        _HOW_WE_COUNT,
        _RULE_IN_WORDS[rule],
        *consequence(day_14, days_off),
        f"buiten de termijn vanaf {_short(due + ONE_DAY)}, 00:00",
    ]


_HOW_WE_COUNT: Final = (
    "de dag van uitbrengen is dag 0 en dag 14 telt helemaal mee, in Nederlandse tijd"
)
_RULE_IN_WORDS: Final = {
    Rule.STRICT: "de termijn is altijd 14 dagen, ook als de laatste dag in een weekend of op een "
    "feestdag valt",
    Rule.ATW: "valt de laatste dag in een weekend of op een feestdag, dan schuift hij op",
}


def _call_for_duty(day_14: date, days_off: dict[date, str]) -> list[str]:
    """Return the remark that somebody must be on duty, when day 14 is a day off."""
    if day_14 not in days_off:
        return []
    return [f"{_short(day_14)} {_falls_on(days_off[day_14])}: er moet iemand dienst hebben"]


def _extension(day_14: date, days_off: dict[date, str]) -> list[str]:
    """Return the extension under the Atw, day by day, with its sum at the end."""
    if not days_off:
        return [f"geen verlenging: {_short(day_14)} is een werkdag"]
    last_day = _short(day_14 + len(days_off) * ONE_DAY)
    reasons = " + ".join(days_off.values())
    return [
        *(f"{_short(day)} {_falls_on(reason)}: één dag later" for day, reason in days_off.items()),
        f"verlengd ({reasons}) tot en met {last_day}, 24:00",
    ]


def _falls_on(reason: str) -> str:
    """Return the reason of a day off as the rest of a sentence."""
    if reason in WEEKDAYS:
        return f"valt op een {reason}"
    if reason == EQUATED:
        return "is bij koninklijk besluit gelijkgesteld met een feestdag"
    return f"is een feestdag ({reason})"


def in_days(number: int) -> str:
    """Return a number of days as Dutch text, "1 dag" or "5 dagen"."""
    return "1 dag" if number == 1 else f"{number} dagen"


def _short(day: date) -> str:
    return in_dutch(day, weekday="short")
