"""How each step of each table is tried, and how each kind of record begins.

A test holds ``ACTS`` to the tables: a step that is added must be walked too.
"""

from collections.abc import Callable
from datetime import timedelta

from roads.signal_acts import SIGNAL_ACTS
from roads.verdicts import is_resting
from roads.walking import REASON, Act, Walk, exercise_of

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import DEPUTIES, Role
from mit_waakstand.deputies import workflow as deputies
from mit_waakstand.deputies.models import Deputy
from mit_waakstand.situations.models import Situation
from signals.models import (
    Commission,
    MinisterDecision,
    Outcome,
    Participant,
    Proposal,
    Signal,
    StandingDecision,
    Suspension,
    Trigger,
    Weighing,
)
from signals.states import Route
from signals.workflow import (
    assessing,
    closing,
    decisions,
    handing_over,
    participation,
    proposals,
    signals,
    standing_decisions,
    suspensions,
    triggers,
    weighings,
)
from signals.workflow.decisions import Decided, Instituted
from signals.workflow.weighings import Given


def _participant(walk: Walk, weighing: Weighing) -> Participant:
    """Return the expert's place in a weighing, or one that does not exist."""
    return weighing.participants.order_by("pk").first() or Participant(expert=walk.expert)


def _target(walk: Walk, trigger: Trigger) -> Trigger:
    """Return where it may be merged into, or sometimes any trigger, itself perhaps."""
    places = list(trigger.places_to_merge()) if walk.pick([True] * 5 + [False]) else []
    return walk.pick(places or walk.newest("aanleiding"))  # type: ignore[no-any-return]


def _decided(walk: Walk) -> Decided:
    kind = walk.pick(["tot_instelling", "niet_instellen", "aangehouden"])
    return_on = walk.today + timedelta(days=30) if kind == "aangehouden" else None
    return Decided(kind=kind, decided_on=walk.day(), reasons=walk.words(), return_on=return_on)


def _answers(weighing: Weighing) -> dict[str, Given]:
    questions = weighing.questions.questions()
    return {question.key: Given(text="Antwoord.", judgement="ja") for question in questions}


def _outcome(walk: Walk) -> str:
    return str(walk.pick([Outcome.SIGNAL, Outcome.NO_SIGNAL]))


