"""Whatever random people do in whatever order, no record ever breaks domain §3.

Hypothesis takes thousands of steps: mostly such as somebody could take, now and then what nobody
may. After each of them everything that changed is held to the law as it is written out in
``law.py``, and at the end it is counted how often each state was reached.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from roads import law
from roads.acts import ACTS, BEGINNINGS
from roads.aims import Aims
from roads.court import Court
from roads.verdicts import WITHOUT_RESPONSE
from roads.walking import KINDS, Walk

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail import verification
from mit_waakstand.workflow import RefusedError

pytestmark = pytest.mark.django_db

WALKS, STEPS = 2, 100  # of one round; the rounds go on until each state was reached often enough
MOST_ROUNDS = 14
AT_LEAST = 50
LEAST_REFUSED = 0.1  # of all acts: what nobody may, or not now, or not without a reason
PATIENCE = 12  # acts that somebody spends on one aim
MOST_SITUATIONS = 4
THOUSANDS = 2_000
TRIED = "geprobeerd"
# What needs so much to stand there first that it was never taken once.
NEEDS_MUCH = (("aanleiding", "uphold"), ("commissie", "propose"), ("signaal", "ask_sooner"))
reached: Counter[tuple[str, str]] = Counter()
known: Counter[tuple[str, str]] = Counter()  # what was reached in the rounds before this one
done: Counter[tuple[str, str]] = Counter()
known_acts: Counter[tuple[str, str]] = Counter()  # idem
attempts: Counter[str] = Counter()


class AnyRoad(RuleBasedStateMachine):
    """One walk; everything that it did is undone at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.room = transaction.atomic()
        self.room.__enter__()
        self.walk = Walk()
        self.court = Court(self.walk)
        self.aims = Aims(self.walk, self.take)
        self.is_well = True
        self.steps = 0

    def teardown(self) -> None:
        try:
            if self.is_well:
                self.court.close()
                assert list(verification.problems()) == []
                reached.update(self.court.reached)
                done.update(self.court.done)
        finally:
            transaction.set_rollback(True)
            self.room.__exit__(None, None, None)

    @initialize(draw=st.uuids())
    def somebody_stands_in_for_the_cpo(self, draw: UUID) -> None:
        """In half of the walks there is a waarnemer who begins to act at once."""
        self.deal(draw)
        if self.walk.pick([True, False]):
            self.aims.begin("waarneming", 1)
            self.aims.bring("waarneming", "treedt_op")
        self.is_well = True

    def deal(self, draw: UUID) -> None:
        """Deal the chances of the next act; the first walk of Hypothesis draws the same for each.

        Until the act is done, the walk is not well: then there is nothing to hold at its end.
        """
        self.is_well = False
        self.steps += 1
        self.walk.chance = Random(f"{known.total()} {self.steps} {draw}")  # noqa: S311  (no secret)

    @rule(draw=st.uuids())
    def somebody_does_something(self, draw: UUID) -> None:
        """One rule with weights of its own: Hypothesis leaves whole rules out of a walk.

        In the walk that brings the last state often enough, nobody goes on after that.
        """
        if attempts[TRIED] >= THOUSANDS and not seldom(self.court.reached):
            return
        self.deal(draw)
        deeds: dict[Callable[[], None], int] = {
            self.somebody_has_an_aim: 18,
            self.somebody_does_what_is_offered: 6,
            self.anybody_tries_anything: 6,
            self.somebody_begins_something: 2,
            self.somebody_goes_on_from_there: 1,
            self.time_goes_by: 1,
        }
        self.walk.chance.choices(list(deeds), weights=list(deeds.values()))[0]()
        self.is_well = True

    def somebody_has_an_aim(self) -> None:
        """Go after a state, rather one that was seldom reached until now."""
        aims = [(kind, state) for kind, states in law.STATES.items() for state in states]
        lacking = [AT_LEAST - known[aim] - self.court.reached[aim] for aim in aims]
        weights = [max(number, 1) ** 2 for number in lacking]
        aim = self.walk.chance.choices(aims, weights)[0]
        before = self.court.reached[aim]
        if aim == ("signaal", "gepubliceerd"):  # an exercise never leads there
            self.walk.busy_with = [place for place in self.walk.situations if not place.is_exercise]
        for _ in range(PATIENCE):
            if self.court.reached[aim] > before or not self.aims.bring(*aim):
                break
        self.walk.busy_with = None

    def somebody_does_what_is_offered(self) -> None:
        """Take a step that a page offers, rather one that was seldom taken until now."""
        verbs = sorted(ACTS)
        weights = [1 / (1 + known_acts[verb] + self.court.done[verb]) ** 2 for verb in verbs]
        for kind, verb in self.walk.chance.choices(verbs, weights, k=PATIENCE):
            row = KINDS[kind].STEPS[verb]
            for record in self.walk.newest(kind, row.sources):
                if verb == "resend":
                    self.walk.lose_mail(record)
                if self.aims.step(kind, record, row):
                    return

    def anybody_tries_anything(self) -> None:
        """Try a step with any record of its kind, whoever it is and in whatever state."""
        kind, verb = self.walk.pick(sorted(ACTS))
        for record in self.walk.newest(kind)[:1]:
            self.aims.act(kind, verb, record, self.walk.pick(self.walk.people))

    def somebody_begins_something(self) -> None:
        """Begin something, or try to; now and then there is another situation."""
        can_begin = set(BEGINNINGS) - (set() if self.court.knows_a("weging") else {"signaal"})
        act, roles = BEGINNINGS[self.walk.pick(sorted(can_begin))]
        if len(self.walk.situations) < MOST_SITUATIONS:
            self.walk.open_situation(is_exercise=self.walk.pick([True, False, False]))
            self.court.hold(self.walk.by(Role.SECRETARY))
        anybody = self.walk.pick(self.walk.people)
        somebody = self.walk.by(self.walk.pick(roles))
        self.take(partial(act, self.walk), self.walk.pick([anybody, somebody, somebody]))

    def somebody_goes_on_from_there(self) -> None:
        """Do what needs something that seldom stands there: bring it about first."""
        seldom_taken = {
            "uphold": self.aims.uphold_what_stands,
            "propose": self.aims.propose_again,
            "ask_sooner": self.aims.ask_sooner_after_a_leak,
        }
        weights = [1 / (1 + self.taken(verb)) for verb in seldom_taken]
        self.walk.chance.choices(list(seldom_taken.values()), weights)[0]()

    def taken(self, verb: str) -> int:
        """Return how often this was done in this walk, whatever it was done with."""
        return sum(times for (_, other), times in self.court.done.items() if other == verb)

    def time_goes_by(self) -> None:
        """Let a day or some weeks pass."""
        self.walk.pass_time(days=self.walk.pick([1, 15]))

    def take(self, act: Callable[[User], object], by: User) -> None:
        """Let somebody act; a refusal in words is a good answer, anything else is a defect."""
        self.walk.pass_time(minutes=7)
        attempts[TRIED] += 1
        try:
            with transaction.atomic():
                act(by)
        except RefusedError as refusal:
            attempts[type(refusal).__name__] += 1
        self.court.hold(by)
        if self.court.knows_a("waarneming"):
            self.walk.look_up_people()


