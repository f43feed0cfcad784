"""``bin/drill backup``: a backup while people work, more work, everything destroyed, and restored.

What people were told before the backup began must be there; what came later may be. Then they work
on in the house that came back.
"""

import random
import shutil
import sys
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from bench.figures import Ratio, options, run, verdict
from drill.chores import Day
from drill.crews import Crew, Desk, Others
from drill.journal import Journal
from drill.whole_house import LONGEST_START, WholeHouse, let_in, whole_house

SECONDS = 60.0  # of work before the backup, and again after it
FINISHING = 120.0  # seconds
EVERYBODY = {
    "secretaris-1": "secretaris",
    "secretaris-2": "secretaris",
    "cpo": "cpo",
    "sg": "bureau_sg",
    "expert": "expert",
}


def drilled(scratch: Path, seconds: float) -> Generator[Ratio, None, None]:
    """Yield what came of it."""
    with whole_house(scratch) as house:
        let_in(EVERYBODY)
        from drill import verdicts  # noqa: PLC0415  (needs the settings)

        before = list(verdicts.halves())
        journal, numbers, archives = Journal(), count(1), scratch / "kopieën"
        with at_work(house, journal, numbers):
            time.sleep(seconds)
            began = time.monotonic()
            house.manage("backup", str(archives))
            took = time.monotonic() - began
            time.sleep(seconds)
        (archive,) = archives.iterdir()
        destroy(house)
        said = restore(house, archive)
        earlier = journal.as_of(began)
        told = f"{earlier.acknowledged} bevestigd voor de kopie, {journal.acknowledged} in totaal"
        note = f"{told}; de kopie duurde {took:.0f} s, terwijl iedereen werkte"
        is_good = 0 < earlier.acknowledged < journal.acknowledged and "kloppen" in said
        yield verdict("alles van voor de kopie", verdicts.acts(earlier), note, is_good=is_good)
        wrong = [
            *verdicts.halves(before),
            *verdicts.private_files(),
            *verdicts.chains(),
            *journal.noticed,
        ]
        yield verdict("heel, en na te rekenen", wrong, said.splitlines()[0])
        again = Journal()
        with at_work(house, again, numbers):
            time.sleep(seconds / 2)
        wrong = [*verdicts.acts(again), *again.noticed, *verdicts.chains()]
        note = f"{again.acknowledged} handelingen in het teruggezette huis"
        yield verdict("daarna werkt iedereen door", wrong, note, is_good=again.acknowledged > 0)


@contextmanager
def at_work(
    house: WholeHouse, journal: Journal, numbers: Iterator[int]
) -> Generator[None, None, None]:
    """Let everybody work until the end of the block, and finish what lies open.

    ``numbers`` are what makes their words theirs; they share them.
    """
    from django.db import connections  # noqa: PLC0415  (needs the settings)

    known = {name: house.visitor(name, journal.hear) for name in EVERYBODY}
    for visitor in known.values():
        visitor.sign_in()
    day, others = Day(journal), Others(known["cpo"], known["sg"], known["expert"])
    first, second = random.Random(1), random.Random(2)  # noqa: S311  (no secret)
    crew = Crew(day, others, known["secretaris-1"], first, numbers)
    desk = Desk(day, others, known["secretaris-2"], house.stranger(journal.hear), second, numbers)
    connections.close_all()
    with ThreadPoolExecutor() as pool:
        working = [pool.submit(somebody.work) for somebody in (crew, desk)]
        try:
            yield
        finally:
            day.open_until(FINISHING)
            for one in working:
                one.result()


def destroy(house: WholeHouse) -> None:
    """Pull the plug, and throw away database, files and all."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    house.house.kill_everything()
    shutil.rmtree(house.house.state_dir)


def restore(house: WholeHouse, archive: Path) -> str:
    """Put the archive back where nothing is left, and start; return what the command said."""
    house.house.start("diensten", seconds=LONGEST_START)
    said = house.manage("restore", str(archive))
    house.house.stop()
    house.house.start("alles", seconds=LONGEST_START)
    return said


def main() -> int:
    """Break, print, keep when asked, and return the exit code."""
    parser = options("Maak een kopie terwijl iedereen werkt, vernietig alles, en zet terug.")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="werk voor en na de kopie")
    words = parser.parse_args()
    drill = partial(drilled, seconds=words.seconds)
    return run("backup", drill, is_kept=words.keep, command="bin/drill")


if __name__ == "__main__":
    sys.exit(main())
