"""What meetings tell in the yearly account: how many, when, in which form; no names, no content."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localtime

from draaiboek import yearly
from draaiboek.models import ActionItem, Meeting
from draaiboek.models.meeting import MeetingQuerySet
from draaiboek.states.actions import ActionState
from draaiboek.yearly import Duty
from mit_waakstand.accountability import Chapter, Line, chapters

PLACE = 45


@chapters("draaiboek.meetings")
def meetings_in(year: int, today: date) -> Chapter:
    """Return the real meetings that were held in this year, and whether the duty was met."""
    held = yearly.held_in(year).order_by("starts_at", "pk")
    actions = ActionItem.objects.filter(meeting__in=held)
    done = actions.filter(state=ActionState.DONE).count()
    return Chapter(
        title="Vergaderingen",
        place=PLACE,
        lines=(
            Line(label="Gehouden vergaderingen", value=str(held.count()), details=tuple(_of(held))),
            Line(label="Minstens één keer per jaar (R-029)", value=_duty(year, today)),
            Line(
                label="Acties uit vergaderingen",
                value=str(actions.count()),
                details=(f"{done} gedaan",),
            ),
        ),
        explanation="Oefeningen staan hier niet bij; een schriftelijke ronde is geen vergadering.",
    )


def _of(held: MeetingQuerySet) -> Iterator[str]:
    for meeting in held:
        there = meeting.invitations.filter(attended=True).count()
        yield f"{_day(meeting)}, {meeting.get_form_display()}, {there} aanwezig"


def _day(meeting: Meeting) -> str:
    return f"{meeting.get_kind_display()} op {date_format(localtime(meeting.starts_at), 'j F Y')}"


def _duty(year: int, today: date) -> str:
    duty = yearly.duty_of(year, today).duty
    return {
        Duty.MET: "ja",
        Duty.NOT_OWED: "niet nodig: de waakstand was opgeschort",
        Duty.MISSED: "nee",
    }.get(duty, "nog niet")
