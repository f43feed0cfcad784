"""``bin/bench publish``: how long an issue and a publication take beside WeasyPrint alone.

Two houses, one with ten publications and one with two thousand more, take signals from issue to
public in turns, so that what else the machine does weighs on both. Measured is the act itself,
its transaction and the work in the outbox that follows; not the way to the worker through Valkey.
"""

import statistics
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from bench.asked import House, environment, house
from bench.figures import Ratio, options, run

from mit_waakstand.embedded import postgres, services

FEW, MANY = 10, 2_010  # both leave room on the newest page of the list
ROUNDS = 12
SERIES = 3
LETTER, LIVE, GROWTH = 1.5, 0.5, 1.25


class MeasuredHouse:
    """A house with so many publications, and how long everything took in it."""

    def __init__(self, house: House) -> None:
        """Keep the house."""
        self.ask = house.ask
        self.taken: list[dict[str, float]] = []

    def quick(self, name: str) -> float:
        """Return the mean of the quickest quarter: what else the machine does only adds time."""
        seconds = sorted(one[name] for one in self.taken)
        return statistics.mean(seconds[: max(1, len(seconds) // 4)])


@contextmanager
def with_publications(
    scratch: Path, running: services.Services, count: int
) -> Generator[MeasuredHouse, None, None]:
    """Run a house with so many publications until the end of the block."""
    name = f"house_{count}"
    postgres.make_database(scratch / "s" / "postgres", name)
    given = environment(scratch, running, name, scratch / name, MIT_SMTP_URL="smtp://127.0.0.1:1")
    with house("publishing", given) as made:
        yield MeasuredHouse(made)


def ratios_of(small: MeasuredHouse, large: MeasuredHouse, pages: list[int]) -> list[Ratio]:
    """Return the three ratios of what was taken so far."""
    letter, letter_alone = small.quick("letter"), small.quick("letter_alone")
    live, alone = small.quick("live"), small.quick("alone")
    many = large.quick("live")
    signal, response = pages
    letters = f"{signal} + {response} blz."
    return [
        Ratio(
            f"uitbrengen -> brief ({signal} blz.)",
            letter / letter_alone,
            LETTER,
            _ms(letter, letter_alone),
        ),
        Ratio(f"publiceren ({letters}) -> live", live / alone, LIVE, _ms(live, alone)),
        Ratio(
            f"publiceren bij {MANY} tegen {FEW}",
            many / live,
            GROWTH,
            f"{live * 1000:.0f} -> {many * 1000:.0f} ms",
        ),
    ]


def _ms(ours: float, alone: float) -> str:
    return f"{ours * 1000:.0f} ms, WeasyPrint alleen {alone * 1000:.0f} ms"


def measured(scratch: Path, rounds: int) -> list[Ratio]:
    """Return the ratios; over a bound it is looked at longer, on a busy machine."""
    with ExitStack() as stack:
        running = stack.enter_context(services.running(scratch / "s", durable=True))
        houses = [
            stack.enter_context(with_publications(scratch, running, count)) for count in (FEW, MANY)
        ]
        for one, count in zip(houses, (FEW, MANY), strict=True):
            if one.ask("fill", count)["published"] != count:
                message = f"there are no {count} publications"
                raise RuntimeError(message)
            one.ask("take")  # the first time loads fonts and templates
        pages = houses[0].ask("pages")["pages"]
        for _ in range(SERIES):
            for _ in range(rounds):
                for one in houses:
                    one.taken.append(one.ask("take"))
            found = ratios_of(houses[0], houses[1], pages)
            if all(ratio.is_met for ratio in found):
                break
    return found


def main() -> int:
    """Measure, print, keep when asked, and return the exit code."""
    parser = options("Meet uitbrengen en publiceren naast WeasyPrint alleen.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="signalen per reeks en per huis")
    words = parser.parse_args()
    return run("publish", partial(measured, rounds=words.rounds), is_kept=words.keep)


if __name__ == "__main__":
    sys.exit(main())
