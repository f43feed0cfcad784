"""The duty to meet at least once a year (R-029): which meetings count, and what is still missing.

Decided (domain §6): a calendar year, 2026 from 1 September; held on location or online, not as an
exercise, with the (acting) CPO and at least one expert there, and with minutes. A written round is
no meeting, so it never counts. It is not owed on a day on which the waakstand is suspended.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from django.db.models import Exists, OuterRef
from django.utils.timezone import get_current_timezone

from draaiboek.models import Invitation, Meeting, Minutes
from draaiboek.models.meeting import MeetingQuerySet
from draaiboek.resting import is_resting
from draaiboek.states.meetings import MeetingState

FIRST = date(2026, 9, 1)  # the MIT in waakstand started on this day
WARN_FROM = (10, 1)  # of each year
NEEDS = {  # what a meeting that counts has, and what is said when it has not
    "had_cpo": "de (waarnemend) CPO was er niet",
    "had_expert": "er was geen expert",
    "has_minutes": "er is geen verslag",
}


class Duty(Enum):
    """How the duty of a year stands."""

    MET = "gehouden"
    NOT_OWED = "niet verschuldigd"
    THERE_IS_TIME = "er is nog tijd"
    DUE = "nog te houden"
    MISSED = "niet gehouden"


@dataclass(frozen=True)
class Held:
    """A meeting that was held; ``lacks`` says in Dutch why it does not count, or is ""."""

    meeting: Meeting
    lacks: str


@dataclass(frozen=True, kw_only=True)
class Year:
    """The duty of one calendar year, with its proof: the meetings that count.

    ``lacking`` is the latest that was held and does not count yet.
    """

    year: int
    duty: Duty
    proof: tuple[Meeting, ...]
    lacking: Held | None


def held_in(year: int) -> MeetingQuerySet:
    """Return the real meetings of a calendar year (Amsterdam) that were held."""
    begins, ends = max(date(year, 1, 1), FIRST), date(year + 1, 1, 1)
    found = Meeting.objects.filter(state=MeetingState.HELD, is_exercise=False)
    return found.filter(starts_at__gte=_midnight(begins), starts_at__lt=_midnight(ends))


def counting_in(year: int) -> tuple[Meeting, ...]:
    """Return those that count, in the order in which they were held."""
    return tuple(held.meeting for held in _weighed(year) if not held.lacks)


def _weighed(year: int) -> list[Held]:
    """Return those that were held with what each of them lacks, in the order of the year."""
    there = Invitation.objects.filter(meeting=OuterRef("pk"), attended=True)
    found = held_in(year).annotate(
        had_cpo=Exists(there.filter(attended_as_cpo=True)),
        had_expert=Exists(there.filter(expert__isnull=False, attended_as_cpo=False)),
        has_minutes=Exists(Minutes.objects.filter(meeting=OuterRef("pk")).exclude(text="")),
    )
    return [Held(meeting, _lacks(meeting)) for meeting in found.order_by("starts_at", "pk")]


def _lacks(meeting: Meeting) -> str:
    return ", ".join(words for name, words in NEEDS.items() if not getattr(meeting, name))


def duty_of(year: int, today: date) -> Year:
    """Return how the duty of this year stands on this day.

    A year that ends in a suspension owes no meeting; one that resumed in time does.
    """
    held = _weighed(year)
    proof = tuple(one.meeting for one in held if not one.lacks)
    lacking = next((one for one in reversed(held) if one.lacks), None)
    last = date(year, 12, 31)
    if proof:
        duty = Duty.MET
    elif last < FIRST or is_resting(min(today, last)):
        duty = Duty.NOT_OWED
    elif today > last:
        duty = Duty.MISSED
    else:
        duty = Duty.DUE if today >= date(year, *WARN_FROM) else Duty.THERE_IS_TIME
    return Year(year=year, duty=duty, proof=proof, lacking=lacking)


def planned_in(year: int, today: date) -> Meeting | None:
    """Return the first real meeting that is planned for the rest of this year."""
    ends = _midnight(date(year + 1, 1, 1))
    found = Meeting.objects.coming().filter(is_exercise=False, starts_at__lt=ends)
    return found.filter(starts_at__gte=_midnight(today)).first()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_current_timezone())
