"""What the database says of itself: compared after a restore with what it said at the backup."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from mit_waakstand import chain
from mit_waakstand.backups.archive import Facts
from mit_waakstand.backups.postgres import without_rows
from mit_waakstand.public_site import register
from mit_waakstand.public_site.checking import database
from mit_waakstand.trail import verification


def facts(*, at: datetime) -> Facts:
    """Return the heads of both chains, and the number of rows of every table."""
    names = sorted(set(connection.introspection.table_names()) - set(without_rows()))
    return Facts(
        made_at=at.astimezone(UTC).isoformat(),
        trail=verification.head(),
        register=register.head() or chain.GENESIS,
        counts={name: _rows(name) for name in names},
        migrations=sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
    )


def problems(expected: Facts) -> Iterator[str]:
    """Yield a Dutch sentence for everything that is not as it was when the backup was made.

    Both chains and every file that the register names are computed anew.
    """
    now = facts(at=datetime.now(UTC))
    if now.trail != expected.trail:
        yield "het logboek eindigt niet waar het eindigde"
    if now.register != expected.register:
        yield "het openbare register eindigt niet waar het eindigde"
    for table in sorted({*now.counts, *expected.counts}):
        had, has = expected.counts.get(table), now.counts.get(table)
        if had != has:
            yield f"{table}: {had} regels in de reservekopie, {has} nu"
    yield from verification.problems()
    yield from database.check().problems


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return int(cursor.fetchone()[0])
