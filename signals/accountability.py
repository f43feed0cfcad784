"""What the yearly account says of signals, weighings and suspensions: real ones only (R-074)."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from mit_waakstand.accountability import Chapter, Line, chapters
from signals import deadlines
from signals.deadlines import in_dutch
from signals.models import Outcome, Signal, Suspension, Trigger, Weighing
from signals.states import Route, SuspensionState, TriggerState


@chapters("signals")
def signals_in(year: int, today: date) -> Chapter:
    """Return the signals of a year, and how each stood to its term on ``today``."""
    issued = Signal.objects.filter(issued_at__year=year, is_exercise=False)
    found = list(issued.filter(issued_at__lt=_end_of(today)).select_related("response"))
    found.sort(key=lambda signal: signal.number or "")
    late = [s for s in found if s.is_overdue(today) or _is_answered_late(s)]
    in_time = sum(signal.was_answered_in_time() for signal in found)
    public = sum(signal.published_at is not None for signal in found)
    without = sum(signal.standing_decision_id is not None for signal in found)
    lines = (
        Line(label="Signalen uitgebracht", value=str(len(found)), details=_each(found, today)),
        Line(label="Reactie binnen twee weken", value=str(in_time)),
        Line(label="Buiten de termijn van twee weken", value=str(len(late))),
        Line(label="Openbaar gemaakt", value=str(public)),
        Line(label="Openbaar gemaakt zonder reactie", value=str(without)),
    )
    explanation = "De termijn loopt van de dag van uitbrengen tot en met dag 14."
    return Chapter(title="Signalen", place=10, lines=lines, explanation=explanation)


def _is_answered_late(signal: Signal) -> bool:
    return signal.answered_at is not None and not signal.was_answered_in_time()


def _each(found: list[Signal], today: date) -> tuple[str, ...]:
    return tuple(f"{signal.number}: {_standing(signal, today)}" for signal in found)


def _standing(signal: Signal, today: date) -> str:
    days = signal.days_used()
    if days is not None:
        within = "binnen" if signal.was_answered_in_time() else "buiten"
        return f"reactie na {days} {'dag' if days == 1 else 'dagen'}, {within} de termijn"
    if signal.is_overdue(today):
        return "geen reactie, buiten de termijn"
    return "nog geen reactie, de termijn loopt"


@chapters("weighings")
def weighings_in(year: int, today: date) -> Chapter:
    """Return what started a weighing that year, what came of it, and what was not timely."""
    until = _end_of(today)
    triggers = Trigger.objects.of_the_year(year).filter(registered_at__lt=until)
    closed = Weighing.objects.filter(closed_at__year=year, closed_at__lt=until)
    closed = closed.filter(situation__is_exercise=False)
    too_late = triggers.weighed_too_late(until).count()
    lines = (
        Line(
            label="Aanleidingen",
            value=str(triggers.count()),
            details=_routes(triggers),
        ),
        Line(
            label="OMT: geen samenkomst nodig",
            value=str(triggers.filter(state=TriggerState.NOT_CONVENED).count()),
        ),
        Line(
            label="OMT: zelf vernomen, zonder bericht",
            value=str(triggers.learned_without_notice().count()),
        ),
        Line(label="Wegingen gesloten", value=str(closed.count())),
        Line(
            label="Daarvan zonder signaal",
            value=str(closed.filter(outcome=Outcome.NO_SIGNAL).count()),
        ),
        Line(label="A1-status waarvan de weging na 7 dagen niet is gesloten", value=str(too_late)),
    )
    explanation = "Wat onterecht is vastgelegd, telt niet mee."
    return Chapter(title="Aanleidingen en wegingen", place=20, lines=lines, explanation=explanation)


def _routes(found: QuerySet[Trigger]) -> tuple[str, ...]:
    counted = [(route.label, found.filter(route=route).count()) for route in Route]
    return tuple(f"{label}: {number}" for label, number in counted if number)


@chapters("suspensions")
def suspensions_in(year: int, today: date) -> Chapter:
    """Return when the waakstand was suspended in that year."""
    last = min(today, date(year, 12, 31))
    real = Suspension.objects.filter(
        state__in=(SuspensionState.RUNNING, SuspensionState.ENDED), exercise=None
    )
    touched = real.filter(starts_on__lte=last).filter(
        Q(ends_on=None) | Q(ends_on__gte=date(year, 1, 1))
    )
    found = list(touched.order_by("starts_on", "pk"))
    line = Line(
        label="Opschortingen",
        value=str(len(found)),
        details=tuple(_period(suspension) for suspension in found),
    )
    return Chapter(title="Opschorting", place=30, lines=(line,))


def _period(suspension: Suspension) -> str:
    ends = f"hervat op {in_dutch(suspension.ends_on)}" if suspension.ends_on else "loopt nog"
    return f"vanaf {in_dutch(suspension.starts_on)}, {ends}"


def _end_of(day: date) -> datetime:
    """Return the first moment after a day in Amsterdam."""
    return datetime.combine(day + timedelta(days=1), time(), deadlines.AMSTERDAM)
