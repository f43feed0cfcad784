"""A house in a state directory of its own, run as a real process."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds; other work may share the processor
GIVEN_FROM_OUTSIDE = ("DATABASE_URL", "REDIS_URL", "MIT_", "DJANGO_", "WAAKSTAND_", "COV_")


def wait_for(condition: Callable[[], Any], *, seconds: float = PATIENCE) -> Any:
    """Return the first answer of ``condition`` that is true; fail after so many seconds."""
    limit = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < limit, "het duurt te lang"
        time.sleep(0.02)
    return answer


def descendants(process: int) -> set[int]:
    """Return the ids of the children of a process, and theirs, at all depths."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = {process}
    while new := {child for child, parent in parents.items() if parent in found} - found:
        found |= new
    return found - {process}


def living(processes: set[int]) -> set[int]:
    """Return which of these processes still run; an ended one that nobody buried does not."""
    found = set()
    for process in processes:
        with suppress(OSError):
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
            found |= {process} if state != "Z" else set()
    return found


@dataclass
class House:
    """A supervisor as somebody at a keyboard starts it."""

    state_dir: Path
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    output: str = "eerste"

    def start(self, what: str = "diensten", *, seconds: float = PATIENCE) -> "House":
        """Start and wait until the house says how to stop it; fail after so many seconds."""
        self.launch(what)
        wait_for(lambda: "Stoppen" in self.said or not self.is_running, seconds=seconds)
        assert self.is_running, self.said
        return self

    def launch(self, what: str = "diensten") -> None:
        """Start and return at once."""
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mit_waakstand.embedded", what],
                cwd=PROJECT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def refusal(self, what: str = "diensten") -> str:
        """Start, and return what is said by a house that does not want to."""
        self.launch(what)
        code = self._running.wait(PATIENCE)
        assert code == 1, self.said
        return self.said

    @property
    def environment(self) -> dict[str, str]:
        """What its programs get: its own settings, and none of ours."""
        outside = {k: v for k, v in os.environ.items() if not k.startswith(GIVEN_FROM_OUTSIDE)}
        return {**outside, "MIT_STATE_DIR": str(self.state_dir), **self.settings}

    @property
    def said(self) -> str:
        return self._output.read_text(encoding="utf-8")

    @property
    def is_running(self) -> bool:
        return self._running.poll() is None

    @property
    def members(self) -> set[int]:
        """Everything that runs below the supervisor."""
        return descendants(self._running.pid)

    def address(self, name: str) -> str:
        """Return the value that the house printed for a setting."""
        found = re.search(rf"export {name}='?([^'\n]+)", self.said)
        assert found, self.said
        return found[1]

    def send(self, number: signal.Signals) -> None:
        self._running.send_signal(number)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Stop, and return the seconds that it took."""
        began = time.monotonic()
        self.send(number)
        self._running.wait(PATIENCE)
        return time.monotonic() - began

    def kill_everything(self) -> None:
        """Kill -9 the supervisor and all below it, as a pulled plug does."""
        everybody = self.members
        self.send(signal.SIGKILL)
        for process in everybody:
            with suppress(ProcessLookupError):  # PostgreSQL's own children follow it
                os.kill(process, signal.SIGKILL)
        self._running.wait()
        wait_for(lambda: living(everybody) == set())

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self.process is not None
        return self.process

    @property
    def _output(self) -> Path:
        return self.state_dir.with_suffix(f".{self.output}")
