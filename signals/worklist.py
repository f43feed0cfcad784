"""What the signal workflow asks of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Case, Exists, OuterRef, When
from django.urls import reverse
from django.utils.timezone import localtime

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.situations.models import Situation
from mit_waakstand.worklist import MOST, Found, Item, Row, Urgency, rows
from signals import deadlines, online, open_signals, standby
from signals.models import Participant, Proposal, Suspension, Trigger, Weighing
from signals.models.calendar import is_check_due
from signals.models.kinds import STILL_OPEN
from signals.models.weighing import invitation_of
from signals.states import OPEN, ProposalState, Route, WeighingState

WEIGHING_ASKS = {
    Role.CPO: "Beantwoord de weegvragen en sluit de weging",
    Role.SECRETARY: "Beantwoord de weegvragen",
    Role.EXPERT: "Geef uw standpunt",
}
PAUSED = "Gepauzeerd: de waakstand is opgeschort"


@rows("signals")
def rows_for(user: User, today: date) -> Iterable[Item]:
    """Return what this person can do now, from triggers to publications."""
    knows_triggers = user.may("scope.see")
    knows = knows_triggers or user.may("weighing.see")
    suspensions = list(Suspension.objects.on(today)) if knows else []
    yield from online.rows_for(user)
    yield from _outside_scope(user, suspensions)
    yield from _triggers(user, suspensions)
    yield from _proposals(user)
    yield from _weighings(user, suspensions)
    yield from open_signals.rows_for(user, today, suspensions)
    yield from standby.rows_for(user, today)
    yield from _calendar(user, today)


def _outside_scope(user: User, suspensions: list[Suspension]) -> Iterator[Row]:
    """Yield the red notice to CPO and Bureau SG: the disease and the fact, nothing else."""
    if user.part not in {Role.CPO, Role.SG_OFFICE}:
        return
    found = Trigger.objects.outside_scope_for(user).select_related("situation")
    for trigger in found.order_by("outside_scope_at", "pk")[:MOST]:
        if any(suspension.stops(trigger.situation) for suspension in suspensions):
            yield Row(
                title=trigger.situation.disease,
                action="Deze ziekte valt buiten de opdracht van de commissie MIT",
                url=reverse("signals:outside-scope", args=[trigger.pk]),
                urgency=Urgency.OVERDUE,
                detail="het MIT in waakstand is opgeschort, dus niemand weegt haar",
                is_exercise=trigger.situation.is_exercise,
            )


def _triggers(user: User, suspensions: list[Suspension]) -> Iterator[Item]:
    found = Trigger.objects.visible_to(user).filter(state__in=OPEN).select_related("situation")
    a1_first = Case(When(route=Route.A1_STATUS, then=0), default=1)

    def row_of(trigger: Trigger) -> Row | None:
        trigger.known_suspensions = suspensions
        return _row_of_trigger(trigger, user)

    url = f"{reverse('signals:triggers')}?stand={STILL_OPEN}"
    yield Found(
        found.order_by(a1_first, "registered_at", "pk"), row_of, what="aanleidingen", url=url
    )


def _row_of_trigger(trigger: Trigger, user: User) -> Row | None:
    asked = _ask_of_trigger(trigger, user)
    is_suspended = bool(trigger.is_suspended())
    action = _ask_during_suspension(trigger, user) if is_suspended else asked
    if not action and not asked:
        return None
    urgency, due_on = Urgency.ACT if action else Urgency.WAIT, None
    detail = trigger.get_state_display()
    if trigger.is_a1() and not is_suspended:
        since = localtime(trigger.registered_at)
        due_on, urgency = since.date() + deadlines.ONE_DAY, _urgency_of_a1(trigger.situation)
        detail = f"vastgelegd op {deadlines.in_dutch(since.date())}, {since:%H.%M} uur"
    return Row(
        title=trigger.situation.title,
        action=action or PAUSED,
        url=trigger.get_absolute_url(),
        urgency=urgency,
        detail=f"{trigger.get_route_display()}, {detail}",
        due_on=due_on,
        is_exercise=trigger.situation.is_exercise,
    )


def _urgency_of_a1(situation: Situation) -> Urgency:
    """Return that nothing goes before an A1 that is not weighed; in an exercise it is urgent."""
    return Urgency.SOON if situation.is_exercise else Urgency.FIRST


def _ask_of_trigger(trigger: Trigger, user: User) -> str:
    steps = trigger.forward_steps_of(user)
    if not steps:
        return ""
    return "Weeg deze A1-status binnen 24 uur" if trigger.is_a1() else steps[0].label


def _ask_during_suspension(trigger: Trigger, user: User) -> str:
    """Return what the CPO can do now; what remains returns when the suspension ends."""
    may = user.may("trigger.hand_over") and trigger.has_no_scope_report()
    return "Draag over aan de commissie MIT, of meld dat die er niet over gaat" if may else ""


def _proposals(user: User) -> Iterator[Item]:
    """Yield what the CPO has to answer, and what an expert waits for."""
    answers = user.may("proposal.answer")
    found = Proposal.objects.visible_to(user).unanswered().select_related("exercise")

    def row_of(proposal: Proposal) -> Row:
        return Row(
            title=f"Voorstel {proposal.pk}: {proposal.disease}",
            action="Beantwoord dit voorstel" if answers else "Wacht op het antwoord van de CPO",
            url=proposal.get_absolute_url(),
            urgency=Urgency.ACT if answers else Urgency.WAIT,
            is_exercise=proposal.is_part_of_exercise(),
        )

    url = f"{reverse('signals:proposals')}?stand={ProposalState.SUBMITTED}"
    yield Found(found, row_of, what="voorstellen", url=url)


def _weighings(user: User, suspensions: list[Suspension]) -> Iterator[Item]:
    found = Weighing.objects.visible_to(user).filter(state=WeighingState.OPEN)
    if user.part == Role.EXPERT:
        found = found.filter(invitation_of(user), participants__took_part=False)
    proposed = Participant.objects.proposed().filter(weighing=OuterRef("pk"))
    a1 = Trigger.objects.filter(weighing=OuterRef("pk"), route=Route.A1_STATUS)
    found = found.annotate(has_proposals=Exists(proposed), has_a1=Exists(a1.order_by()))

    def row_of(weighing: Weighing) -> Row:
        situation = weighing.situation
        weighing.known_suspensions = suspensions
        rests = bool(weighing.is_suspended())
        is_a1 = getattr(weighing, "has_a1", False) and not rests
        urgent = _urgency_of_a1(situation) if is_a1 else Urgency.ACT
        return Row(
            title=situation.title,
            action=PAUSED if rests else _weighing_asks(weighing, user),
            url=weighing.get_absolute_url(),
            urgency=Urgency.WAIT if rests else urgent,
            detail=f"weging{' van een A1-status' * is_a1}, {weighing.get_form_display()}",
            due_on=weighing.held_on,
            is_exercise=situation.is_exercise,
        )

    url = f"{reverse('signals:weighings')}?stand={WeighingState.OPEN}"
    in_order = found.select_related("situation").order_by("-has_a1", "held_on", "pk")
    yield Found(in_order, row_of, what="wegingen", url=url)


def _weighing_asks(weighing: Weighing, user: User) -> str:
    if user.part == Role.CPO and getattr(weighing, "has_proposals", False):
        return "Nodig de voorgestelde experts uit"
    return WEIGHING_ASKS[Role(user.part)]


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
