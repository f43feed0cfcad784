"""Holds what an act left behind to the law of ``law.py``, and counts which states were reached."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from roads import law, verdicts
from roads.walking import KINDS, Walk

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.public_site.models import Publication
from mit_waakstand.trail.models import Event
from signals.models import Signal, StandingDecision

LABELS = {model._meta.label_lower: kind for kind, model in KINDS.items()} | {  # noqa: SLF001
    StandingDecision._meta.label_lower: "vast besluit"  # noqa: SLF001
}
Key = tuple[str, int]
SECRETS = ("OEF-", verdicts.SPOKEN)


@dataclass
class Court:
    """Remembers how everything stood, so that it sees each change."""

    walk: Walk
    reached: Counter[tuple[str, str]] = field(default_factory=Counter)
    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    adopted: dict[int, str] = field(default_factory=dict)
    states: dict[Key, str] = field(init=False)
    terms: dict[int, tuple[object, ...]] = field(init=False)
    public: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: int = field(init=False)

    def __post_init__(self) -> None:
        """Look round before anybody does anything."""
        self.states, self.terms = self.look(), self.look_at_terms()
        self.seen = max(Event.objects.values_list("position", flat=True), default=0)

    def look(self, touched: set[Key] | None = None) -> dict[Key, str]:
        """Return the state of these records, or of all."""
        found: dict[Key, str] = {}
        for kind, model in KINDS.items():
            records = model._default_manager.order_by()  # noqa: SLF001
            if touched is not None:
                those = [pk for other, pk in touched if other == kind]
                if not those:
                    continue
                records = records.filter(pk__in=those)
            found |= {(kind, pk): state for pk, state in records.values_list("pk", "state")}
        return found

    def knows_a(self, kind: str) -> bool:
        """Return whether there is a record of this kind."""
        return any(known == kind for known, _ in self.states)

    def look_at_terms(self, touched: set[int] | None = None) -> dict[int, tuple[object, ...]]:
        """Return number, moment of issue and last day of these issued signals, or of all."""
        issued = Signal.objects.filter(number__isnull=False).order_by("pk")
        if touched is not None:
            issued = issued.filter(pk__in=touched)
        told = issued.values_list("pk", "number", "issued_at", "response_due_on")
        return {pk: tuple(rest) for pk, *rest in told}

    def hold(self, by: User) -> None:
        """Hold everything that changed since the last time to the law; ``by`` acted."""
        events = list(Event.objects.filter(position__gt=self.seen).order_by("position"))
        if not events:
            return  # the end of the walk looks whether something changed without a trace
        self.seen = events[-1].position
        acts = {(LABELS[e.subject], e.subject_pk, e.verb) for e in events if e.subject in LABELS}
        now = self.look({(kind, pk) for kind, pk, _ in acts})
        changed = {key: state for key, state in now.items() if state != self.states.get(key, "")}
        assert {event.by_id for event in events} == {by.pk}
        for kind, pk, verb in acts:
            self.done[kind, verb] += 1
            self.hold_the_person_to_it(kind, verb, by, is_changed=(kind, pk) in changed)
            if kind == "weging" and verb in law.RESTS:
                verdicts.on_work_on_a_weighing(pk, self)
        for (kind, pk), state in changed.items():
            self.reached[kind, state] += 1
            self.hold_the_change_to_it(kind, pk, state, by)
        self.states |= now
        done = {(kind, verb) for kind, _, verb in acts}
        if ("opschorting", "propose") in done and ("commissie", "record") not in done:
            self.done["commissie", "propose"] += 1  # again: recording a commissie proposes it too
        touched = {pk for kind, pk, _ in acts if kind == "signaal"}
        if touched:
            self.hold_the_terms_to_it(touched, done)
            self.hold_signals_to_it(touched)
        if done & law.PUBLISHING:
            self.hold_the_public_to_it()

    def hold_the_person_to_it(self, kind: str, verb: str, by: User, *, is_changed: bool) -> None:
        """What changes no state: only by those whose act it is, and the state stays."""
        roles = law.ACTS.get((kind, verb))
        if roles is None:
            assert is_changed, f"the law says nothing about {verb} of {kind}"
        else:
            assert {by.role, by.part} & roles, f"{by.part} did {verb} of {kind}"

    def hold_the_change_to_it(self, kind: str, pk: int, new: str, by: User) -> None:
        """Each change of state stands in the law, and is made by whose step it is."""
        old = self.states.get((kind, pk), "")
        assert (old, new) in law.ROADS[kind], f"{kind}: {old} became {new}"
        roles = law.ROADS[kind][old, new]
        assert {by.role, by.part} & roles, f"{by.part} brought {kind} from {old} to {new}"
        record: Any = KINDS[kind]._default_manager.get(pk=pk)  # noqa: SLF001
        verdict = getattr(verdicts, f"on_{verdicts.NAMES.get(kind, kind)}", None)
        if verdict is not None:
            verdict(record, old, new, by, self)
        if new == "vastgesteld":
            self.adopted[pk] = record.hash_of_text()

    def hold_the_terms_to_it(self, touched: set[int], done: set[tuple[str, str]]) -> None:
        """A number never changes, and a term only by herstel van een datum."""
        now = self.look_at_terms(touched)
        for pk, told in now.items():
            before = self.terms.get(pk, told)
            assert told[0] == before[0]
            assert told == before or law.MOVES_A_TERM in done
        is_new = not now.keys() <= self.terms.keys()
        self.terms |= now
        if is_new:
            verdicts.numbers_have_no_gaps([str(told[0]) for told in self.terms.values()])

    def hold_the_public_to_it(self) -> None:
        """Versions of what is public only grow, one by one; no secret gets out."""
        count = sum(self.public.values())
        for new in Publication.objects.order_by("position")[count:]:
            self.public[new.kind, new.key] += 1
            assert new.version == self.public[new.kind, new.key]
            assert not any(secret in new.payload for secret in SECRETS)
            if new.key.startswith("mededeling-"):
                assert "MIW-" not in new.payload
                assert "zilverkoorts" not in new.payload.lower()
        keys = {key for kind, key in self.public if kind == "signaal"}
        public = Signal.objects.filter(state="gepubliceerd").values_list("number", flat=True)
        assert keys == {str(number).lower() for number in public}

    def hold_signals_to_it(self, touched: set[int]) -> None:
        """What was issued is complete, and nothing else has a number; Bureau SG sees it alone."""
        signals = Signal.objects.filter(pk__in=touched).select_related("response", "weighing")
        for signal in signals.order_by("pk"):
            assert (signal.number is not None) == (signal.state in law.ISSUED)
            if signal.number is not None:
                assert signal.hash_of_text() == self.adopted[signal.pk] == signal.text_hash
                verdicts.on_an_issued_signal(signal, self.walk.today)
        seen = Signal.objects.visible_to(self.walk.by(Role.SG_OFFICE))
        issued = {pk for (_, pk), state in self.states.items() if state in law.ISSUED}
        assert set(seen.values_list("pk", flat=True)) == issued

    def close(self) -> None:
        """At the end of the walk: what left no trace changed nothing, and all signals are well."""
        assert self.look() == self.states
        assert self.look_at_terms() == self.terms
        assert Publication.objects.count() == sum(self.public.values())
        self.hold_signals_to_it({pk for kind, pk in self.states if kind == "signaal"})
