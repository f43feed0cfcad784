"""A child process that never outlives us, and that can be started again."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mit_waakstand.embedded.errors import CannotStartError

LARGEST_LOG = 5_000_000  # bytes; a larger one is put aside when its process starts
TAIL_OF_LOG = 15  # lines shown to whoever started us, when a child fails
BETWEEN_LOOKS = 0.02  # seconds
AUTOGROUP = Path("/proc/self/autogroup")  # how far a whole session lets others go first
MARK = "WAAKSTAND_HOUSE"  # environment variable that names the state directory of a child

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None)


def _always() -> bool:
    return True


def _nothing() -> None:
    """Do nothing before the start."""


@dataclass
class Child:
    """One program, with its log and the way to see that it is ready.

    It gets ``stop_signal`` from the kernel when we die, however that happens. It leads its own
    session, so a Ctrl-C in the terminal reaches only us and we can stop all in the right order.
    """

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    directory: Path | None = None
    user: str | None = None
    niceness: int = 0  # from 0 to 19: how far it lets others go first when all are busy
    stop_signal: signal.Signals = signal.SIGTERM
    ready_within: float = 60.0  # seconds, before the start counts as failed
    stops_within: float = 1.0  # seconds, before it is killed
    before_start: Callable[[], None] = _nothing
    is_ready: Callable[[], bool] = _always
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the program and wait until it is ready; raises CannotStartError."""
        self.launch()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Return once the program is ready.

        Raises CannotStartError, with the end of its log, when it has stopped or takes longer than
        ``ready_within``.
        """
        limit = time.monotonic() + self.ready_within
        while not self.is_ready():
            if not self.is_running() or time.monotonic() > limit:
                self.kill()
                message = f"{self.name} start niet.\n{self.end_of_log()}"
                raise CannotStartError(message)
            time.sleep(BETWEEN_LOOKS)

    def launch(self) -> None:
        """Start the program and return at once."""
        self.before_start()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".1.log"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603  (our own command, never a user's words)
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.directory,
                env={**os.environ, **self.environment},
                user=self.user,
                start_new_session=True,
                preexec_fn=self._begin_below(os.getpid()),  # noqa: PLW1509  (we have no threads)
            )

    def wait(self) -> int:
        """Return the exit code, once the program has ended."""
        if self.process is None:
            message = f"{self.name} was never started"
            raise RuntimeError(message)
        return self.process.wait()

    def is_running(self) -> bool:
        """Whether the program was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask the program to end, and kill it when that takes longer than ``stops_within``."""
        if self.process is not None:
            self.process.send_signal(self.stop_signal)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(self.stops_within)
        self.kill()

    def kill(self) -> None:
        """End the program and whatever is left of its session group, with SIGKILL."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def end_of_log(self) -> str:
        """Return the last lines of the log and where to find the rest, in Dutch."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        lines = text.splitlines()[-TAIL_OF_LOG:]
        return "\n".join([*(f"  {line}" for line in lines), f"Het hele verslag: {self.log}"])

    def _begin_below(self, parent: int) -> Callable[[], None]:
        """Return what runs in the child just before the program: the kernel ends it with us."""

        def before_exec() -> None:
            _let_others_go_first(self.niceness)
            _libc.prctl(_PR_SET_PDEATHSIG, int(self.stop_signal))
            if os.getppid() != parent:
                os._exit(1)

        return before_exec


def _let_others_go_first(niceness: int) -> None:
    """Step back within this session, and with this session among the others.

    Linux divides a processor between sessions first, and only then within each of them: without
    the second a session that is nice gets as much as any other (autogroups, sched(7)). It takes
    one such change in a tenth of a second: who steps back for nobody leaves it to who does.
    """
    if not niceness:
        return
    os.nice(niceness)
    with suppress(OSError):  # a kernel without autogroups
        AUTOGROUP.write_text(str(niceness), encoding="ascii")


def adopt_orphans() -> None:
    """Make the kernel hand us the grandchildren whose parent has died."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end_orphans() -> None:
    """Kill every process that still has us as its parent, and wait for it."""
    while children := _children():
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def bury(known: set[int]) -> None:
    """Remove ended orphans from the process table; leave the processes in ``known`` alone."""
    for pid in _children() - known:
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def _children() -> set[int]:
    """Return the ids of the processes whose parent we are."""
    task = Path(f"/proc/self/task/{os.getpid()}/children")
    return {int(pid) for pid in task.read_text(encoding="ascii").split()}
