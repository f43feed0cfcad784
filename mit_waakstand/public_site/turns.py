"""One bake at a time: two that overlap could put an older list over a newer one."""

from django.db import connection

LOCK = 7_351_003  # any number, as long as nothing else uses it


def take_turn_to_bake() -> None:
    """Wait for another bake; the turn ends with the transaction or savepoint."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
