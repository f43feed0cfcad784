"""Several people at one moment, each on a connection of his own (robustness 15-18)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, connections, transaction

from mit_waakstand.workflow import RefusedError


def at_one_moment(*acts: Callable[[], object]) -> list[RefusedError | None]:
    """Return how acts that start together ended, in their order: refused, or None when done."""
    start = Barrier(len(acts))

    def take(act: Callable[[], object]) -> RefusedError | None:
        start.wait()
        try:
            act()
        except RefusedError as refusal:
            return refusal
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(take, acts))


def one_waits_for_the_other(
    first: Callable[[], object], second: Callable[[], object]
) -> RefusedError | None:
    """Take the first act, let the second one wait for it at a lock, commit; return its refusal.

    A deadlock is an error of the database, which nobody catches here.
    """

    def take() -> RefusedError | None:
        try:
            second()
        except RefusedError as refusal:
            return refusal
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            other = pool.submit(take)
            while not (other.done() or _somebody_waits()):
                pass
        return other.result()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
