"""``bin/bench scale``: the office with 100 and with 10,000 signals, and 1,000 reminders at once.

Two times a hundred against ten thousand: an archive that grew while a normal number is in hand,
and signals that all wait for their response. Every page is asked in turns of both databases, so
that what else the machine does weighs on both.
"""

import statistics
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
from bench import draining
from bench.asked import House, environment, house
from bench.figures import Ratio, options, run
from ground.post_office import PostOffice, post_office

from mit_waakstand.embedded import postgres, services

ROUNDS = 40
SERIES = 3
BOUND = 1.25
# How many queries each asks, at both sizes; a query for each record shows here at once.
OPEN = {
    "Nu te doen (CPO)": 33,
    "Nu te doen (secretaris)": 30,
    "Nu te doen (Bureau SG)": 17,
    "lijst van signalen": 5,
    "lijst, loopt nog": 5,
    "lijst (Bureau SG)": 5,
    "zoeken": 6,
    "zoeken (Bureau SG)": 6,
    "agenda": 7,
}
# The round of the sweep is measured on the archive only: once a day, at 09:00, it puts a mail for
# each signal that waits, and that is as much work as there are signals.
ARCHIVE = OPEN | {"lijst, gepubliceerd": 5, "veegronde": 82}


@dataclass(frozen=True)
class Pair:
    """A hundred against ten thousand: copies for each, and what CPO and Bureau SG must see."""

    name: str
    source: str
    state: str
    copies: tuple[int, int]
    seen: tuple[list[int], list[int]]
    tasks: dict[str, int]


PAIRS = (
    Pair("archief", "archive", "gepubliceerd", (1, 111), ([100, 95], [10_000, 9_995]), ARCHIVE),
    Pair("open", "open", "uitgebracht", (10, 1_000), ([100, 100], [10_000, 10_000]), OPEN),
)


@dataclass(frozen=True)
class Ground:
    """What the houses stand on: servers, and a directory for files."""

    scratch: Path
    running: services.Services
    office: PostOffice

    def environment(self, database: str) -> dict[str, str]:
        """Return what a house needs to stand on this database."""
        return environment(
            self.scratch,
            self.running,
            database,
            self.scratch / "state",
            MIT_HOSTS="localhost,testserver",
            MIT_SMTP_URL=f"smtp://127.0.0.1:{self.office.port}",
            MIT_SG_ADDRESS="bureau@voorbeeld.invalid",
        )

    def copy(self, database: str, *, of: str) -> None:
        """Make a database as a copy of another, which nobody uses at that moment."""
        address = postgres.url(self.scratch / "s" / "postgres", "postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{of}"')

    def house(self, database: str) -> AbstractContextManager[House]:
        """Run a house until the end of the block."""
        return house("house", self.environment(database))

    def fill(self, source: str) -> None:
        """Make the database with the signals that are made by steps."""
        postgres.make_database(self.scratch / "s" / "postgres", source)
        with self.house(source) as house:
            house.ask("fill", source)

    def multiply(self, database: str, pair: Pair, copies: int) -> dict[str, list[int]]:
        """Make a database with copies of the signals; return what can be seen in it."""
        self.copy(database, of=pair.source)
        with self.house(database) as house:
            return house.ask("multiply", copies, pair.state)


def compare(small: House, large: House, task: str, queries: int, *, what: str) -> Ratio:
    """Return the ratio of the times. Over the bound it is looked at longer, on a busy machine.

    Both sizes must ask exactly this number of queries.
    """
    for one in (small, large):
        one.ask("measure", task)  # the first time loads templates and makes the plans
    few, many = (one.ask("count", task)["queries"] for one in (small, large))
    if (few, many) != (queries, queries):
        return Ratio(what, 99.0, 1.0, f"{few} -> {many} queries, niet {queries}")
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(SERIES):
        for _ in range(ROUNDS):
            for one, kept in zip((small, large), times, strict=True):
                kept.append(one.ask("measure", task)["seconds"])
        quick = [_quick(kept) for kept in times]
        note = f"{quick[0] * 1000:.1f} -> {quick[1] * 1000:.1f} ms, {queries} queries"
        found = Ratio(what, quick[1] / quick[0], BOUND, note)
        if found.is_met:
            break
    return found


def _quick(seconds: list[float]) -> float:
    """Return the mean of the quickest quarter: what else the machine does only adds time."""
    return statistics.mean(sorted(seconds)[: len(seconds) // 4])


def compared(ground: Ground, pair: Pair) -> Generator[Ratio, None, None]:
    """Yield the ratios of one pair; the first tells whether the databases are what they say."""
    ground.fill(pair.source)
    names = [f"{pair.source}_{copies}" for copies in pair.copies]
    seen = [
        ground.multiply(name, pair, copies) for name, copies in zip(names, pair.copies, strict=True)
    ]
    wanted = [{"listed": numbers, "found": numbers} for numbers in pair.seen]
    sizes = " en ".join(str(one["listed"][0]) for one in seen)
    is_whole = seen == wanted
    note = f"{sizes} signalen, alle te zien en te vinden" if is_whole else f"{seen}, niet {wanted}"
    yield Ratio(f"{pair.name}: gevuld", 1.0 if is_whole else 99.0, 1.0, note)
    with ground.house(names[0]) as small, ground.house(names[1]) as large:
        for task, queries in pair.tasks.items():
            yield compare(small, large, task, queries, what=f"{pair.name}: {task}")


def drained(ground: Ground) -> Ratio:
    """Return whether a thousand reminders were sent once each: of 250 signals, to four people."""
    (source,) = (pair for pair in PAIRS if pair.source == "open")
    ground.multiply("reminders", source, draining.SIGNALS // 10)
    with ground.house("reminders") as house:
        return draining.drained_once(ground.environment("reminders"), house, ground.office)


def measured(scratch: Path) -> Generator[Ratio, None, None]:
    """Yield every ratio."""
    with ExitStack() as stack:
        running = stack.enter_context(services.running(scratch / "s"))
        ground = Ground(scratch, running, stack.enter_context(post_office()))
        for pair in PAIRS:
            yield from compared(ground, pair)
        yield drained(ground)


def main() -> int:
    """Measure, print, keep when asked, and return the exit code."""
    words = options("Meet het kantoor met 100 en met 10.000 signalen.").parse_args()
    return run("scale", measured, is_kept=words.keep)


if __name__ == "__main__":
    sys.exit(main())
