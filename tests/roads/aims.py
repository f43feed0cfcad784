"""What people are after: a record in some state, and what they do first when something is missing.

Somebody who wants a signal published, and finds none that can be, brings one a step nearer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from roads import law
from roads.acts import ACTS, BEGINNINGS, free_places, signalled
from roads.verdicts import is_resting
from roads.walking import KINDS, Walk

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.deputies.models import Deputy
from mit_waakstand.workflow import Step
from signals.models import Signal, Suspension
from signals.states import Route
from signals.workflow import triggers

MOST_STEPS_BACK = 6
BEGIN_ANEW = 0.7  # rather than going back to what was there
# What comes about only as part of something else.
FOLLOWS_FROM = {
    ("aanleiding", "besloten_signaal"): ("weging", "gesloten"),
    ("aanleiding", "besloten_geen_signaal"): ("weging", "gesloten"),
    ("weging", "open"): ("aanleiding", "in_weging"),
}
# What is missing, by the guard that says so: the state of another record that takes it away.
ASKS_FOR = {
    "is_suspended": ("opschorting", "beeindigd"),
    "is_not_suspended": ("opschorting", "lopend"),
    "lacks_earlier_assessment": ("aanleiding", "geen_samenkomst"),
    "lacks_closed_weighing": ("weging", "gesloten"),
}
# Or the act with the same record.
ASKS_TO = {"lacks_text": "edit", "lacks_checklist": "prepare", "waits_for_correction": "drop_date"}
# Or the beginning of something.
ASKS_TO_BEGIN = {"lacks_standing_decision": "vast besluit"}
Take = Callable[[Callable[[User], object], User], None]


@dataclass
class Aims:
    """Ways to get somewhere; each of them takes one step (or a few that belong together)."""

    walk: Walk
    take: Take

    def bring(self, kind: str, state: str, steps_back: int = MOST_STEPS_BACK) -> bool:
        """Take a step towards a record in this state; return whether there was one to take."""
        if steps_back == 0:
            return False
        kind, state = FOLLOWS_FROM.get((kind, state), (kind, state))
        begins = ("", state) in law.ROADS[kind] and kind in BEGINNINGS
        if begins and self.walk.chance.random() < BEGIN_ANEW:
            return self.begin(kind, steps_back)
        rows = [row for row in KINDS[kind].STEPS if row.target == state and row.by_hand]
        sources = frozenset[str]().union(*(row.sources for row in rows))
        for record in self.walk.newest(kind, sources):
            for row in self.walk.shuffled(rows):
                if self.step(kind, record, row, steps_back):
                    return True
        if begins:
            return self.begin(kind, steps_back)
        before = sorted({old for old, new in law.ROADS[kind] if new == state and old})
        return any(self.bring(kind, old, steps_back - 1) for old in self.walk.shuffled(before))

    def bring_there(self, record: Any, kind: str, state: str, *, steps_back: int) -> bool:
        """Do so in the situation of this record."""
        before, self.walk.busy_with = self.walk.busy_with, [record.concerns()]
        try:
            return self.bring(kind, state, steps_back)
        finally:
            self.walk.busy_with = before

    def begin(self, kind: str, steps_back: int) -> bool:
        """Begin a new record; a signal begins under a weighing, and not during a suspension."""
        if kind == "signaal" and not signalled(self.walk):
            rests = is_resting(self.walk.places()[0], self.walk.today)
            need = ("opschorting", "beeindigd") if rests else ("weging", "gesloten")
            return self.bring(*need, steps_back - 1)
        if kind == "opschorting" and not free_places(self.walk):
            return self.bring("opschorting", "beeindigd", steps_back - 1)
        act, roles = BEGINNINGS[kind]
        self.take(partial(act, self.walk), self.walk.by(self.walk.pick(roles)))
        return True

    def step(self, kind: str, record: Any, row: Step, steps_back: int = 1) -> bool:
        """Take this step with this record, or take away what stands in its way."""
        by = self.somebody_for(record, row)
        if by is None:
            return False
        record.moment = self.walk.now
        hurdle = next((guard for guard in row.guards if getattr(record, guard)()), "")
        if hurdle:
            return self.clear(hurdle, record, steps_back)
        if (kind, row.verb) == ("weging", "close") and record.obstacles_to_close(by):
            self.act(kind, "declare_interests", record, by)
        self.act(kind, row.verb, record, by)
        return True

    def somebody_for(self, record: Any, row: Step) -> User | None:
        """Return somebody to whom this step is offered, hurdles apart."""
        if record.state not in row.sources or not record.agrees(row.questions()):
            return None
        may = [user for user in self.walk.people if user.may(row.permission)]
        for user in self.walk.shuffled(may):
            is_his = not isinstance(record, Deputy) or row in record.steps_of(user)
            if is_his and (user.role != Role.EXPERT or record.is_visible_to(user)):
                return user  # type: ignore[no-any-return]
        return None

    def act(self, kind: str, verb: str, record: Any, by: User) -> None:
        """Let somebody act, whether he may or not."""
        self.take(partial(ACTS[kind, verb], self.walk, record), by)

    def clear(self, hurdle: str, record: Any, steps_back: int) -> bool:
        """Do what the guard asks for; return whether anybody knew how."""
        kind = next(kind for kind, model in KINDS.items() if isinstance(record, model))
        if hurdle in ASKS_FOR:
            return self.bring_there(record, *ASKS_FOR[hurdle], steps_back=steps_back - 1)
        if hurdle in ASKS_TO:
            return self.step(kind, record, KINDS[kind].STEPS[ASKS_TO[hurdle]])
        if hurdle in ASKS_TO_BEGIN:
            return self.begin(ASKS_TO_BEGIN[hurdle], steps_back)
        other = getattr(self, f"when_it_{hurdle}", None)
        if other is None:
            return False
        other(record)
        return True

    def when_it_lacks_answers(self, weighing: Any) -> None:
        """Answer the weegvragen; CPO and expert say what they have to say."""
        self.act("weging", "answer", weighing, self.walk.by(Role.SECRETARY))
        self.act("weging", "declare_interests", weighing, self.walk.by(Role.CPO))
        if weighing.participants.invited().exists():
            self.act("weging", "give_opinion", weighing, self.walk.by(Role.EXPERT))

    def when_it_lacks_a_place_to_merge(self, trigger: Any) -> None:
        """Bring another trigger there; an A1 needs one that is being weighed."""
        state = "in_weging" if trigger.is_a1() else "geregistreerd"
        self.bring_there(trigger, "aanleiding", state, steps_back=2)

    def when_it_commission_still_runs(self, suspension: Any) -> None:
        """Record, on a later day than it began, that the commissie ends today."""
        self.walk.pass_time(days=1)
        self.act("commissie", "change_end", suspension.commission, self.walk.by(Role.CPO))

    def when_it_is_still_in_time(self, signal: Signal) -> None:  # noqa: ARG002
        """Wait until the term is over."""
        self.walk.pass_time(days=15)

    def when_it_lacks_files(self, signal: Signal) -> None:
        """Wait for the PDFs."""
        self.walk.make_files(signal)

    def when_it_lacks_correction_pdf(self, signal: Signal) -> None:
        """Wait for the PDF."""
        self.walk.make_files(signal)

    def when_it_lacks_gazette_reference(self, signal: Signal) -> None:
        """Fill in where the A1 status stands in the Staatscourant."""
        for trigger in signal.weighing.triggers.order_by("pk"):
            if trigger.is_a1() and trigger.has_no_reference():
                self.act("aanleiding", "complete", trigger, self.walk.by(Role.SECRETARY))

    # --- What needs something that seldom stands there ---

    def uphold_what_stands(self) -> None:
        """Assess an OMT of a situation, and let that hold for the next one there."""
        cpo = self.walk.by(Role.CPO)
        place = self.walk.pick(self.walk.places())
        for verb in ("do_not_convene", "uphold"):
            known = {"happened_on": self.walk.today, "informed_by": "RIVM"}
            register = partial(triggers.register, place, route=Route.OMT_CONVENED, **known)
            self.take(lambda by, act=register: act(by=by, at=self.walk.now), cpo)
            omt = place.triggers.order_by("-pk").first()
            if omt is not None:
                self.act("aanleiding", "submit", omt, cpo)
                self.act("aanleiding", verb, omt, cpo)

    def propose_again(self) -> None:
        """Record a commissie, let the proposal lapse, and propose the suspension again."""
        cpo = self.walk.by(Role.CPO)
        if not free_places(self.walk):
            return
        self.begin("commissie", 1)
        waiting = Suspension.objects.filter(state="voorgesteld").order_by("-pk").first()
        if waiting is not None:
            self.act("opschorting", "drop", waiting, cpo)
            self.act("commissie", "propose", waiting.commission, cpo)

    def ask_sooner_after_a_leak(self) -> None:
        """Ask the SG to respond sooner about a signal that became known."""
        cpo = self.walk.by(Role.CPO)
        issued = self.walk.newest("signaal", {"uitgebracht"})
        if not issued:
            self.bring("signaal", "uitgebracht")
        for signal in issued[:1]:
            if signal.has_not_leaked():
                self.act("signaal", "report_leak", signal, cpo)
            self.act("signaal", "ask_sooner", signal, cpo)
