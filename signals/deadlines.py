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
from typing import Final, Literal
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
TERM: Final = timedelta(days=14)
ONE_DAY: Final = timedelta(days=1)

# Days that a royal decree puts on a level with a holiday (art. 3 Atw). Later decrees are still
# unknown, which is why every function below takes another collection of them.
EQUATED_BY_ROYAL_DECREE: Final = frozenset(
    {
        date(2026, 1, 2),
        date(2026, 5, 15),
        date(2027, 5, 7),
        date(2028, 4, 28),
        date(2028, 5, 26),
    }
)
EQUATED: Final = "gelijkgesteld bij KB"

_WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SATURDAY: Final = 5
_SUNDAY: Final = 6


class Rule(StrEnum):
    """How the last day is found; stored with every signal."""

    STRICT = "strict"
    ATW = "atw"


# --- The term -------------------------------------------------------------------------------


def local_date(moment: datetime) -> date:
    """Return the calendar date in Amsterdam at this moment.

    Raises ``ValueError`` for a naive datetime: without a time zone its date is a guess.
    """
    if moment.utcoffset() is None:
        message = f"{moment.isoformat()} has no time zone"
        raise ValueError(message)
    return moment.astimezone(AMSTERDAM).date()


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


# --- Working days ---------------------------------------------------------------------------


def holidays(
    year: int, *, equated_days: Collection[date] = EQUATED_BY_ROYAL_DECREE
) -> dict[date, str]:
    """Return the holidays of the Atw with their Dutch names, in the order of the calendar.

    Source: art. 3 Atw, as it reads since 2014. 5 mei counts every year, whatever a labour
    agreement says; Easter Sunday and Whit Sunday are there as Sundays only. When Hemelvaartsdag
    falls on 5 mei, the day carries the former name.
    """
    easter = _easter(year)
    days = dict.fromkeys((day for day in equated_days if day.year == year), EQUATED) | {
        date(year, 1, 1): "Nieuwjaarsdag",
        easter - timedelta(days=2): "Goede Vrijdag",
        easter + timedelta(days=1): "Tweede Paasdag",
        _kings_day(year): "Koningsdag",
        date(year, 5, 5): "5 mei",
        easter + timedelta(days=39): "Hemelvaartsdag",
        easter + timedelta(days=50): "Tweede Pinksterdag",
        date(year, 12, 25): "Eerste Kerstdag",
        date(year, 12, 26): "Tweede Kerstdag",
    }
    return dict(sorted(days.items()))


def why_not_a_working_day(
    day: date, *, equated_days: Collection[date] = EQUATED_BY_ROYAL_DECREE
) -> str | None:
    """Return the Dutch name of the holiday or weekend day, or None for a working day."""
    weekend = _WEEKDAYS[day.weekday()] if day.weekday() in {_SATURDAY, _SUNDAY} else None
    return holidays(day.year, equated_days=equated_days).get(day, weekend)


def days_off_from(
    day: date, *, equated_days: Collection[date] = EQUATED_BY_ROYAL_DECREE
) -> dict[date, str]:
    """Return the unbroken row of days off that starts on ``day``, each with its reason.

    Empty when ``day`` is a working day itself.
    """
    days: dict[date, str] = {}
    while reason := why_not_a_working_day(day, equated_days=equated_days):
        days[day] = reason
        day += ONE_DAY
    return days


def last_working_day_before(
    day: date, *, equated_days: Collection[date] = EQUATED_BY_ROYAL_DECREE
) -> date:
    """Return the nearest working day before ``day``, never ``day`` itself."""
    day -= ONE_DAY
    while why_not_a_working_day(day, equated_days=equated_days):
        day -= ONE_DAY
    return day


def _kings_day(year: int) -> date:
    """Return 27 April, or 26 April in a year in which the 27th is a Sunday."""
    birthday = date(year, 4, 27)
    return birthday - ONE_DAY if birthday.weekday() == _SUNDAY else birthday


def _easter(year: int) -> date:
    """Return Easter Sunday: the Sunday after the full moon of the church's spring.

    The moon comes back on the same dates every 19 years; leap days left out (three in four
    centuries) and the slow drift of the moon (eight days in 25 centuries) move that by whole
    days. Valid for the Gregorian calendar.
    """
    place_in_cycle, century = year % 19, year // 100
    correction = century - century // 4 - (8 * century + 13) // 25
    days_after_21_march = (19 * place_in_cycle + correction + 15) % 30
    # The church's spring moon is never later than 18 April, nor twice on one date in a cycle.
    if days_after_21_march + place_in_cycle // 11 > 28:  # 18 April
        days_after_21_march -= 1
    full_moon = date(year, 3, 21) + timedelta(days=days_after_21_march)
    return full_moon + timedelta(days=7 - full_moon.isoweekday() % 7)


# --- In Dutch words -------------------------------------------------------------------------


def in_dutch(
    day: date, *, weekday: Literal["long", "short"] | None = None, year: bool = True
) -> str:
    """Return the date as Dutch text, such as "di 15 september 2026"; no locale is used."""
    words = [f"{day.day} {_MONTHS[day.month - 1]}"]
    if weekday:
        name = _WEEKDAYS[day.weekday()]
        words.insert(0, name if weekday == "long" else name[:2])
    if year:
        words.append(str(day.year))
    return " ".join(words)


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
    if reason in _WEEKDAYS:
        return f"valt op een {reason}"
    if reason == EQUATED:
        return "is bij koninklijk besluit gelijkgesteld met een feestdag"
    return f"is een feestdag ({reason})"


def in_days(number: int) -> str:
    """Return a number of days as Dutch text, "1 dag" or "5 dagen"."""
    return "1 dag" if number == 1 else f"{number} dagen"


def _short(day: date) -> str:
    return in_dutch(day, weekday="short")