def test_the_walk_knows_every_step_of_every_table() -> None:
    by_hand = {
        (kind, step.verb) for kind, model in KINDS.items() for step in model.STEPS if step.by_hand
    }

    assert by_hand == set(ACTS)


def test_the_law_says_whose_act_each_step_is_that_keeps_the_state() -> None:
    keeping = {
        (kind, step.verb)
        for kind, model in KINDS.items()
        for step in model.STEPS
        if not step.target
    }

    assert keeping <= law.ACTS.keys()


def seldom(now: Counter[tuple[str, str]] | None = None) -> dict[tuple[str, str], int]:
    """Return the states that were not reached often enough, in all walks and in the one of now."""
    states = [(kind, state) for kind, states in law.STATES.items() for state in states]
    times = reached + (now or Counter())
    return {state: times[state] for state in states if times[state] < AT_LEAST}


def walk_a_round(number: int) -> None:
    """Let Hypothesis take some walks; the next round knows what was reached until now."""
    known.update(reached - known)
    known_acts.update(done - known_acts)
    run_state_machine_as_test(
        seed(number)(AnyRoad),
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=STEPS,
            database=None,
            phases=[Phase.generate],  # a walk of a hundred steps takes minutes to shorten
            suppress_health_check=[*HealthCheck],
        ),
    )


def test_no_walk_of_random_people_ever_breaks_the_law(capsys: pytest.CaptureFixture[str]) -> None:
    for counter in (reached, known, done, known_acts, attempts):
        counter.clear()

    for number in range(MOST_ROUNDS):
        walk_a_round(number)
        if not seldom():
            break

    refused = attempts.total() - attempts[TRIED]
    with capsys.disabled():
        print(f"\n{dict(attempts)} in {number + 1} rondes")  # noqa: T201
        for kind, states in law.STATES.items():
            print(f"{kind}: { ({state: reached[kind, state] for state in states}) }")  # noqa: T201
        print(f"zonder reactie gepubliceerd: {reached['signaal', WITHOUT_RESPONSE]}")  # noqa: T201
        print(f"opgetreden als waarnemer: {reached['waarneming', 'treedt_op']}")  # noqa: T201
        untaken = [" ".join(verb) for verb in sorted(ACTS) if not done[verb]]
        print(f"nooit gezet: {', '.join(untaken) or 'geen'}")  # noqa: T201
    assert seldom() == {}
    assert {act: done[act] for act in NEEDS_MUCH if not done[act]} == {}
    assert attempts[TRIED] >= THOUSANDS
    assert refused >= LEAST_REFUSED * attempts[TRIED]
