"""What the signal workflow asks of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import ON_BEHALF, SECRETARIAT, Role
from mit_waakstand.workflow import Step
from mit_waakstand.worklist import Row, Urgency, rows
from signals import deadlines, standby
from signals.arrival import alarm_about, bounced_mail, moment_in
from signals.models import Participant, Proposal, Signal, Suspension, Trigger, Weighing
from signals.models.calendar import is_check_due
from signals.models.weighing import invitation_of
from signals.states import OPEN, SignalState, WeighingState

WEIGHING_ASKS = {
    Role.CPO: "Beantwoord de weegvragen en sluit de weging",
    Role.SECRETARY: "Beantwoord de weegvragen",
    Role.EXPERT: "Geef uw standpunt",
}
PAUSED = "Gepauzeerd: de waakstand is opgeschort"
SOON = 3  # days before the last day at which a term becomes urgent


@rows("signals")
def rows_for(user: User, today: date) -> Iterable[Row]:
    """Return what this person can do now, from triggers to publications."""
    knows_triggers = user.may("scope.see")
    suspensions = list(Suspension.objects.on(today)) if knows_triggers else []
    yield from _outside_scope(user, suspensions)
    yield from _triggers(user, suspensions)
    yield from _proposals(user)
    yield from _weighings(user)
    yield from _signals(user, today, suspensions)
    yield from standby.rows_for(user, today)
    yield from _calendar(user, today)


def _outside_scope(user: User, suspensions: list[Suspension]) -> Iterator[Row]:
    """Yield the red notice to CPO and Bureau SG: the disease and the fact, nothing else."""
    if user.part not in {Role.CPO, Role.SG_OFFICE}:
        return
    found = Trigger.objects.outside_scope_for(user).select_related("situation")
    for trigger in found.order_by("outside_scope_at", "pk"):
        if any(suspension.stops(trigger.situation) for suspension in suspensions):
            yield Row(
                title=trigger.situation.disease,
                action="Deze ziekte valt buiten de opdracht van de commissie MIT",
                url=reverse("signals:outside-scope", args=[trigger.pk]),
                urgency=Urgency.OVERDUE,
                detail="het MIT in waakstand is opgeschort, dus niemand weegt haar",
                is_exercise=trigger.situation.is_exercise,
            )


def _triggers(user: User, suspensions: list[Suspension]) -> Iterator[Row]:
    found = Trigger.objects.visible_to(user).filter(state__in=OPEN)
    for trigger in found.select_related("situation").order_by("registered_at", "pk"):
        trigger.known_suspensions = suspensions
        asked = _ask_of_trigger(trigger, user)
        is_suspended = bool(trigger.is_suspended())
        action = _ask_during_suspension(trigger, user) if is_suspended else asked
        if not action and not asked:
            continue
        urgency = Urgency.ACT if action else Urgency.WAIT
        yield Row(
            title=trigger.situation.title,
            action=action or PAUSED,
            url=trigger.get_absolute_url(),
            urgency=Urgency.SOON if trigger.is_a1() and not is_suspended else urgency,
            detail=f"{trigger.get_route_display()}, {trigger.get_state_display()}",
            is_exercise=trigger.situation.is_exercise,
        )


def _ask_of_trigger(trigger: Trigger, user: User) -> str:
    steps = [step for step in trigger.steps_of(user) if not step.aside]
    if not steps:
        return ""
    return "Weeg deze A1-status binnen 24 uur" if trigger.is_a1() else steps[0].label


def _ask_during_suspension(trigger: Trigger, user: User) -> str:
    """Return what the CPO can do now; what remains returns when the suspension ends."""
    may = user.may("trigger.hand_over") and trigger.has_no_scope_report()
    return "Draag over aan de commissie MIT, of meld dat die er niet over gaat" if may else ""


def _proposals(user: User) -> Iterator[Row]:
    """Yield what the CPO has to answer, and what an expert waits for."""
    answers = user.may("proposal.answer")
    for proposal in Proposal.objects.visible_to(user).unanswered().select_related("exercise"):
        yield Row(
            title=f"Voorstel {proposal.pk}: {proposal.disease}",
            action="Beantwoord dit voorstel" if answers else "Wacht op het antwoord van de CPO",
            url=proposal.get_absolute_url(),
            urgency=Urgency.ACT if answers else Urgency.WAIT,
            is_exercise=proposal.is_part_of_exercise(),
        )


def _weighings(user: User) -> Iterator[Row]:
    found = Weighing.objects.visible_to(user).filter(state=WeighingState.OPEN)
    if user.part == Role.EXPERT:
        found = found.filter(invitation_of(user), participants__took_part=False)
    proposed = Participant.objects.proposed().filter(weighing=OuterRef("pk"))
    found = found.annotate(has_proposals=Exists(proposed))
    for weighing in found.select_related("situation").order_by("held_on", "pk"):
        yield Row(
            title=weighing.situation.title,
            action=_weighing_asks(weighing, user),
            url=weighing.get_absolute_url(),
            urgency=Urgency.ACT,
            detail=f"weging, {weighing.get_form_display()}",
            due_on=weighing.held_on,
            is_exercise=weighing.situation.is_exercise,
        )


def _weighing_asks(weighing: Weighing, user: User) -> str:
    if user.part == Role.CPO and getattr(weighing, "has_proposals", False):
        return "Nodig de voorgestelde experts uit"
    return WEIGHING_ASKS[Role(user.part)]


def _signals(user: User, today: date, suspensions: list[Suspension]) -> Iterator[Row]:
    if user.part == Role.EXPERT:
        return
    found = Signal.objects.visible_to(user).filter(_asks_something())
    found = found.exclude(state=SignalState.ANSWERED, is_exercise=True)
    found = found.select_related("weighing__situation", "response")
    found = found.prefetch_related("weighing__triggers", "receipts", "corrections", "messages")
    signals = list(found.order_by("response_due_on", "pk"))
    alarms = _alarms(user, signals, today)
    for signal in signals:
        if user.part == Role.SG_OFFICE and not signal.awaits_response():
            continue
        signal.known_suspensions = suspensions
        alarm, action = alarms.get(signal.pk), _action(signal, user)
        yield Row(
            title=f"{signal.working_name()}: {signal.title}",
            action=alarm or action or f"Stand: {signal.get_state_display()}",
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


def _asks_something() -> Q:
    """Return the condition on what is not done: also a late response, or a version to publish."""
    done = (SignalState.PUBLISHED, SignalState.WITHDRAWN)
    without_response = Q(state=SignalState.PUBLISHED, answered_at=None)
    versions = Signal.objects.with_something_to_publish().order_by().values("pk")
    return ~Q(state__in=done) | without_response | Q(pk__in=versions)


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


def _calendar(user: User, today: date) -> Iterator[Row]:
    """Ask the beheerder once a year to look for new holidays."""
    if user.may("table.write") and is_check_due(today):
        yield Row(
            title="Gelijkgestelde dagen",
            action=f"Controleer de feestdagen van {today.year + 1} en later",
            url=reverse("signals:calendar"),
            urgency=Urgency.ACT,
            detail=f"nog niet gecontroleerd in {today.year}",
        )
