"""A worker that is killed while it bakes, and what must be true of the public directory then.

The worker is a process of its own, forked as Celery forks its pool; ``kill -9`` hits it at a moment
by the clock, at one of its steps in the public directory, or in the middle of the bytes of a file.
"""

import os
import random
import re
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site import bake, register
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.serving.addresses import ASK, RESERVED, file_of
from mit_waakstand.public_site.writing import MARK, STAGED

How = Literal["moment", "move", "step", "write"]
HOWS: tuple[How, ...] = ("move", "write", "step", "moment")
MOVES = {"os.rename"}
STEPS = MOVES | {"open", "os.remove", "os.mkdir"}
PATIENCE = 20.0  # seconds
LINK = re.compile(r'(?:href|src)="([^"]*)"|<loc>([^<]*)</loc>')
IN_DATA = re.compile(r'"(https?://[^"]*)"')  # in a page it is an example, and no link


@dataclass(frozen=True)
class Blow:
    """One kill: by the clock, when a file moves, at any step, or at a byte of a file; and when."""

    how: How
    at: float  # seconds, number of the move or step, or bytes


@dataclass(frozen=True)
class Whole:
    """What baking one publication takes when nobody disturbs it."""

    seconds: float
    moves: int
    steps: int
    largest: int  # bytes of the largest file

    def blow(self, chance: random.Random, how: How) -> Blow:
        """Return a blow of this kind at a random point."""
        steps = {"move": self.moves, "step": self.steps, "write": self.largest}
        most = steps.get(how, self.seconds)
        at = chance.uniform(0, most) if how == "moment" else chance.randrange(int(most))
        return Blow(how, at)


@dataclass(frozen=True)
class Round:
    """What came of one kill; ``wrong`` is empty when all is well."""

    blow: Blow
    was_killed: bool
    wrong: list[str]


class _Watch:
    """Counts the steps of this process in the public directory, and may act at one of them."""

    def __init__(
        self, root: Path, events: set[str], act: Callable[[int], None] = lambda _: None
    ) -> None:
        self.count = 0
        self._root, self._events, self._act, self._is_on = os.fspath(root), events, act, True
        sys.addaudithook(self._hear)

    def _hear(self, event: str, words: tuple[object, ...]) -> None:
        if self._is_on and event in self._events and str(words[0]).startswith(self._root):
            self._act(self.count)
            self.count += 1

    def stop(self) -> None:
        """Be deaf from now on: a hook cannot be taken away."""
        self._is_on = False


def undisturbed(publish: Callable[[], Publication]) -> Whole:
    """Publish and bake twice in peace; return what the second one took: the first makes folders."""
    root = Path(settings.PUBLIC_ROOT)
    doing.do(_work(publish).pk)
    work = _work(publish)
    before = snapshot(root)
    moves, steps, began = _Watch(root, MOVES), _Watch(root, STEPS), time.perf_counter()
    doing.do(work.pk)
    seconds = time.perf_counter() - began
    moves.stop()
    steps.stop()
    fresh = [data for path, data in snapshot(root).items() if before.get(path) != data]
    return Whole(seconds, moves.count, steps.count, max(len(data) for data in fresh))


def struck(publish: Callable[[], Publication], blow: Blow) -> Round:
    """Publish, kill the worker that bakes it, look around, let another worker redo it, look again.

    ``publish`` runs in a transaction of its own, with the row for the work.
    """
    root = Path(settings.PUBLIC_ROOT)
    work = _work(publish)
    before = snapshot(root)
    was_killed = _killed(work.pk, blow, root)
    during = snapshot(root)
    _redo(work)
    after = snapshot(root)
    return Round(blow, was_killed, half_done(before, during, after) + _not_once(work))


