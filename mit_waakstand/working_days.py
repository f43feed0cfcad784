"""Working days, holidays of the Atw, and dates in Dutch words.

A calendar and nothing else: it reads no clock and knows no framework. Days that a royal decree
equates with a holiday are an argument, because later decrees are still unknown
(``mit_waakstand.days_off`` knows those that were recorded).
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
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

WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
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


def local_date(moment: datetime) -> date:
    """Return the calendar date in Amsterdam at this moment.

    Raises ``ValueError`` for a naive datetime: without a time zone its date is a guess.
    """
    if moment.utcoffset() is None:
        message = f"{moment.isoformat()} has no time zone"
        raise ValueError(message)
    return moment.astimezone(AMSTERDAM).date()


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
    weekend = WEEKDAYS[day.weekday()] if day.weekday() in {_SATURDAY, _SUNDAY} else None
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


def working_day_after(
    day: date, number: int, *, equated_days: Collection[date] = EQUATED_BY_ROYAL_DECREE
) -> date:
    """Return the ``number``-th working day after ``day``; ``day`` itself is day 0."""
    for _ in range(number):
        day += ONE_DAY
        while why_not_a_working_day(day, equated_days=equated_days):
            day += ONE_DAY
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


def in_dutch(
    day: date, *, weekday: Literal["long", "short"] | None = None, year: bool = True
) -> str:
    """Return the date as Dutch text, such as "di 15 september 2026"; no locale is used."""
    words = [f"{day.day} {_MONTHS[day.month - 1]}"]
    if weekday:
        name = WEEKDAYS[day.weekday()]
        words.insert(0, name if weekday == "long" else name[:2])
    if year:
        words.append(str(day.year))
    return " ".join(words)
