"""Plain builders. A record in a later state is built by taking the real steps to it."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from building_editions import adopted
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localdate
from put_back import remembered

from afwegingskader import workflow as weegvragen
from afwegingskader.models import WeighingQuestions
from experts.models import Expert
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.deputies import workflow as deputies
from mit_waakstand.deputies.models import Deputy
from mit_waakstand.editions import workflow as editions
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.situations.models import Situation
from mit_waakstand.situations.workflow import open_situation
from signals.models import (
    Commission,
    DecisionKind,
    MinisterDecision,
    Outcome,
    Proposal,
    Purport,
    Signal,
    Suspension,
    Trigger,
    Weighing,
)
from signals.states import Route, SignalState, SuspensionState, TriggerState
from signals.workflow import (
    dates,
    decisions,
    delivery,
    proposals,
    signals,
    suspensions,
    triggers,
    weighings,
)
from signals.workflow.decisions import Decided, Instituted
from signals.workflow.signals import ResponseDates
from signals.workflow.weighings import Given

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NAMES = {
    Role.CPO: "Anna Proef",
    Role.SECRETARY: "Bram Proef",
    Role.EXPERT: "Dina Proef",
    Role.SG_OFFICE: "Chris Proef",
    Role.ADMINISTRATOR: "Eva Proef",
    Role.DEPUTY: "Fien Proef",
}
OWN_NUMBERS = 1_000_001
TEXT = {
    "purport": Purport.INSTITUTE,
    "title": "Stel een commissie MIT in",
    "summary": "Wij vragen om een commissie.",
    "text": "Er is pandemisch potentieel.\n\n## Waarom\n\nDaarom.",
}


def amsterdam(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """Return an aware moment in Amsterdam."""
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


def person(role: Role, username: str = "") -> User:
    """Return the person who plays this part; the same one each time it is asked.

    Who goes by the name of the role has the same number in every test, far from any other.
    """
    name = username or role.value
    existing = User.objects.filter(username=name).first()
    number = None if username else OWN_NUMBERS + [*NAMES].index(role)
    return existing or User.objects.create_user(
        name, f"{name}@voorbeeld.invalid", pk=number, full_name=NAMES[role], role=role
    )


def a_deputy(
    user: User | None = None, *, at: datetime | None = None, ends_on: date | None = None
) -> Deputy:
    """Return the appointment of this person, recorded by the CPO."""
    at = at or timezone.now()
    return deputies.appoint(
        user=user or person(Role.SECRETARY),
        appointed_by="De directeur van het SCP",
        appointed_on=at.astimezone(AMSTERDAM).date(),
        ends_on=ends_on,
        by=person(Role.CPO),
        at=at,
    )


def acts_for_the_cpo(
    user: User, *, at: datetime | None = None, ends_on: date | None = None
) -> User:
    """Return this person as acting CPO: appointed, and begun with a reason."""
    at = at or timezone.now()
    deputy = a_deputy(user, at=at, ends_on=ends_on)
    deputies.activate(deputy, reason="De CPO is ziek.", by=user, at=at)
    return user


def an_expert(user: User | None = None) -> Expert:
    """Return the register's record of the expert, with an account."""
    user = user or person(Role.EXPERT)
    existing = Expert.objects.filter(user=user).first()
    return existing or Expert.objects.create(
        name=user.full_name, expertise="gedragswetenschap", user=user
    )


def weegvragen_in_force() -> WeighingQuestions:
    """Return version 0.1 of the weegvragen, adopted."""
    in_force = WeighingQuestions.objects.in_force()
    if in_force:
        return in_force
    edition = adopted(weegvragen.load_starting_version(), by=person(Role.CPO))
    Work.objects.about(edition).delete()  # the PDF of this version is not what a signal waits for
    return edition


def a_draft_of_the_weegvragen(number: str = "0.2") -> WeighingQuestions:
    """Return a draft of the next version, made of the one in force and marked as an example."""
    made = editions.draft(
        WeighingQuestions,
        number=number,
        source=weegvragen_in_force(),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )
    made.is_example = True
    made.save()
    return made


def everybody_who_takes_part() -> list[User]:
    """Return everybody but those who have no part in a situation."""
    taking_part = [role for role in Role if role not in {Role.ADMINISTRATOR, Role.DEPUTY}]
    there = {user.username: user for user in User.objects.filter(username__in=taking_part)}
    return [there.get(role.value) or person(role) for role in taking_part]


def a_situation(*, is_exercise: bool = False, disease: str = "zilverkoorts") -> Situation:
    """Return a new situation; in an exercise everybody takes part."""
    an_expert()
    everybody = everybody_who_takes_part()
    return open_situation(
        disease=disease,
        is_exercise=is_exercise,
        participants=everybody if is_exercise else (),
        by=person(Role.SECRETARY),
        at=timezone.now(),
    )


