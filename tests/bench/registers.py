"""``bin/bench registers``: the register of experts and its overview with 50 and with 5,000 experts.

Every page is asked in turns of both databases, so that what else the machine does weighs on both.
"""

import sys
from collections.abc import Generator
from functools import partial
from pathlib import Path

from bench.asked import environment, house
from bench.figures import Ratio, options, run
from bench.scale import compare

from mit_waakstand.embedded import postgres, services

TIMES = {"vijftig": 1, "vijfduizend": 100}
SIZES = [50, 5_000]
TASKS = {  # and how many queries each asks, at both sizes
    "overzicht van expertises": 7,
    "register": 8,
    "register, tweede bladzijde": 8,
    "register, niet bevestigd": 8,
    "één expert": 12,
}


def measured(scratch: Path) -> Generator[Ratio, None, None]:
    """Yield every ratio; the first tells whether the registers are as large as they say."""
    with services.running(scratch / "s") as running:
        stands_on = partial(
            environment,
            scratch,
            running,
            state=scratch / "state",
            MIT_HOSTS="localhost,testserver",
            MIT_SMTP_URL="smtp://127.0.0.1:1",
        )
        found = []
        for name, times in TIMES.items():
            postgres.make_database(scratch / "s" / "postgres", name)
            with house("registers_house", stands_on(database=name)) as one:
                found.append(one.ask("fill", times)["experts"])
        note = f"{found[0]} en {found[1]} experts"
        yield Ratio("gevuld", 1.0 if found == SIZES else 99.0, 1.0, note)
        few, many = (house("registers_house", stands_on(database=name)) for name in TIMES)
        with few as small, many as large:
            for task, queries in TASKS.items():
                yield compare(small, large, task, queries, what=task)


def main() -> int:
    """Measure, print, keep when asked, and return the exit code."""
    words = options("Meet het register met 50 en met 5.000 experts.").parse_args()
    return run("registers", measured, is_kept=words.keep)


if __name__ == "__main__":
    sys.exit(main())