ACTS: dict[tuple[str, str], Act] = {
    ("aanleiding", "submit"): lambda w, r, by: triggers.submit(r, by=by, at=w.now),
    ("aanleiding", "convene"): lambda w, r, by: triggers.convene(
        r, assessment=w.words(), experts=[w.expert], by=by, at=w.now
    ),
    ("aanleiding", "do_not_convene"): lambda w, r, by: triggers.do_not_convene(
        r, assessment=w.words(), review_on=w.today + timedelta(days=90), by=by, at=w.now
    ),
    ("aanleiding", "uphold"): lambda w, r, by: assessing.uphold(r, by=by, at=w.now),
    ("aanleiding", "reconsider"): lambda w, r, by: assessing.reconsider(
        r, new_facts=w.words(), reconsideration=w.words(), by=by, at=w.now
    ),
    ("aanleiding", "weigh"): lambda w, r, by: triggers.weigh(
        r, experts=[w.expert] if by.may("weighing.invite") else [], by=by, at=w.now
    ),
    ("aanleiding", "complete"): lambda w, r, by: triggers.complete(
        r, gazette_reference=w.words(), by=by, at=w.now
    ),
    ("aanleiding", "end_a1"): lambda w, r, by: triggers.end_a1(
        r, ended_on=w.day(), by=by, at=w.now
    ),
    ("aanleiding", "correct_facts"): lambda w, r, by: triggers.correct_facts(
        r, description=w.words(), by=by, at=w.now
    ),
    ("aanleiding", "merge"): lambda w, r, by: closing.merge(
        r, target=_target(w, r), reason=w.words(), by=by, at=w.now
    ),
    ("aanleiding", "void"): lambda w, r, by: closing.void(r, reason=w.words(), by=by, at=w.now),
    ("aanleiding", "hand_over"): lambda w, r, by: handing_over.hand_over(
        r, covers_disease=w.pick([*[True] * 9, False]), reason=w.words(), by=by, at=w.now
    ),
    ("aanleiding", "report_outside_scope"): lambda w, r, by: handing_over.report_outside_scope(
        r, reason=w.words(), by=by, at=w.now
    ),
    ("voorstel", "take_over"): lambda w, r, by: proposals.take_over(
        r, answer=w.words(), situation=w.pick([None, *w.situations[:1]]), by=by, at=w.now
    ),
    ("voorstel", "reject"): lambda w, r, by: proposals.reject(r, answer=w.words(), by=by, at=w.now),
    ("weging", "invite"): lambda w, r, by: participation.invite(
        r, expert=w.expert, by=by, at=w.now
    ),
    ("weging", "propose_expert"): lambda w, r, by: participation.propose_expert(
        r, experts=[w.expert], by=by, at=w.now
    ),
    ("weging", "decline"): lambda w, r, by: participation.decline(
        r, reason=w.words(), by=by, at=w.now
    ),
    ("weging", "declare_interests"): lambda w, r, by: participation.declare_interests(
        r, statement=w.words(), has_conflict=w.pick([False] * 9 + [True]), by=by, at=w.now
    ),
    ("weging", "record_opinion"): lambda w, r, by: participation.record_opinion(
        r, participant=_participant(w, r), opinion=_outcome(w), rationale=w.words(), by=by, at=w.now
    ),
    ("weging", "reschedule"): lambda w, r, by: weighings.reschedule(
        r, form=w.pick(["samenkomst", "schriftelijk"]), held_on=w.today, by=by, at=w.now
    ),
    ("weging", "answer"): lambda w, r, by: weighings.answer(
        r, answers=_answers(r), by=by, at=w.now
    ),
    ("weging", "give_opinion"): lambda w, r, by: participation.give_opinion(
        r, opinion=_outcome(w), rationale=w.words(), by=by, at=w.now
    ),
    ("weging", "close"): lambda w, r, by: weighings.close(
        r,
        outcome=_outcome(w),
        rationale=w.words(),
        departure=w.words(),
        urgency=w.words(),
        by=by,
        at=w.now,
    ),
    ("opschorting", "register"): lambda w, r, by: suspensions.register(r, by=by, at=w.now),
    ("opschorting", "drop"): lambda w, r, by: suspensions.drop(
        r, reason=w.words(), by=by, at=w.now
    ),
    ("opschorting", "prepare"): lambda w, r, by: suspensions.prepare(
        r, by=by, at=w.now, **{f"{point}_remark": REASON for point in Suspension.CHECKLIST}
    ),
    ("opschorting", "end"): lambda w, r, by: suspensions.end(r, by=by, at=w.now),
    ("besluit", "replace"): lambda w, r, by: decisions.replace(
        r, decided=_decided(w), by=by, at=w.now
    ),
    ("commissie", "change_end"): lambda w, r, by: decisions.change_end(
        r, lapses_on=w.today, reason=w.words(), by=by, at=w.now
    ),
    ("commissie", "propose"): lambda w, r, by: suspensions.propose(r, by=by, at=w.now),
    ("waarneming", "activate"): lambda w, r, by: deputies.activate(
        r, reason=w.words(), by=by, at=w.now
    ),
    ("waarneming", "stand_down"): lambda w, r, by: deputies.stand_down(r, by=by, at=w.now),
    ("waarneming", "end"): lambda w, r, by: deputies.end(r, reason=w.words(), by=by, at=w.now),
    **{("signaal", verb): act for verb, act in SIGNAL_ACTS.items()},
}


def register(walk: Walk, by: User) -> Trigger:
    """Register a trigger along some route."""
    route = Route(walk.pick([*Route, Route.OMT_CONVENED]))
    known = {"informed_by": "RIVM"} if route == Route.OMT_CONVENED else {"description": REASON}
    if route == Route.A1_STATUS:
        known = {"gazette_reference": str(walk.pick(["Stcrt. 2026, 1", "Stcrt. 2026, 1", ""]))}
    return triggers.register(
        walk.pick(walk.places()), route=route, happened_on=walk.day(), by=by, at=walk.now, **known
    )