@remembered(players=everybody_who_takes_part)
def a_trigger(
    route: Route = Route.A1_STATUS,
    *,
    situation: Situation | None = None,
    state: TriggerState = TriggerState.REGISTERED,
    at: datetime | None = None,
) -> Trigger:
    """Return a trigger that was brought to this state."""
    at = at or timezone.now()
    secretary, cpo = person(Role.SECRETARY), person(Role.CPO)
    known = {"informed_by": "RIVM"} if route == Route.OMT_CONVENED else {"description": "Reden."}
    if route == Route.A1_STATUS:
        known = {"gazette_reference": "Stcrt. 2026, 1"}
    trigger = triggers.register(
        situation or a_situation(),
        route=route,
        happened_on=at.astimezone(AMSTERDAM).date(),
        by=secretary,
        at=at,
        **known,
    )
    if state == TriggerState.REGISTERED:
        return trigger
    weegvragen_in_force()
    if route == Route.OMT_CONVENED:
        trigger = triggers.submit(trigger, by=secretary, at=at)
        if state == TriggerState.NOT_CONVENED:
            return triggers.do_not_convene(trigger, assessment="Niet nodig.", by=cpo, at=at)
        if state == TriggerState.WEIGHED:
            return triggers.convene(
                trigger, assessment="Nodig.", experts=[an_expert()], by=cpo, at=at
            )
        return trigger
    return triggers.weigh(trigger, experts=[an_expert()], by=cpo, at=at)


def an_omt_after_a_standing_one(
    *,
    state: TriggerState = TriggerState.REGISTERED,
    situation: Situation | None = None,
    at: datetime | None = None,
) -> Trigger:
    """Return an OMT in a situation in which "geen samenkomst" of an earlier OMT still holds."""
    at = at or timezone.now()
    first = a_trigger(Route.OMT_CONVENED, situation=situation, state=TriggerState.WITH_CPO, at=at)
    first = triggers.do_not_convene(
        first,
        assessment="Bekende ziekte.",
        review_on=at.date() + timedelta(days=90),
        by=person(Role.CPO),
        at=at,
    )
    return a_trigger(Route.OMT_CONVENED, situation=first.situation, state=state, at=at)


def a_proposal(*, is_exercise: bool = False, at: datetime | None = None) -> Proposal:
    """Return a proposal of the expert that waits for the CPO."""
    return proposals.submit(
        disease="duinkoorts",
        reasons="Er is veel verzuim in één regio.",
        exercise=a_situation(is_exercise=True) if is_exercise else None,
        by=person(Role.EXPERT),
        at=at or timezone.now(),
    )


@remembered(players=everybody_who_takes_part)
def a_weighing(
    outcome: Outcome | None = None,
    *,
    is_exercise: bool = False,
    at: datetime | None = None,
    opinion: Outcome | None = None,
    disease: str = "zilverkoorts",
) -> Weighing:
    """Return an open weighing, or one that was closed with this outcome."""
    at = at or timezone.now()
    trigger = a_trigger(
        situation=a_situation(is_exercise=is_exercise, disease=disease),
        state=TriggerState.WEIGHED,
        at=at,
    )
    weighing = trigger.weighing
    assert weighing is not None
    if outcome is None:
        return weighing
    answer_everything(weighing, at=at)
    weighings.give_opinion(
        weighing,
        opinion=opinion or outcome,
        rationale="Mijn reden.",
        by=person(Role.EXPERT),
        at=at,
    )
    return weighings.close(
        weighing, outcome=outcome, rationale="Onze reden.", by=person(Role.CPO), at=at
    )


def answer_everything(weighing: Weighing, *, at: datetime | None = None) -> Weighing:
    """Return the weighing ready to close: each weegvraag answered, the CPO has no conflict."""
    declare(weighing, person(Role.CPO), at=at)
    answers = {
        question.key: Given(text="Antwoord.", judgement="ja")
        for question in weighing.questions.questions()
    }
    return weighings.answer(
        weighing, answers=answers, by=person(Role.SECRETARY), at=at or timezone.now()
    )


def declare(
    weighing: Weighing, user: User, *, conflict: str = "", at: datetime | None = None
) -> Weighing:
    """Return the weighing after somebody declared his interests, or that there are none."""
    return weighings.declare_interests(
        weighing,
        statement=conflict,
        has_conflict=bool(conflict),
        by=user,
        at=at or timezone.now(),
    )


@remembered(players=everybody_who_takes_part, days_ago=10)
def a_signal(
    state: SignalState = SignalState.DRAFT,
    *,
    is_exercise: bool = False,
    at: datetime | None = None,
    disease: str = "zilverkoorts",
    **words: str,
) -> Signal:
    """Return a signal that was brought to this state; issued at ``at``, answered 9 days later.

    Without ``at`` it was issued ten days ago. ``words`` replace those of ``TEXT``.

    Up to ``reactie_ontvangen`` nothing needs the outbox; for ``gepubliceerd`` it is swept.
    """
    secretary, cpo = person(Role.SECRETARY), person(Role.CPO)
    weighing = a_weighing(Outcome.SIGNAL, is_exercise=is_exercise, at=at, disease=disease)
    signal = signals.draft(weighing, title=TEXT["title"], by=secretary, at=at)
    signal = signals.edit(signal, by=secretary, at=at, **TEXT | words)
    if state == SignalState.DRAFT:
        return signal
    signal = signals.adopt(signal, by=cpo, at=at)
    if state == SignalState.ADOPTED:
        return signal
    signal = signals.issue(signal, by=cpo, at=at)
    if state == SignalState.ISSUED:
        return signal
    signal = respond(signal, on=at + timedelta(days=9))
    if state == SignalState.ANSWERED:
        return signal
    doing.do_due(timezone.now())
    return signals.publish(
        Signal.objects.get(pk=signal.pk),
        personal_data_checked=True,
        by=cpo,
        at=at + timedelta(days=9, hours=1),
    )


