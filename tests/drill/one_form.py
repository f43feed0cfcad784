"""One form, and what Hypothesis finds out about it; whatever an attempt changes is undone."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field

from django.core import mail
from django.db import connection, transaction
from django.db.utils import Error as DatabaseError
from django.http import HttpResponse
from drill import reading_back
from drill import verdicts_of_forms as verdicts
from drill.addresses import Address
from drill.entrances import Entrance, entrances
from drill.filling import Attempt, Reading, attempts, dense
from hypothesis import HealthCheck, Phase, Verbosity, example, given, seed
from hypothesis import settings as effort

Show = Callable[[Entrance], Iterator[str]]


class HostileError(AssertionError):
    """What was typed came through where it may not."""


@dataclass
class Result:
    """What came of the attempts on one form."""

    name: str
    status: int
    tried: int = 0
    accepted: int = 0
    read: int = 0
    read_everywhere: int = 0
    shown: int = 0  # in a browser
    slowest: float = 0.0  # seconds of one answer
    seconds: float = 0.0  # that this process computed
    wrong: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, object]:
        """Return it as it goes from one process to another."""
        return asdict(self)


def of_address(
    address: Address, *, examples: int, begin: int, show: Show | None = None
) -> Iterator[Result]:
    """Yield what came of the forms behind an address. Runs in a transaction of the caller.

    ``show`` opens what came of a form with free text in a browser, and yields what is wrong.
    """
    try:
        found = entrances(address)
    except Exception as error:  # noqa: BLE001  (others go on; this one is told)
        wrong = f"niet te bereiken: {type(error).__name__}: {error}"
        yield Result(address.name, 0, wrong=[wrong])
        return
    for entrance in found:
        result = tried(entrance, examples=examples, begin=begin)
        if show and entrance.method == "POST" and any(c.is_free for c in entrance.controls):
            result.wrong += dict.fromkeys(show(entrance))
            result.shown = 1
        yield result


def tried(entrance: Entrance, *, examples: int, begin: int) -> Result:
    """Return what came of this many attempts on a form. Runs in a transaction of the caller."""
    result = Result(entrance.name, entrance.status)
    failed: list[Attempt] = []

    @seed(begin)
    @effort(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        print_blob=False,
    )
    @given(attempts(entrance.controls))
    @example(dense(entrance.controls))
    def attempt_it(attempt: Attempt) -> None:
        result.tried += 1
        if wrong := list(_undone(entrance, attempt, result)):
            failed.append(attempt)
            raise HostileError(wrong[0])

    began = time.process_time()
    try:
        attempt_it()
    except BaseExceptionGroup as several:
        result.wrong += [str(one) for one in several.exceptions]
    except HostileError as error:
        result.wrong.append(f"{error} bij {failed[-1]!r}")
    except Exception as error:  # noqa: BLE001  (of the drill itself: others go on)
        result.wrong.append(f"de oefening zelf: {type(error).__name__}: {error}")
    result.seconds = time.process_time() - began
    return result


def _undone(entrance: Entrance, attempt: Attempt, result: Result) -> Iterator[str]:
    """Yield what is wrong after one attempt, and roll back what it did."""
    with transaction.atomic():
        began = time.perf_counter()
        answer = entrance.send(attempt)
        result.slowest = max(result.slowest, time.perf_counter() - began)
        found = list(verdicts.of_answer(answer))
        if not found and entrance.method == "POST" and entrance.takes(answer):
            found = list(_after(entrance, answer, attempt))
            result.accepted += 1
            result.read += attempt.reading != Reading.NOTHING
            result.read_everywhere += attempt.reading == Reading.EVERYTHING
        transaction.set_rollback(True)
    mail.outbox.clear()
    yield from found


def _after(entrance: Entrance, answer: HttpResponse, attempt: Attempt) -> Iterator[str]:
    """Yield what is wrong in what shows the record that an accepted form made."""
    try:
        connection.check_constraints()
    except DatabaseError as error:
        yield f"500 bij het vastleggen: {error}"
        return
    if attempt.reading != Reading.NOTHING:
        yield from reading_back.the_page(entrance, answer)
    if attempt.reading == Reading.EVERYTHING:
        yield from reading_back.everywhere(entrance, answer)


def say(line: str) -> None:
    """Print at once, also through a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
