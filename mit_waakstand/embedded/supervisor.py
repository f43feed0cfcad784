"""Keeps children running: started in order, started again when they fall, stopped in reverse."""

import signal
import time
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Self

from mit_waakstand.embedded.child import Child, adopt_orphans, bury, end_orphans
from mit_waakstand.embedded.errors import CannotStartError
from mit_waakstand.embedded.voice import say

FIRST_PAUSE = 0.2  # seconds before the first new start
LONGEST_PAUSE = 30.0
STEADY = 60.0  # seconds that a child must run for its falls to be forgotten
BETWEEN_ROUNDS = 0.1
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass
class Damper:
    """How long a child that keeps falling has to wait: each time twice as long."""

    falls: int = 0
    started_at: float = field(default_factory=time.monotonic)
    due_at: float | None = None

    def fell(self, now: float) -> None:
        """Note a fall, all times in seconds of the monotonic clock."""
        self.falls = 1 if now - self.started_at > STEADY else self.falls + 1
        self.due_at = now + min(FIRST_PAUSE * 2 ** (self.falls - 1), LONGEST_PAUSE)

    def started(self, now: float) -> None:
        """Note a new start."""
        self.started_at, self.due_at = now, None


class Supervisor:
    """A ``with`` block in which children live; at its end none is left, however it ends.

    SIGTERM, SIGINT and SIGHUP all arrive in the block as KeyboardInterrupt.
    """

    def __init__(self) -> None:
        """Start with no children."""
        self._children: list[tuple[Child, Damper]] = []

    def __enter__(self) -> Self:
        """Take the signals, and the orphans of our children."""
        adopt_orphans()
        for number in STOPPING:
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
                signal.signal(number, _interrupt)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop all children, the youngest first; a second Ctrl-C does not cut that short."""
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        for child, _ in reversed(self._children):
            child.stop()
        end_orphans()

    def start(self, child: Child) -> None:
        """Start a child and keep it running from now on; raises CannotStartError."""
        self._children.append((child, Damper()))
        child.start()

    def run(self, child: Child) -> None:
        """Run a child to its end; raises CannotStartError when it fails."""
        entry = (child, Damper())
        self._children.append(entry)
        child.launch()
        if child.wait() != 0:
            message = f"{child.name} is niet gelukt.\n{child.end_of_log()}"
            raise CannotStartError(message)
        self._children.remove(entry)

    def watch(self) -> None:
        """Start again whatever falls, until we are interrupted."""
        while True:
            for child, damper in self._children:
                if not child.is_running():
                    self._raise_again(child, damper)
            bury({child.process.pid for child, _ in self._children if child.process})
            time.sleep(BETWEEN_ROUNDS)

    def _raise_again(self, child: Child, damper: Damper) -> None:
        now = time.monotonic()
        if damper.due_at is None:
            child.kill()  # what is left of its group
            damper.fell(now)
            say(f"{child.name} is gestopt en wordt opnieuw gestart. Verslag: {child.log}")
        elif now >= damper.due_at:
            child.launch()
            damper.started(now)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
