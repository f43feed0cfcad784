"""Writing events: as the last statements of a transaction, one writer at a time.

Without the lock, parallel writers tie their events to the same predecessor; holding it longer
than needed makes everybody wait. So events are collected and written at the very end.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, models, transaction
from psycopg.errors import CheckViolation

from mit_waakstand import chain
from mit_waakstand.trail.models import Event
from mit_waakstand.turns import Turn, share, take

if TYPE_CHECKING:
    from mit_waakstand.accounts.models import User


STANDSTILL = "nobody_writes_during_maintenance"  # the database's name for the rule


class StandstillError(Exception):
    """It is alleen lezen (onderhoud): the act was refused whole, when it was to be written down."""


@dataclass
class Happening:
    """An event on its way: it may still be completed until its transaction ends.

    ``permission`` is the one that the act asked for: whoever has it only as acting CPO is
    recorded as such.
    """

    verb: str
    sentence: str
    subject: models.Model
    by: "User | None"
    at: datetime
    data: dict[str, object] = field(default_factory=dict)
    permission: str = ""

    def told(self) -> dict[str, object]:
        """Return the data of the act, with the capacity in which it was done."""
        capacity = self.by.capacity_for(self.permission) if self.by else ""
        return self.data | ({"capacity": capacity} if capacity else {})


_waiting: ContextVar[list[Happening] | None] = ContextVar("waiting", default=None)


@contextmanager
def recorded() -> Generator[None, None, None]:
    """Run a transaction that ends by writing what ``record`` was told meanwhile.

    Nested uses join the outermost one: everything is written, or nothing happened. Maintenance
    begins after it, or before it: then raises StandstillError.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: list[Happening] = []
    token = _waiting.set(waiting)
    try:
        with transaction.atomic():
            share(Turn.ACTS)
            yield
            _write(waiting)
    finally:
        _waiting.reset(token)


def record(happening: Happening) -> Happening:
    """Take note of an event; raises RuntimeError outside ``recorded``."""
    waiting = _waiting.get()
    if waiting is None:
        message = "record() belongs inside recorded()"
        raise RuntimeError(message)
    waiting.append(happening)
    return happening


def _write(waiting: list[Happening]) -> None:
    if not waiting:
        return
    take(Turn.TRAIL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    last = Event.objects.order_by("-position").only("position", "link").first()
    position, link = (last.position, last.link) if last else (0, chain.GENESIS)
    for happening in waiting:
        position += 1
        event = _event(happening, position=position, previous=link, recorded_at=now)
        _save(event)
        link = event.link


def _save(event: Event) -> None:
    try:
        event.save(force_insert=True)
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, CheckViolation) and cause.diag.constraint_name == STANDSTILL:
            raise StandstillError from error
        raise


def _event(happening: Happening, *, position: int, previous: str, recorded_at: datetime) -> Event:
    event = Event(
        position=position,
        verb=happening.verb,
        sentence=happening.sentence,
        subject=happening.subject._meta.label_lower,  # noqa: SLF001
        subject_pk=happening.subject.pk,
        by=happening.by,
        role=happening.by.role if happening.by else "",
        occurred_at=happening.at,
        recorded_at=recorded_at,
        salt=chain.new_salt(),
    )
    event.payload = chain.canonical(payload_of(event) | {"data": happening.told()})
    event.digest = chain.digest(event.salt, event.payload)
    event.link = chain.link(previous, event.digest)
    return event


def payload_of(event: Event) -> dict[str, object]:
    """Return what the digest covers beside the act's own data; moments in UTC."""
    return {
        "position": event.position,
        "verb": event.verb,
        "sentence": event.sentence,
        "subject": event.subject,
        "subject_pk": event.subject_pk,
        "by": event.by_id,
        "role": event.role,
        "occurred_at": event.occurred_at.astimezone(UTC).isoformat(),
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(),
    }
