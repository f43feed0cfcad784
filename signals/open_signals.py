"""What signals ask of people today: the most urgent fifty, and a row that leads to the others.

Each kind of urgency is looked up apart, along an index, so that the page is as quick with ten
thousand signals as with a hundred.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import ON_BEHALF, SECRETARIAT, Role
from mit_waakstand.workflow import Step
from mit_waakstand.worklist import COUNTED, MOST, Row, Urgency, rest
from signals import deadlines
from signals.arrival import alarm_about, bounced_mail, failed_mail, moment_in
from signals.models import Signal, Suspension
from signals.models.kinds import UNFINISHED, WAITING
from signals.models.signal import SignalQuerySet
from signals.states import SignalState

WAITS_FOR_RESPONSE = "Wacht op de reactie van de SG"
WAITS: dict[str, str] = {
    SignalState.DRAFT: "Wacht op de tekst",
    SignalState.ADOPTED: "Wacht op uitbrengen door de CPO",
    SignalState.ANSWERED: "Wacht op publicatie",
    SignalState.PUBLISHED: "Wacht op een nieuwe openbare versie",
}
SOON = 3  # days before the last day at which a term becomes urgent


def rows_for(user: User, today: date, suspensions: list[Suspension]) -> Iterator[Row]:
    """Return what this person can do with signals now, or waits for."""
    if user.part == Role.EXPERT:
        return
    kinds = [_keys(kind) for kind in _kinds(user)]
    signals = _loaded({key for keys in kinds for key in keys[:MOST]}, suspensions)
    alarms = _alarms(user, signals, today)
    found = [(alarms.get(signal.pk, ""), signal) for signal in signals]
    rows = [(not alarm, _row(signal, user, today, alarm)) for alarm, signal in found]
    rows.sort(key=lambda pair: (pair[0], pair[1].rank()))  # an alarm before what is only late
    shown = [row for _, row in rows[:MOST]]
    yield from shown
    others = len(set(chain(*kinds))) - len(shown)
    if others > 0:
        yield rest(others, what="signalen", url=_list_for(user), after=shown)


def _list_for(user: User) -> str:
    """Return the list of exactly what is counted for this person."""
    asked = f"termijn={WAITING}" if user.part == Role.SG_OFFICE else f"stand={UNFINISHED}"
    return f"{reverse('signals:signals')}?{asked}"


def _kinds(user: User) -> Iterator[SignalQuerySet]:
    """Yield what asks for attention, each in its own order of urgency; some stand in two."""
    mine = Signal.objects.visible_to(user)
    waiting = mine.waiting_for_response()
    yield waiting
    if user.part == Role.SG_OFFICE:
        return
    yield mine.in_hand()
    yield mine.with_something_to_publish().order_by("pk")
    if user.part in SECRETARIAT:
        newest = _keys(waiting.order_by("-response_due_on", "-pk"))
        yield waiting.filter(pk__in=newest, receipts=None)
        yield waiting.filter(pk__in=failed_mail(COUNTED))


def _keys(signals: SignalQuerySet) -> list[int]:
    """Return the keys of a kind, no more than are shown and counted."""
    return list(signals.values_list("pk", flat=True)[: MOST + COUNTED + 1])


def _loaded(keys: set[int], suspensions: list[Suspension]) -> list[Signal]:
    """Return these signals with everything that their rows ask of them."""
    found = Signal.objects.filter(pk__in=keys).select_related("weighing__situation", "response")
    found = found.prefetch_related("weighing__triggers", "receipts", "corrections", "messages")
    signals = list(found)
    for signal in signals:
        signal.known_suspensions = suspensions
    return signals


def _row(signal: Signal, user: User, today: date, alarm: str) -> Row:
    action = _action(signal, user)
    return Row(
        title=f"{signal.working_name()}: {signal.title}",
        action=alarm or action or _waits_for(signal),
        url=signal.get_absolute_url(),
        urgency=Urgency.OVERDUE if alarm else _urgency(signal, user, today, asks=bool(action)),
        detail=_detail(signal, today),
        due_on=signal.response_due_on if signal.awaits_response() else None,
        is_exercise=signal.is_exercise,
    )


def _alarms(user: User, signals: list[Signal], today: date) -> dict[int, str]:
    """Return what is wrong with the arrival of signals, for CPO and secretaris, by key."""
    if user.part not in SECRETARIAT:
        return {}
    waiting = [signal for signal in signals if signal.awaits_response()]
    if not waiting:
        return {}
    bounced, now = bounced_mail(waiting), moment_in(today)
    found = {s.pk: alarm_about(s, now, bounced.get(s.pk, ())) for s in waiting}
    return {pk: alarm.short for pk, alarm in found.items() if alarm}


def _action(signal: Signal, user: User) -> str:
    """Return the furthest step that this person can take now, "" when there is none."""
    proposed = signal.proposed_correction()
    if proposed and user.may("signal.correct_date") and proposed.can_be_confirmed_by(user):
        return signal.STEPS["confirm_date"].label
    steps = [
        step
        for step in signal.forward_steps_of(user)
        if not _is_on_behalf(user, step) and not signal.obstacles(step)
    ]
    return steps[-1].label if steps else ""


def _waits_for(signal: Signal) -> str:
    """Return what the signal waits for, for whoever can do nothing with it now."""
    return WAITS_FOR_RESPONSE if signal.awaits_response() else WAITS[signal.state]


def _is_on_behalf(user: User, step: Step) -> bool:
    """Return whether this person could only do it namens de CPO: it is asked of the CPO."""
    return user.part == Role.SECRETARY and step.permission in ON_BEHALF


def _urgency(signal: Signal, user: User, today: date, *, asks: bool) -> Urgency:
    if signal.is_overdue(today):
        return Urgency.OVERDUE
    if signal.awaits_response() and signal.response_due_on:
        left = deadlines.days_left(signal.response_due_on, today)
        in_time = Urgency.ACT if user.part == Role.SG_OFFICE else Urgency.WAIT
        return Urgency.SOON if left <= SOON else in_time
    return Urgency.ACT if asks else Urgency.WAIT


def _detail(signal: Signal, today: date) -> str:
    if signal.awaits_response() and signal.response_due_on:
        return deadlines.term_in_words(signal.response_due_on, today)
    return signal.get_state_display()
