"""A road that many tests walk is walked once in each process; after that its rows are put back.

It takes hundreds of questions to the database to bring a signal to where a test begins, and
hundreds of tests begin there. What the steps left behind the first time is kept as it is: rows,
files and mail. It is put back only where it would come out the same: between the same accounts,
and beside no record. Everywhere else the steps are taken.
"""

import functools
import shutil
import tempfile
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.core import mail
from django.db import connection, models
from django.utils import timezone

from mit_waakstand.accounts.models import User

Words = ParamSpec("Words")
AnyModel = TypeVar("AnyModel", bound=models.Model)

OF_ACCOUNTS = "accounts_"
OF_DJANGO = ("django_", "auth_")
OF_A_SIGN_IN = {"password", "last_login"}


@dataclass(frozen=True)
class LeftBehind:
    """What a road left behind, and the record at its end."""

    record: models.Model
    rows: str  # SQL
    files: Path
    mail: list[Any]


_walked: dict[Hashable, LeftBehind] = {}


def walked_once(
    *, days_ago: int = 0
) -> Callable[[Callable[Words, AnyModel]], Callable[Words, AnyModel]]:
    """Return what lets a builder take its steps once for the same words, moment and accounts.

    Without ``at`` it begins so many days ago, at a moment that comes back: the last whole ten
    minutes. What begins at a moment with seconds is built each time.
    """

    def once(road: Callable[Words, AnyModel]) -> Callable[Words, AnyModel]:
        @functools.wraps(road)
        def walk(*words: Words.args, **named: Words.kwargs) -> AnyModel:
            at = named.get("at") or _ten_minutes(timezone.now()) - timedelta(days=days_ago)
            named["at"] = at
            if at.second or at.microsecond or not _is_blank():
                return road(*words, **named)
            which = (road, words, *sorted(named.items()), *_accounts())
            if which in _walked:
                _put_back(_walked[which])
            else:
                before, letters = _places_of_accounts(), len(mail.outbox)
                record = road(*words, **named)
                _walked[which] = LeftBehind(
                    record, rows(besides=before), _kept_files(), mail.outbox[letters:]
                )
            record = _walked[which].record
            return type(record)._default_manager.get(pk=record.pk)  # noqa: SLF001

        return walk

    return once


def _ten_minutes(now: datetime) -> datetime:
    return now.replace(minute=now.minute // 10 * 10, second=0, microsecond=0)


def _is_blank() -> bool:
    """Return whether the test, which will be rolled back, has no record and no file yet."""
    if not connection.in_atomic_block or any(root.exists() for root in _roots()):
        return False
    of_records = (table for table in _columns() if not table.startswith(OF_ACCOUNTS))
    asked = " OR ".join(f"EXISTS (SELECT FROM {table})" for table in of_records)
    return _asked(f"SELECT NOT ({asked})") == [(True,)]


def _accounts() -> Iterable[Hashable]:
    """Return all of every account that a record can depend on."""
    fields = {field.attname for field in User._meta.concrete_fields}  # noqa: SLF001
    return User.objects.order_by("pk").values_list(*sorted(fields - OF_A_SIGN_IN))


def _places_of_accounts() -> list[str]:
    """Return where the rows of accounts are; a row that is added has another place."""
    tables = (table for table in _columns() if table.startswith(OF_ACCOUNTS))
    return [place for table in tables for place, _ in _rows_of(table)]


def rows(*, besides: Collection[str] = ()) -> str:
    """Return the SQL that inserts every row that is there, but for those at these places.

    Triggers and references did their work when the rows were made; they are not asked again.
    """
    told = ["SET LOCAL session_replication_role = replica"]
    for table, columns in _columns().items():
        new = ", ".join(f"({row})" for place, row in _rows_of(table) if place not in besides)
        if new:
            told.append(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {new}")  # noqa: S608
    return "; ".join([*told, "SET LOCAL session_replication_role = origin"])


def _rows_of(table: str) -> list[tuple[str, str]]:
    """Return the place and the values of each row."""
    values = ", ".join(f"quote_nullable({column}::text)" for column in _columns()[table])
    return _asked(f"SELECT '{table}' || ctid::text, concat_ws(', ', {values}) FROM {table}")  # noqa: S608


@functools.cache
def _columns() -> dict[str, list[str]]:
    """Return the columns of each table in which a test writes."""
    asked = """
        SELECT table_name, array_agg(quote_ident(column_name)) FROM information_schema.columns
        WHERE table_schema = current_schema() GROUP BY table_name
    """
    return {table: names for table, names in _asked(asked) if not table.startswith(OF_DJANGO)}


def _asked(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def _roots() -> tuple[Path, Path]:
    return Path(settings.PRIVATE_ROOT), Path(settings.PUBLIC_ROOT)


def _kept_files() -> Path:
    kept = Path(tempfile.mkdtemp(prefix="walked-"))
    for root in _roots():
        if root.exists():
            shutil.copytree(root, kept / root.name)
    return kept


def _put_back(left: LeftBehind) -> None:
    with connection.cursor() as cursor:
        cursor.execute(left.rows)
    for root in _roots():
        if (left.files / root.name).exists():
            shutil.copytree(left.files / root.name, root)
    mail.outbox += left.mail
