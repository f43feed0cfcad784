"""Taking turns across all processes: what may be done by one transaction at a time.

The numbers are the database's names for the turns; here they stand together, so that no two can
be the same.
"""

from enum import IntEnum

from django.db import connection


class Turn(IntEnum):
    """What is done in turns."""

    TRAIL = 7_351_001
    REGISTER = 7_351_002
    BAKE = 7_351_003  # two that overlap could put an older list over a newer one
    UPLOAD = 7_351_004  # idem
    ACTS = 7_351_005  # shared by acts; maintenance begins when it has it alone


def take(turn: Turn) -> None:
    """Wait for whoever has the turn; it ends with the transaction or savepoint of the caller."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn])


def share(turn: Turn) -> None:
    """Have the turn together with others who share it; who takes it alone waits for all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [turn])
