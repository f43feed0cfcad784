"""``bin/drill people``: everybody works, while everything that runs is killed at random.

Three crews bring signals from cause to public, a fourth secretaris plans meetings and answers
questions, and the public reads, all through pages and forms. What they were told was done, they
write down; afterwards that is held to the database, the trail, the files and the mail.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from bench.figures import Ratio, options, run, verdict
from drill.blows import rain
from drill.chores import Day
from drill.crews import Crew, Desk, Others, Reader
from drill.journal import Journal
from drill.whole_house import WholeHouse, let_in, whole_house

MINUTES = 10.0
CREWS = 3
FINISHING = 300.0  # seconds in which everybody finishes what lies open
SETTLING = 900.0  # seconds in which the house does what it still has to do
EVERYBODY = {
    **{f"secretaris-{number}": "secretaris" for number in range(1, CREWS + 2)},
    "cpo": "cpo",
    "sg": "bureau_sg",
    "expert": "expert",
}


def drilled(scratch: Path, minutes: float, seed: int) -> Generator[Ratio, None, None]:
    """Yield what came of it."""
    with whole_house(scratch) as house:
        let_in(EVERYBODY)
        journal, before = Journal(), halves()
        hit = worked(house, journal, minutes, random.Random(seed))  # noqa: S311  (no secret)
        waited = settled()
        yield from judged(house, journal, hit, before)
        note = f"al het werk gedaan na {waited:.0f} s; begin {seed}"
        yield verdict("daarna vanzelf op orde", work_left(), note)


def worked(
    house: WholeHouse, journal: Journal, minutes: float, chance: random.Random
) -> Counter[str]:
    """Let everybody work while it rains blows, and finish in peace; return what was hit."""
    known = {name: house.visitor(name, journal.hear) for name in EVERYBODY}
    for visitor in known.values():
        visitor.sign_in()
    *crew, last = [known[name] for name in known if name.startswith("secretaris")]
    day, others = Day(journal), Others(known["cpo"], known["sg"], known["expert"])
    crews = [Crew(day, others, secretary, own(chance)) for secretary in crew]
    desk = Desk(day, others, last, house.stranger(journal.hear), own(chance))
    reader = Reader(day, house.stranger(journal.hear), own(chance))
    with ThreadPoolExecutor() as pool:
        at_work = [pool.submit(somebody.work) for somebody in (*crews, desk, reader)]
        hit = rain(house, minutes * 60, chance)
        day.open_until(FINISHING)
        for one in at_work:
            one.result()
    for left in (mark for one in crews for _, mark in one.waiting):
        journal.notice(f"{left} kon niet worden gepubliceerd")
    return hit


def own(chance: random.Random) -> random.Random:
    """Return chances of one's own."""
    return random.Random(chance.random())  # noqa: S311  (no secret)


def settled() -> float:
    """Wait until the house did all its work by itself; return the seconds that it took."""
    from mit_waakstand.outbox.models import Work  # noqa: PLC0415

    began = time.monotonic()
    waiting = Work.objects.filter(done_at=None, failed_at=None)
    while waiting.exists() and time.monotonic() - began < SETTLING:
        time.sleep(1)
    return time.monotonic() - began


def halves() -> list[str]:
    """Return what stands there without its event: what our own hand made before people came."""
    from django.db import connections  # noqa: PLC0415  (needs the settings)
    from drill import verdicts  # noqa: PLC0415

    try:
        return list(verdicts.halves())
    finally:
        connections.close_all()  # the database will fall


def work_left() -> list[str]:
    """Return what the house did not do."""
    from drill import verdicts  # noqa: PLC0415

    return list(verdicts.work_left())


def judged(
    house: WholeHouse, journal: Journal, hit: Counter[str], before: list[str]
) -> Generator[Ratio, None, None]:
    """Yield the verdicts."""
    from drill import verdicts  # noqa: PLC0415  (needs the settings)

    from signals.models import Signal  # noqa: PLC0415

    blows = ", ".join(f"{times} {name}" for name, times in sorted(hit.items()))
    told = f"{journal.acknowledged} bevestigd, {journal.unanswered} zonder antwoord verstuurd"
    yield verdict("niets kwijt of dubbel", verdicts.acts(journal), f"{told}; {blows}")
    states = f"{len(journal.acts)} handelingen van {len(EVERYBODY)} mensen en het publiek"
    wrong = [*verdicts.halves(before), *verdicts.private_files()]
    yield verdict("niets half", wrong, states)
    yield verdict("logboek, register, kenmerken", verdicts.chains(), "opnieuw uitgerekend")
    published = list(Signal.objects.filter(state="gepubliceerd").order_by("number"))
    wrong = verdicts.public_files(published)
    yield verdict("openbare site", wrong, f"{len(published)} signalen", is_good=bool(published))
    wrong_mail, arrived, twice = verdicts.mails(house.office.arrived)
    note = f"{arrived} aangekomen, {twice} twee keer onder hetzelfde Message-ID"
    yield verdict("mail, elk één keer", wrong_mail, note, is_good=twice <= hit.total())
    answers = ", ".join(
        f"{times} keer {status}" for status, times in sorted(journal.answers.items())
    )
    wrong = [*journal.noticed, *verdicts.failures(house.house.state_dir / "log" / "web.log")]
    yield verdict("wat mensen zagen", wrong, f"{answers} (0: geen antwoord)")


def main() -> int:
    """Break, print, keep when asked, and return the exit code."""
    parser = options("Laat iedereen werken terwijl alles omvalt, en kijk wat er overblijft.")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="hoe lang er iets omvalt")
    parser.add_argument("--seed", type=int, help="herhaal de keuzes van een eerdere oefening")
    words = parser.parse_args()
    seed = random.randrange(10**6) if words.seed is None else words.seed  # noqa: S311
    drill = partial(drilled, minutes=words.minutes, seed=seed)
    return run("people", drill, is_kept=words.keep, command="bin/drill")


if __name__ == "__main__":
    sys.exit(main())
