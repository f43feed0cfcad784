"""Rules of domain §3 about one record that just changed, written out by hand."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from roads import law

from mit_waakstand.accounts.models import User
from mit_waakstand.deputies.models import Deputy
from mit_waakstand.situations.models import Situation
from signals.models import (
    MinisterDecision,
    Signal,
    StandingDecision,
    Suspension,
    Trigger,
    Weighing,
)

if TYPE_CHECKING:
    from roads.court import Court

SPOKEN = "Dit werd alleen gezegd."  # what every gespreksnotitie says: never public
NAMES = {
    "aanleiding": "a_trigger",
    "weging": "a_weighing",
    "signaal": "a_signal",
    "opschorting": "a_suspension",
    "besluit": "a_decision",
    "waarneming": "a_deputy",
}
MOST_DEPUTIES = 2
WITHOUT_RESPONSE = "gepubliceerd zonder reactie"


def is_resting(situation: Situation, day: date) -> bool:
    """Return whether the waakstand rests there: real for what is real, an exercise for itself."""
    about = situation.pk if situation.is_exercise else None
    found = Suspension.objects.filter(exercise=about, state__in=["lopend", "beeindigd"])
    ends = [
        (suspension.starts_on, suspension.ends_on or suspension.commission.lapses_on)
        for suspension in found.select_related("commission").order_by("pk")
    ]
    return any(start <= day and (end is None or day < end) for start, end in ends)


def on_a_trigger(trigger: Trigger, old: str, new: str, by: User, court: "Court") -> None:  # noqa: ARG001
    """Hold a trigger to §3.1."""
    assert trigger.route in law.TRIGGER[old, new][0], f"{trigger.route}: {old} became {new}"
    if new == "in_weging":
        assert not is_resting(trigger.situation, court.walk.today)
        assert trigger.weighing is not None
    elif new in {"besloten_signaal", "besloten_geen_signaal"}:
        assert trigger.weighing is not None
        assert (trigger.weighing.state, f"besloten_{trigger.weighing.outcome}") == ("gesloten", new)
    elif new == "geen_samenkomst":
        assert trigger.assessment.strip()
    elif new == "onterecht":
        assert trigger.closing_reason.strip()
    elif new == "overgedragen":
        assert is_resting(trigger.situation, court.walk.today)
        assert trigger.closing_reason.strip()
    elif new == "gevoegd":
        on_a_merger(trigger, court)


def on_a_merger(trigger: Trigger, court: "Court") -> None:
    """Merged within the situation, into what is still open; an A1 only into a weighing."""
    target = trigger.merged_into
    assert target is not None
    assert target.pk != trigger.pk
    assert target.situation_id == trigger.situation_id
    stood = court.states["aanleiding", target.pk]
    assert stood in {"geregistreerd", "beoordeling_cpo", "in_weging"}
    if trigger.route == law.A1:
        assert stood == "in_weging"
        assert trigger.weighing_id == target.weighing_id


def on_a_weighing(weighing: Weighing, old: str, new: str, by: User, court: "Court") -> None:  # noqa: ARG001
    """Hold a weighing to §3.2."""
    if new == "open":
        assert not is_resting(weighing.situation, court.walk.today)
        return
    assert not is_resting(weighing.situation, court.walk.today)
    assert weighing.rationale.strip()
    experts = weighing.participants.filter(took_part=True).exclude(expert__user=by)
    assert experts.exists() or weighing.urgency.strip()
    assert not weighing.declarations.get(user=by).has_conflict
    votes = Counter(weighing.participants.exclude(opinion="").values_list("opinion", flat=True))
    against = sum(count for outcome, count in votes.items() if outcome != weighing.outcome)
    assert against <= votes[weighing.outcome] or weighing.departure.strip()
    assert not weighing.triggers.filter(state="in_weging").exists()
    if weighing.outcome == "geen_signaal":
        assert not Signal.objects.filter(weighing=weighing, state="concept").exists()


def on_work_on_a_weighing(pk: int, court: "Court") -> None:
    """While the waakstand rests nobody works on a weighing (§3.5)."""
    weighing = Weighing.objects.select_related("situation").get(pk=pk)
    assert not is_resting(weighing.situation, court.walk.today)


def on_a_signal(signal: Signal, old: str, new: str, by: User, court: "Court") -> None:
    """Hold a signal to §3.3 and §3.6."""
    situation, today = signal.weighing.situation, court.walk.today
    assert signal.is_exercise == situation.is_exercise
    if (old, new) == ("", "concept"):
        assert not is_resting(situation, today)
        assert signal.weighing.outcome != "geen_signaal"
    elif new == "vastgesteld":
        assert (signal.weighing.state, signal.weighing.outcome) == ("gesloten", "signaal")
        assert all([signal.purport, signal.title, signal.summary, signal.text])
    elif new == "uitgebracht":
        assert not is_resting(situation, today)
        assert by.part == law.CPO or signal.agreements.filter(verb="issue").exists()
    elif new == "gepubliceerd":
        on_a_publication(signal, old, by, court)


def on_a_publication(signal: Signal, old: str, by: User, court: "Court") -> None:
    """Public: nothing of an exercise; without a response only late, as was decided before."""
    assert not signal.is_exercise
    assert not signal.weighing.triggers.filter(route=law.A1, gazette_reference="").exists()
    if old == "reactie_ontvangen":
        assert signal.response_or_none() is not None
        assert by.part == law.CPO or signal.agreements.filter(verb="publish").exists()
        return
    decision = StandingDecision.objects.get(ended_at=None)
    assert decision.recorded_at <= court.walk.now
    assert signal.standing_decision == decision
    assert signal.response_or_none() is None
    assert signal.response_due_on is not None
    assert signal.response_due_on < court.walk.today
    court.reached["signaal", WITHOUT_RESPONSE] += 1


def on_an_issued_signal(signal: Signal, today: date) -> None:
    """Hold what was issued to §3.3: its term, its weighing, and the letters round it."""
    assert signal.weighing.outcome == "signaal"
    assert signal.issued_at is not None
    issued_on = localdate(signal.issued_at)
    assert signal.response_due_on == issued_on + timedelta(days=14)
    response = signal.response_or_none()
    assert (response is None) == (signal.answered_at is None)
    assert response is not None or signal.state != "reactie_ontvangen"
    assert response is None or signal.state != "uitgebracht"
    letters = [] if response is None else [(response.dated_on, response.sent_on)]
    assert all(sent_on >= issued_on for _, sent_on in letters)
    letters += signal.messages.exclude(kind="gespreksnotitie").values_list("dated_on", "sent_on")
    assert all(dated_on <= sent_on <= today for dated_on, sent_on in letters)


def numbers_have_no_gaps(numbers: list[str]) -> None:
    """Hold the numbers of each year, and of the exercises apart, to 1, 2, 3 …"""
    series: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        prefix, _, last = number.rpartition("-")
        series[prefix].append(int(last))
    for found in series.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def on_a_suspension(
    suspension: Suspension,
    old: str,  # noqa: ARG001
    new: str,
    by: User,  # noqa: ARG001
    court: "Court",
) -> None:
    """Hold a suspension to §3.5: one at a time, as long as the commissie is there."""
    same = Suspension.objects.filter(exercise=suspension.exercise_id)
    assert same.filter(state__in=["voorgesteld", "lopend"]).count() <= 1
    if new == "lopend":
        assert suspension.starts_on <= court.walk.today
    if new == "beeindigd":
        lapsed_on = suspension.commission.lapses_on
        assert lapsed_on is not None
        assert lapsed_on <= court.walk.today


def on_a_decision(
    decision: MinisterDecision,
    old: str,  # noqa: ARG001
    new: str,  # noqa: ARG001
    by: User,  # noqa: ARG001
    court: "Court",  # noqa: ARG001
) -> None:
    """Hold a decision to §3.4: who decides otherwise than a signal asks, says why."""
    signals = list(decision.signals.order_by("pk"))
    if signals and decision.kind != "tot_instelling":
        assert decision.reasons.strip()
    if decision.kind == "aangehouden":
        assert decision.reasons.strip()
        assert decision.return_on is not None
    for signal in signals:
        assert signal.weighing.situation_id == decision.situation_id


def on_a_deputy(deputy: Deputy, old: str, new: str, by: User, court: "Court") -> None:  # noqa: ARG001
    """Hold a waarnemer to §1: two at most, appointed by the CPO himself, who begins himself."""
    current = Deputy.objects.filter(state__in=["aangewezen", "treedt_op"])
    assert current.count() <= MOST_DEPUTIES
    if new == "treedt_op":
        assert deputy.user_id == by.pk
    elif old == "" or new == "beeindigd":
        assert by.role == law.CPO