def a_signal_with_failed_mail(*, is_exercise: bool = False) -> Signal:
    """Return an issued signal of which the mail to Bureau SG was refused for good."""
    person(Role.SG_OFFICE)
    signal = a_signal(SignalState.ISSUED, is_exercise=is_exercise)
    for work in signal_mail(signal):
        work.failed_at, work.outcome = timezone.now(), "SMTPRecipientsRefused: onbekend adres"
        work.save()
    return signal


def signal_mail(signal: Signal) -> QuerySet[Work]:
    """Return the work rows of the mail that a signal was issued."""
    return Work.objects.about(signal).filter(kind="mail_issued")


def a_proposed_date(*, is_exercise: bool = False, days: int = 9, by: User | None = None) -> Signal:
    """Return a signal issued 10 days ago that, as the secretaris says, went out ``days`` ago."""
    now = timezone.now()
    return dates.propose_date(
        a_signal(SignalState.ISSUED, is_exercise=is_exercise),
        issued_at=now - timedelta(days=days),
        reason="De mail kwam nooit aan.",
        by=by or person(Role.SECRETARY),
        at=now,
    )


def received(signal: Signal, *, at: datetime | None = None) -> Signal:
    """Return the signal after Bureau SG confirmed that it arrived; at issue, unless told."""
    at = at or signal.issued_at or timezone.now()
    return delivery.confirm_receipt(signal, by=person(Role.SG_OFFICE), at=at)


def respond(signal: Signal, *, on: datetime, by: User | None = None) -> Signal:
    """Return the signal after the SG's response."""
    day: date = on.astimezone(AMSTERDAM).date()
    return signals.respond(
        signal,
        text="Wij nemen uw signaal over.",
        signed_by="De SG",
        dates=ResponseDates(dated_on=day, sent_on=day, received_on=day),
        by=by or person(Role.SG_OFFICE),
        at=on,
    )


def a_decision(
    signal: Signal | None = None,
    *,
    kind: DecisionKind = DecisionKind.INSTITUTE,
    situation: Situation | None = None,
    by: User | None = None,
    at: datetime | None = None,
    **known: Any,
) -> MinisterDecision:
    """Return a recorded decision of the Minister about a signal, or about none."""
    at = at or timezone.now()
    if kind != DecisionKind.INSTITUTE:
        known = {"reasons": "Daarom."} | known
    if kind == DecisionKind.HELD:
        known = {"return_on": localdate(at) + timedelta(days=14)} | known
    return decisions.record_decision(
        situation or (signal.weighing.situation if signal else a_situation()),
        decided=Decided(**{"kind": kind, "decided_on": localdate(at)} | known),
        signals=[signal] if signal else [],
        by=by or person(Role.SECRETARY),
        at=at,
    )


def a_commission(
    *,
    exercise: Situation | None = None,
    by: User | None = None,
    at: datetime | None = None,
    **known: Any,
) -> Commission:
    """Return a recorded commissie MIT that takes effect on the day of recording."""
    at = at or timezone.now()
    facts = {
        "name": "Commissie MIT zilverkoorts",
        "signed_on": localdate(at),
        "in_force_from": localdate(at),
        "scope": "Adviseren over de gevolgen van maatregelen.",
        "diseases": "zilverkoorts",
    }
    return decisions.record_commission(
        instituted=Instituted(**facts | known),
        exercise=exercise,
        by=by or person(Role.SECRETARY),
        at=at,
    )


def a_suspension(
    state: SuspensionState = SuspensionState.RUNNING,
    *,
    exercise: Situation | None = None,
    at: datetime | None = None,
    **commission: Any,
) -> Suspension:
    """Return a suspension that was brought to this state, at ``at``; ended a day later."""
    at = at or timezone.now()
    cpo = person(Role.CPO)
    if state == SuspensionState.ENDED:
        commission = {"lapses_on": localdate(at) + timedelta(days=1)} | commission
    suspension = a_commission(exercise=exercise, at=at, **commission).suspensions.get()
    if state == SuspensionState.PROPOSED:
        return suspension
    if state == SuspensionState.DROPPED:
        return suspensions.drop(suspension, reason="Toch niet.", by=cpo, at=at)
    suspension = suspensions.register(suspension, by=cpo, at=at)
    if state == SuspensionState.RUNNING:
        return suspension
    ticks = {f"{point}_done": True for point in Suspension.CHECKLIST}
    suspension = suspensions.prepare(suspension, by=cpo, at=at, **ticks)
    return suspensions.end(suspension, by=cpo, at=at + timedelta(days=1))
