"""``bin/bench load``: a busy office and a country that reads, at one whole house on this machine.

Twenty secretaries and Bureau SG work through pages and forms, each with a browser of his own, and
200 citizens a second read the public site. House, people and citizens share the cores: what is
measured is what a page takes from the question to its last byte, with everything else going on.
"""

import math
import random
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from threading import Lock

from bench.figures import Ratio, options, run, verdict
from drill.chores import (
    Day,
    StoppedError,
    add_an_expert,
    plan_a_meeting,
    register_a_trigger,
    respond,
)
from drill.journal import Journal
from drill.visitor import TurnedDownError, UnansweredError, Visitor
from drill.whole_house import WholeHouse, let_in, whole_house

MINUTES = 3.0
SECRETARIES = 20
THINKS = 3.0  # seconds between two pages of one person, on average
ACTS = 0.2  # of what somebody does; the rest is reading
OFFICE_MS = 300.0
CITIZENS = 200  # a second
ADDRESSES = ("/", "/signalen/", "/signalen/{number}/", "/signalen/{number}/{number}-signaal.pdf")
WARM_UP = 30.0  # seconds, in which every process meets every page
IN_HAND = {"concept": 10, "uitgebracht": 12, "gepubliceerd": 4}
PLACES = (
    *("/werk/", "/werk/signalen/", "/werk/situaties/", "/werk/aanleidingen/", "/werk/wegingen/"),
    *("/werk/vergaderingen/", "/werk/experts/", "/werk/aanspreekpunt/", "/werk/paraatheid/"),
    "/werk/zoeken/?q=zilverkoorts",
)
PLACES_OF_SG = ("/werk/", "/werk/signalen/", "/werk/besluiten/", "/werk/zoeken/?q=zilverkoorts")
NO_PAGE = re.compile(r"/(bestand|zip)/|\.\w+$")
EVERYBODY = {
    **{f"secretaris-{number}": "secretaris" for number in range(1, SECRETARIES + 1)},
    "sg": "bureau_sg",
    "expert": "expert",
}


@dataclass
class Stopwatch:
    """What each page of the office took, in seconds, once it runs; and what went wrong."""

    is_on: bool = False
    took: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def hear(self, address: str, status: int, seconds: float) -> None:
        """Take note of one answer."""
        if self.is_on and address.startswith("/werk/"):
            with self._lock:
                self.took.append((re.sub(r"\d+", "…", address), seconds))
                if status not in {200, 302}:
                    self.wrong.append(f"{address}: {status or 'geen antwoord'}")

    def p(self, share: int) -> float:
        """Return the milliseconds within which so many of a hundred answers came."""
        return statistics.quantiles([s for _, s in self.took], n=100)[share - 1] * 1000

    def slowest(self) -> str:
        """Return which pages took longest in the middle, and how long."""
        pages: dict[str, list[float]] = defaultdict(list)
        for address, seconds in self.took:
            pages[address].append(seconds)
        middle = {page: statistics.median(found) * 1000 for page, found in pages.items()}
        worst = sorted(middle, key=lambda page: -middle[page])[:3]
        return ", ".join(f"{page} {middle[page]:.0f} ms" for page in worst)


@dataclass
class Clerk:
    """Somebody at work: he reads what the page before leads to, and now and then does something."""

    day: Day
    browser: Visitor
    places: tuple[str, ...]
    acts: tuple[Callable[[Day, Visitor, str], object], ...]
    chance: random.Random
    page: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def work(self) -> None:
        """Work until the day is over."""
        time.sleep(self.chance.uniform(0, THINKS))
        with suppress(StoppedError):
            while not self.day.is_over.is_set():
                try:
                    self.act() if self.chance.random() < ACTS else self.read()
                except (TurnedDownError, UnansweredError, LookupError) as error:
                    self.day.journal.notice(str(error))
                self.day.is_over.wait(self.chance.expovariate(1 / THINKS))

    def read(self) -> None:
        """Follow a link of the last page, or go to a place of the menu."""
        address = self.chance.choice([*self.places, *self.page])
        found = {link for link in self.browser.open(address).links() if link.startswith("/werk/")}
        self.page = sorted(link for link in found if "#" not in link and not NO_PAGE.search(link))

    def act(self) -> None:
        """Do one of the things that he does."""
        account = self.browser.account
        mark = f"{account.username if account else ''} nummer {next(self.numbers)}"
        self.chance.choice(self.acts)(self.day, self.browser, mark)


