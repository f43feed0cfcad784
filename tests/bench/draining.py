"""A thousand reminders due at once: two workers send them, one of them is killed on the way.

Every mail goes through a real SMTP conversation to a mail server that keeps what it got.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from typing import Any, Protocol

from bench.figures import PROJECT, Ratio
from ground.post_office import PostOffice

SIGNALS = 250
RECIPIENTS = 4  # CPO, secretaris, Bureau SG, and its fixed address
REMINDERS = SIGNALS * RECIPIENTS
KILL_AFTER = 300
PATIENCE = 600.0  # seconds
QUIET = 3.0  # seconds without a new mail: the workers are done, or dead
WORKER = (
    *("-m", "celery", "--app", "mit_waakstand", "worker", "--concurrency", "1"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR"),
)


class Asked(Protocol):
    """A house that answers."""

    def ask(self, *words: object) -> dict[str, Any]:
        """Return its answer."""


@contextmanager
def worker(env: dict[str, str]) -> Generator["subprocess.Popen[bytes]", None, None]:
    """Run a worker in a process group of its own; it is gone afterwards."""
    with subprocess.Popen(
        [sys.executable, *WORKER],
        cwd=PROJECT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End the worker and its children with SIGKILL."""
    if process.poll() is None:
        os.killpg(process.pid, 9)
        process.wait()


def drained_once(env: dict[str, str], house: Asked, office: PostOffice) -> Ratio:
    """Return 1.00 when each reminder arrived once at each recipient; 99.00 when not.

    What the killed worker had in hand is done by the sweep, a minute later. When the mail server
    had just accepted that one mail it arrives twice, under one Message-ID, which mail programs
    show as one: SMTP has no way to know.
    """
    with ExitStack() as stack:
        office.arrived.clear()
        put = house.ask("remind")["put"]
        victim = stack.enter_context(worker(env))
        stack.enter_context(worker(env))
        began = time.monotonic()
        wait_for(office, KILL_AFTER)
        kill(victim)
        killed_after = len(office.arrived)
        left = finish(office, house)
        seconds = time.monotonic() - began
    found = Counter(str(mail["Message-ID"]) for mail in office.arrived)
    whose = Counter(who for _, who in {_whose(mail) for mail in office.arrived})
    twice = sum(found.values()) - len(found)
    each = [SIGNALS] * RECIPIENTS
    is_once = put == REMINDERS == len(found) and sorted(whose.values()) == each
    note = (
        f"{put} klaargezet, {len(found)} aangekomen bij {len(whose)} ontvangers, {twice} dubbel, "
        f"{left} nog te doen, {seconds:.0f} s; één werker gedood na {killed_after}"
    )
    is_good = is_once and twice <= 1 and left == 0
    return Ratio("1.000 herinneringen, elk één keer", 1.0 if is_good else 99.0, 1.0, note)


def _whose(mail: Any) -> tuple[str, str]:
    return str(mail["Message-ID"]), str(mail["X-Delivered-To"])


def wait_for(office: PostOffice, wanted: int) -> None:
    """Wait until so many mails arrived, or until patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and len(office.arrived) < wanted:
        time.sleep(0.1)


def finish(office: PostOffice, house: Asked) -> int:
    """Wait until all rows are done; sweep, as the clock does, when it is quiet. Return the rest."""
    end = time.monotonic() + PATIENCE
    arrived, left = -1, 1
    while time.monotonic() < end and left:
        before, arrived = arrived, len(office.arrived)
        if arrived == before:
            house.ask("sweep")
            left = house.ask("left")["left"]
        time.sleep(QUIET)
    return left
