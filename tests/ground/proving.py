"""A kind of work for tests, and waiting for what another process does."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from unittest.mock import patch

from building import amsterdam
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put

KIND = "proef"
LONG_AGO = amsterdam(2026, 9, 1)


@dataclass
class Proof:
    """Does the work of kind "proef", and remembers for which rows it did so."""

    done: list[int] = field(default_factory=list)
    act: Callable[[Work], str] = lambda _: "gelukt"

    def __call__(self, work: Work) -> str:
        self.done.append(work.pk)
        return self.act(work)


def some_work(key: str = "een", *, at: datetime = LONG_AGO, kind: str = KIND) -> Work:
    """Return work that was put in the outbox, due since long."""
    about, _ = User.objects.get_or_create(
        username="betreft", email="betreft@voorbeeld.invalid", role=Role.EXPERT
    )
    return put(kind, about=about, at=at, key=key)


@contextmanager
def looked_at_during(kind: str, look: Callable[[], str]) -> Iterator[list[str]]:
    """Look each time when work of this kind is being done; yield what was seen."""
    seen: list[str] = []
    act = kinds[kind]

    def look_and_act(work: Work) -> str:
        seen.append(look())
        return act(work)

    with patch.dict(kinds._table, {kind: look_and_act}):  # noqa: SLF001
        yield seen


def until(condition: Callable[[], object], *, within: float = 60) -> None:
    """Return as soon as the condition holds; an AssertionError after so many seconds."""
    limit = time.monotonic() + within
    pause = threading.Event()
    while time.monotonic() < limit:
        with suppress(OSError):
            if condition():
                return
        pause.wait(0.02)
    message = "it never happened"
    raise AssertionError(message)