def propose(walk: Walk, by: User) -> Proposal:
    """Propose a weighing, as an expert."""
    return proposals.submit(disease="zilverkoorts", reasons=walk.words(), by=by, at=walk.now)


def signalled(walk: Walk) -> list[Weighing]:
    """Return weighings under which a concept can begin now."""
    closed = [w for w in walk.newest("weging") if w.outcome == Outcome.SIGNAL]
    return [w for w in closed if not is_resting(w.situation, walk.today)]


def draft(walk: Walk, by: User) -> Signal:
    """Start a concept, mostly under a weighing that allows it."""
    weighing = walk.pick([*walk.newest("weging"), *(signalled(walk) * 9)])
    return signals.draft(weighing, title="Een titel", by=by, at=walk.now)


def decide(walk: Walk, by: User) -> MinisterDecision:
    """Record a decision, about the issued signals of some situation or about none."""
    situation = walk.pick(walk.situations)
    issued = Signal.objects.filter(weighing__situation=situation, number__isnull=False)
    found = list(issued.order_by("pk")[:4])
    named = walk.pick([found, found, []])
    return decisions.record_decision(
        situation, decided=_decided(walk), signals=named, by=by, at=walk.now
    )


def free_places(walk: Walk) -> list[Situation | None]:
    """Return the exercises, and None for real, in which no suspension is open."""
    places = sorted({exercise_of(place) for place in walk.places()}, key=str)
    return [place for place in places if not Suspension.objects.open().filter(exercise=place)]


def institute(walk: Walk, by: User) -> Commission:
    """Record a commissie, real or of an exercise; where none was, that proposes a suspension."""
    places = free_places(walk) or [exercise_of(walk.pick(walk.places()))]
    instituted = Instituted(
        name="Commissie MIT",
        signed_on=walk.today,
        in_force_from=walk.today,
        scope="Alles.",
        diseases="zilverkoorts",
    )
    return decisions.record_commission(
        instituted=instituted, exercise=walk.pick(places), by=by, at=walk.now
    )


def appoint(walk: Walk, by: User) -> Deputy:
    """Record somebody as deputy of the CPO, sometimes somebody who cannot be one."""
    return deputies.appoint(
        user=walk.by(walk.pick([*sorted(DEPUTIES) * 4, *Role])),
        appointed_by="De directeur van het SCP",
        appointed_on=walk.today,
        by=by,
        at=walk.now,
    )


def decide_beforehand(walk: Walk, by: User) -> StandingDecision:
    """Decide that a signal may be published without a response."""
    return standing_decisions.decide(
        decided_on=walk.day(),
        rationale=walk.words(),
        public_text=walk.words(),
        by=by,
        at=walk.now,
    )


def end_standing_decision(walk: Walk, by: User) -> object:
    """End the last standing decision, or take one when there never was any."""
    last = StandingDecision.objects.order_by("-pk").first()
    if last is None:
        return decide_beforehand(walk, by)
    return standing_decisions.end(last, end_rationale=walk.words(), by=by, at=walk.now)


# How a record of each kind begins, and whose act that is.
BEGINNINGS: dict[str, tuple[Callable[[Walk, User], object], list[Role]]] = {
    "aanleiding": (register, [Role.SECRETARY, Role.CPO]),
    "signaal": (draft, [Role.SECRETARY, Role.CPO]),
    "opschorting": (institute, [Role.SECRETARY, Role.CPO, Role.SG_OFFICE]),
    "besluit": (decide, [Role.SECRETARY, Role.CPO, Role.SG_OFFICE]),
    "commissie": (institute, [Role.SECRETARY, Role.CPO, Role.SG_OFFICE]),
    "voorstel": (propose, [Role.EXPERT]),
    "waarneming": (appoint, [Role.CPO]),
    "vast besluit": (decide_beforehand, [Role.CPO]),
    "einde van het vast besluit": (end_standing_decision, [Role.CPO]),
}
