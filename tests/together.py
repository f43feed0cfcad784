"""Several people at one moment, each on a connection of his own (robustness 15-18)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

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
