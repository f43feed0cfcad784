"""``bin/drill disk``: the disk is full while signals are issued, answered and published.

Public and private files stand on a small disk. Each round another act meets it full; then there is
room again, and the house must do by itself what it could not.
"""

import random
import sys
from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.figures import Ratio, options, run, verdict
from drill.chores import Day, a_response, once, take
from drill.crews import Crew, a_pdf
from drill.own_clock import TurnedHouse, turned_house
from drill.small_disk import SmallDisk, small_disk
from drill.visitor import TurnedDownError, Visitor, Words
from ground.post_office import post_office

ROUNDS = 15
PATIENCE = 70  # minutes in which work is tried again by itself
ISSUE, RESPOND, PUBLISH = "brief maken", "reactie met pdf", "publiceren"
# Bytes that are left at most; the letters, and with a publication all pages, take more.
MOST_LEFT = {PUBLISH: 150_000, ISSUE: 12_000, RESPOND: 12_000}


@dataclass(frozen=True)
class Act:
    """One step on the way of a signal: whose it is, and what is filled in."""

    kind: str
    who: Visitor
    address: str
    words: Words = field(default_factory=dict)
    file: Mapping[str, bytes] = field(default_factory=dict)

    def take(self, day: Day) -> None:
        """Take it, however often it has to be tried."""
        take(day, self.who, self.address, self.words, **self.file)


@dataclass
class Rounds:
    """What happens in one round, and what was wrong in all of them."""

    house: TurnedHouse
    disk: SmallDisk
    chance: random.Random
    hurt: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Let people come to work."""
        self.day = Day(self.house.journal, pause=0)
        self.crew = Crew(
            self.day, self.house.others(), self.house.visitor("secretaris"), self.chance
        )

    def round(self, kind: str) -> None:
        """Bring a signal to the public; one act on its way meets a full disk."""
        mark = f"koorts van {self.crew.mark()}"
        here = f"/werk/signalen/{self.crew.written(mark)}/"
        others = self.house.others()
        take(self.day, others.cpo, f"{here}vaststellen/")
        for act in (
            Act(ISSUE, others.cpo, f"{here}uitbrengen/"),
            Act(RESPOND, others.sg, f"{here}reactie/", a_response(mark), {"letter": a_pdf()}),
            Act(PUBLISH, others.cpo, f"{here}publiceren/", {"personal_data_checked": "on"}),
        ):
            if act.kind == kind:
                self.on_a_full_disk(act)
            else:
                act.take(self.day)
            self.settle()

    def on_a_full_disk(self, act: Act) -> None:
        """Let the disk be full when it is done; afterwards there is room again."""
        from drill import verdicts  # noqa: PLC0415  (needs the settings)
        from drill.killing import half_done, snapshot  # noqa: PLC0415

        public = self.disk.place / "public"
        before = snapshot(public)
        with self.disk.full(self.chance.randrange(MOST_LEFT[act.kind])):
            is_told = once(self.day, act.who, act.address, act.words, **act.file)
            self.house.minutes(2)
            during = snapshot(public)
            is_hurt = not is_told or any("Errno" in left for left in verdicts.work_left())
        self.hurt[act.kind] += is_hurt
        if not is_told:
            with suppress(TurnedDownError):  # it was done, and only not told
                act.take(self.day)
        self.settle()
        self.wrong += half_done(before, during, snapshot(public))

    def settle(self) -> None:
        """Let minutes pass until the house has done everything by itself."""
        from drill import verdicts  # noqa: PLC0415

        for _ in range(PATIENCE):
            if not list(verdicts.work_left()):
                return
            self.house.minutes(1)


def drilled(scratch: Path, rounds: int, seed: int) -> Generator[Ratio, None, None]:
    """Yield what came of it."""
    with small_disk(scratch / "klein") as disk, post_office() as office:
        place = {"MIT_PUBLIC_ROOT": "public", "MIT_PRIVATE_ROOT": "private"}
        more = {name: str(disk.place / folder) for name, folder in place.items()}
        smtp = f"smtp://127.0.0.1:{office.port}"
        with turned_house(scratch, smtp=smtp, more=more) as house:
            from drill import verdicts  # noqa: PLC0415  (needs the settings)

            from signals.models import Signal  # noqa: PLC0415

            kinds, before = list(MOST_LEFT), list(verdicts.halves())
            all_rounds = Rounds(house, disk, random.Random(seed))  # noqa: S311  (no secret)
            for number in range(rounds):
                all_rounds.round(kinds[number % len(kinds)])
            hurt = ", ".join(f"{times} {kind}" for kind, times in all_rounds.hurt.items())
            note = f"{disk.name}; te vol bij: {hurt}; begin {seed}"
            enough = all_rounds.hurt.total() >= rounds // 2
            yield verdict(f"{rounds} keer een volle schijf", all_rounds.wrong, note, is_good=enough)
            published = list(Signal.objects.filter(state="gepubliceerd"))
            wrong = [
                *verdicts.acts(house.journal),
                *verdicts.halves(before),
                *verdicts.private_files(),
                *verdicts.chains(),
                *verdicts.work_left(),
                *verdicts.public_files(published),
            ]
            note = f"{len(published)} signalen openbaar"
            yield verdict("daarna heel", wrong, note, is_good=len(published) == rounds)


def main() -> int:
    """Break, print, keep when asked, and return the exit code."""
    parser = options("Laat de schijf vollopen, en kijk wat er overblijft.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="hoe vaak de schijf vol is")
    parser.add_argument("--seed", type=int, help="herhaal een eerdere oefening")
    words = parser.parse_args()
    seed = random.randrange(10**6) if words.seed is None else words.seed  # noqa: S311
    drill = partial(drilled, rounds=words.rounds, seed=seed)
    return run("disk", drill, is_kept=words.keep, command="bin/drill")


if __name__ == "__main__":
    sys.exit(main())
