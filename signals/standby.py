"""What decisions, commissies and suspensions ask of people today (rows of "Nu te doen")."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.worklist import Found, Item, Row, Urgency
from signals.deadlines import in_dutch
from signals.models import DecisionKind, MinisterDecision, Signal, Suspension
from signals.models.kinds import DECIDED
from signals.states import SignalState, SuspensionState

MONTHS_OF_WARNING = 3


def rows_for(user: User, today: date) -> Iterator[Item]:
    """Return what this person can do now, or waits for."""
    if user.may("decision.record"):
        yield from _held_decisions(user, today)
    if user.may("suspension.see"):
        yield from _decided_signals(user)
        yield from _suspensions(user, today)


def warning_from(lapses_on: date) -> date:
    """Return the day, three months before, from which the end of a commissie is announced."""
    month = lapses_on.month - MONTHS_OF_WARNING
    year, month = (lapses_on.year, month) if month > 0 else (lapses_on.year - 1, month + 12)
    return date(year, month, min(lapses_on.day, monthrange(year, month)[1]))


def _held_decisions(user: User, today: date) -> Iterator[Item]:
    """Yield held decisions whose day has come (domain §3.4)."""
    found = MinisterDecision.objects.visible_to(user).held_until(today)
    found = found.select_related("situation").prefetch_related("signals")
    url = f"{reverse('signals:decisions')}?stand={DecisionKind.HELD}"
    yield Found(found, _held, what="besluiten", url=url)


def _held(decision: MinisterDecision) -> Row:
    return Row(
        title=decision.title(),
        action="Leg vast wat de minister nu heeft besloten",
        url=decision.get_absolute_url(),
        urgency=Urgency.ACT,
        detail=f"het besluit is aangehouden tot {_day(decision.return_on)}",
        due_on=decision.return_on,
        is_exercise=decision.situation.is_exercise,
    )


def _decided_signals(user: User) -> Iterator[Item]:
    """Yield signals about which a decision is public, while they themselves are not."""
    found = Signal.objects.visible_to(user).decided_before_publication()
    url = f"{reverse('signals:signals')}?stand={DECIDED}"
    found = found.order_by("response_due_on", "pk")
    yield Found(found, _decided, what="signalen", url=url)


def _decided(signal: Signal) -> Row:
    return Row(
        title=f"{signal.working_name()}: {signal.title}",
        action="Het besluit is openbaar, dit signaal nog niet",
        url=signal.get_absolute_url(),
        urgency=Urgency.ACT if signal.state == SignalState.ANSWERED else Urgency.WAIT,
        detail="de minister heeft besloten; de termijn voor de reactie loopt gewoon door"
        if signal.state == SignalState.ISSUED
        else "de reactie is er: publiceer signaal en reactie",
    )


def _suspensions(user: User, today: date) -> Iterator[Item]:
    found = Suspension.objects.visible_to(user).open().select_related("commission", "exercise")

    def row_of(suspension: Suspension) -> Row | None:
        asked = _asked(suspension, user, today)
        if asked is None:
            return None
        action, urgency, due_on, detail = asked
        return Row(
            title=f"Opschorting: {suspension.commission.name}",
            action=action,
            url=suspension.get_absolute_url(),
            urgency=urgency,
            detail=detail,
            due_on=due_on,
            is_exercise=suspension.is_part_of_exercise(),
        )

    url = f"{reverse('signals:decisions')}#commissies"
    yield Found(found.order_by("starts_on", "pk"), row_of, what="opschortingen", url=url)


Asked = tuple[str, Urgency, date | None, str]


def _asked(suspension: Suspension, user: User, today: date) -> Asked | None:
    """Return action, urgency, day and detail; None when a running suspension asks nothing."""
    if suspension.state == SuspensionState.PROPOSED:
        return _proposed(suspension.starts_on, user, today)
    lapses_on = suspension.commission.lapses_on
    if lapses_on is None or today < warning_from(lapses_on):
        return None
    return _ending(lapses_on, user, today)


def _proposed(starts_on: date, user: User, today: date) -> Asked:
    detail = f"het instellingsbesluit werkt vanaf {_day(starts_on)}"
    if today < starts_on:
        return "Opschorting komt eraan", Urgency.WAIT, starts_on, detail
    if user.may("suspension.register"):
        return "Registreer de opschorting", Urgency.SOON, starts_on, detail
    return "Opschorting wacht op de CPO", Urgency.WAIT, starts_on, detail


def _ending(lapses_on: date, user: User, today: date) -> Asked:
    if today < lapses_on:
        detail = f"de commissie vervalt met ingang van {_day(lapses_on)}"
        return "Bereid de hervatting voor met de checklist", Urgency.ACT, lapses_on, detail
    detail = f"de waakstand is vanzelf hervat op {_day(lapses_on)}"
    if user.may("suspension.end"):
        return "Bevestig de hervatting", Urgency.SOON, lapses_on, detail
    return "Werk de checklist voor de hervatting bij", Urgency.ACT, lapses_on, detail


def _day(day: date | None) -> str:
    return in_dutch(day) if day else ""
