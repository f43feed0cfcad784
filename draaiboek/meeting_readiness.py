"""How the duty to meet at least once a year stands, with its proof (R-029, domain §6)."""

from datetime import date

from django.urls import reverse

from draaiboek import yearly
from draaiboek.models import Meeting
from draaiboek.yearly import Duty, Year
from mit_waakstand.readiness import Finding, Ground, Link, Status, checks

STATUSES = {
    Duty.MET: Status.IN_ORDER,
    Duty.NOT_OWED: Status.IN_ORDER,
    Duty.THERE_IS_TIME: Status.IN_ORDER,
    Duty.DUE: Status.ATTENTION,
}


@checks("vergadering")
def yearly_meeting(today: date) -> Finding:
    """Tell whether the MIW met this calendar year; red when last year passed without a meeting."""
    this = yearly.duty_of(today.year, today)
    before = yearly.duty_of(today.year - 1, today)
    is_missed = before.duty == Duty.MISSED and this.duty not in {Duty.MET, Duty.NOT_OWED}
    status = Status.NOT_IN_ORDER if is_missed else STATUSES[this.duty]
    is_open = this.lacking is None and this.duty not in {Duty.MET, Duty.NOT_OWED}
    planned = yearly.planned_in(today.year, today) if is_open else None
    return Finding(
        title="Jaarlijkse vergadering",
        ground=Ground.AGREED,
        status=status,
        reason=_reason(this, planned, is_missed=is_missed),
        source="R-029",
        evidence=tuple(_shown(meeting) for meeting in (*this.proof, *before.proof)),
        act=None if status == Status.IN_ORDER else _act(this, planned),
    )


def _reason(this: Year, planned: Meeting | None, *, is_missed: bool) -> str:
    if is_missed:
        return f"In {this.year - 1} is geen vergadering gehouden die telt. Houd er nu een."
    if this.duty == Duty.MET:
        return f"In {this.year} is vergaderd."
    if this.duty == Duty.NOT_OWED:
        return "De waakstand is opgeschort: een vergadering is nu niet nodig."
    if this.lacking is not None:
        return f"De laatste vergadering telt nog niet: {this.lacking.lacks}."
    return (
        f"De vergadering van {this.year} is gepland en nog niet gehouden."
        if planned
        else f"In {this.year} is nog niet vergaderd. Het kan tot en met 31 december."
    )


def _act(this: Year, planned: Meeting | None) -> Link:
    if this.lacking is not None:
        return Link(label="Vul aan wat ontbreekt", url=this.lacking.meeting.get_absolute_url())
    if planned is not None:
        return Link(label="Houd de geplande vergadering", url=planned.get_absolute_url())
    return Link(label="Plan de vergadering", url=reverse("draaiboek:meeting-plan"))


def _shown(meeting: Meeting) -> Link:
    return Link(label=meeting.name_in_a_sentence(), url=meeting.get_absolute_url())