def half_done(
    before: dict[str, bytes], during: dict[str, bytes], after: dict[str, bytes]
) -> list[str]:
    """Return what could be asked for in between that was neither the old site nor the new one."""
    wrong = dangling(during) + dangling(after)
    wrong += [
        f"{path}: niet de oude en niet de nieuwe bytes"
        for path, data in during.items()
        if data not in (before.get(path), after.get(path))
    ]
    return wrong + [f"{path}: verdwenen" for path in before.keys() & after.keys() - during.keys()]


def left_undone() -> int:
    """Return how many pages differ from what the register makes, or are litter; 0 is good."""
    return bake.everything()


def snapshot(root: Path) -> dict[str, bytes]:
    """Return every file that can be asked for; what a killed worker was writing cannot."""
    files = [path for path in root.rglob("*") if path.is_file()]
    names = {str(path.relative_to(root)): path for path in files if path.name != MARK}
    return {
        name: path.read_bytes() for name, path in names.items() if not path.name.startswith(STAGED)
    }


def dangling(files: dict[str, bytes]) -> list[str]:
    """Return each link on the site that points to a file of the site that is not there."""
    known, host = set(files), urlsplit(settings.PUBLIC_URL).netloc
    return [
        f"{path}: {address} wijst nergens heen"
        for path, data in files.items()
        if path.endswith((".html", ".xml", ".atom", ".json", ".txt"))
        for address in _addresses(path, data.decode(), host)
        if file_of(address) not in known
    ]


def _addresses(path: str, text: str, host: str) -> set[str]:
    """Return the addresses on our own site to which a file points; office, style, form apart."""
    targets = {"".join(found) for found in LINK.findall(text)}
    targets |= set(IN_DATA.findall(text)) if path.endswith(".json") else set()
    parts = [urlsplit(target) for target in targets]
    own = {part.path for part in parts if part.netloc in {"", host} and part.path.startswith("/")}
    return {path for path in own if path.split("/")[1] not in RESERVED} - {f"/{ASK}"}


def _work(publish: Callable[[], Publication]) -> Work:
    with transaction.atomic():
        return put("bake", about=publish(), at=timezone.now())


def _killed(pk: int, blow: Blow, root: Path) -> bool:
    """Return whether the worker was killed before it was done."""
    connections.close_all()  # a child must not speak on our connection
    child = os.fork()  # it finds another one of ours when Playwright's loop runs in this thread
    if child == 0:
        _bake_and_die(pk, blow, root)
    if blow.how == "moment":
        time.sleep(blow.at)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _bake_and_die(pk: int, blow: Blow, root: Path) -> None:
    """Do the work in the child; it never returns."""
    connection = connections["default"]
    _inherited = connection.connection  # kept: whoever throws it away ends it for the parent too
    connection.connection = None
    try:
        if blow.how in {"move", "step"}:
            events = MOVES if blow.how == "move" else STEPS
            _Watch(root, events, lambda count: _die() if count == blow.at else None)
        if blow.how == "write":  # the kernel kills who writes on, with these bytes on the disk
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(blow.at), resource.RLIM_INFINITY))
        doing.do(pk)
    finally:
        os._exit(0)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _redo(work: Work) -> None:
    """Let the outbox do it again, once PostgreSQL has seen that the killed worker is gone."""
    end = time.monotonic() + PATIENCE
    while not Work.objects.filter(pk=work.pk).exclude(done_at=None).exists():
        if time.monotonic() > end:
            message = "the work stays undone"
            raise TimeoutError(message)
        doing.retry(work, at=timezone.now())
        doing.do(work.pk)


def _not_once(work: Work) -> list[str]:
    """Return what is wrong with the register or the work."""
    published = Publication.objects.get(pk=work.subject_pk)
    versions = Publication.objects.filter(kind=published.kind, key=published.key).count()
    rows = Work.objects.filter(kind="bake", subject_pk=published.pk).exclude(done_at=None).count()
    found = [] if (versions, rows) == (1, 1) else [f"{versions} versies, {rows} keer gebakken"]
    return found + [problem.sentence for problem in register.verify()]