def measured(scratch: Path, minutes: float, seed: int) -> Generator[Ratio, None, None]:
    """Yield the ratios."""
    with whole_house(scratch) as house:
        let_in(EVERYBODY)
        issued, number = filled()
        journal, watch = Journal(), Stopwatch()
        with citizens(house.port, number, minutes * 60 + 2 * WARM_UP) as rates:
            worked(house, journal, watch, (minutes, seed), issued)
        rate = sum(rates)
        p99 = watch.p(99)
        note = (
            f"p99 {p99:.0f} ms, p95 {watch.p(95):.0f} ms, midden {watch.p(50):.0f} ms; "
            f"{len(watch.took)} antwoorden in {minutes:.0f} minuten, "
            f"{journal.acknowledged} handelingen"
        )
        yield Ratio("kantoor onder drukte, p99", p99 / OFFICE_MS, 1.0, note)
        yield Ratio("midden", watch.p(50) / OFFICE_MS, math.inf, f"traagst: {watch.slowest()}")
        note = f"{SECRETARIES} secretarissen en Bureau SG, elk gemiddeld {THINKS:.0f} s per pagina"
        yield verdict("geen fout", [*watch.wrong, *journal.noticed], note)
        note = f"{rate:.0f} per seconde, {len(ADDRESSES)} adressen, elk antwoord 200"
        yield verdict("burgers", [], note, is_good=rate >= CITIZENS * 0.95)


def worked(
    house: WholeHouse, journal: Journal, watch: Stopwatch, how: tuple[float, int], issued: list[int]
) -> None:
    """Let everybody work, and measure once they are at it."""
    minutes, seed = how
    day, waiting, lock = Day(journal), list(issued), Lock()

    def answer(day: Day, who: Visitor, mark: str) -> None:
        with lock:
            signal = waiting.pop() if waiting else None
        if signal is not None:
            respond(day, who, signal, mark)

    clerks = []
    for number, name in enumerate(name for name in EVERYBODY if name != "expert"):
        browser = house.visitor(name, watch.hear)
        browser.sign_in()
        secretary = (register_a_trigger, plan_a_meeting, add_an_expert)
        is_sg = EVERYBODY[name] == "bureau_sg"
        places, acts = (PLACES_OF_SG, (answer,)) if is_sg else (PLACES, secretary)
        chance = random.Random(seed + number)  # noqa: S311  (no secret)
        clerks.append(Clerk(day, browser, places, acts, chance))
    with ThreadPoolExecutor(len(clerks)) as pool:
        at_work = [pool.submit(clerk.work) for clerk in clerks]
        time.sleep(WARM_UP)
        watch.is_on = True
        time.sleep(minutes * 60)
        watch.is_on = False
        day.open_until(0)
        for one in at_work:
            one.result()


def filled() -> tuple[list[int], str]:
    """Put signals in the house; return the keys of those that wait for Bureau SG, and a number."""
    from django.db import connections  # noqa: PLC0415  (needs the settings)

    from building import a_signal  # noqa: PLC0415
    from signals.models import Signal  # noqa: PLC0415
    from signals.states import SignalState  # noqa: PLC0415

    for state, times in IN_HAND.items():
        for _ in range(times):
            a_signal(SignalState(state))
    issued = Signal.objects.filter(state=SignalState.ISSUED).values_list("pk", flat=True)
    public = Signal.objects.filter(state=SignalState.PUBLISHED).order_by("number")[0]
    connections.close_all()
    return list(issued), str(public.number).lower()


@contextmanager
def citizens(port: int, number: str, seconds: float) -> Generator[list[float], None, None]:
    """Let citizens read until the end of the block; then the list has the rate of each address.

    Raises RuntimeError when any of them got something else than a page.
    """
    rates: list[float] = []
    with ExitStack() as stack:
        readers = [
            stack.enter_context(
                _hey(f"http://127.0.0.1:{port}{address.format(number=number)}", seconds)
            )
            for address in ADDRESSES
        ]
        yield rates
        rates += [_rate(reader) for reader in readers]


def _hey(address: str, seconds: float) -> "subprocess.Popen[str]":
    each = CITIZENS // len(ADDRESSES)
    how = ["-c", "5", "-q", str(each // 5), "-z", f"{seconds:.0f}s", "-H", "Accept-Encoding: br"]
    return subprocess.Popen(["hey", *how, address], stdout=subprocess.PIPE, text=True)


def _rate(reader: "subprocess.Popen[str]") -> float:
    said, _ = reader.communicate()
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or set(re.findall(r"\[(\d+)\]\s+\d+ responses", said)) != {"200"}:
        message = f"a citizen was not served:\n{said}"
        raise RuntimeError(message)
    return float(found[1])


def main() -> int:
    """Measure, print, keep when asked, and return the exit code."""
    parser = options("Meet een druk kantoor naast een land dat leest.")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="duur van de meting")
    parser.add_argument("--seed", type=int, default=1, help="andere keuzes van mensen")
    words = parser.parse_args()
    drill = partial(measured, minutes=words.minutes, seed=words.seed)
    return run("load", drill, is_kept=words.keep)


if __name__ == "__main__":
    sys.exit(main())
