"""What many tests begin with is built twice in each process; after that it is put back.

It takes hundreds of questions to the database to bring a signal to where a test begins, and
hundreds of tests begin there. What the steps left behind the second time is kept as it is: rows,
files and mail. It is put back only where it would come out the same: between the same accounts,
under the same settings and clock, and beside no record. Everywhere else the steps are taken.
"""

import functools
import shutil
import tempfile
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.conf import UserSettingsHolder, settings
from django.core import mail
from django.db import connection, models
from django.utils import timezone

from mit_waakstand.accounts.models import User

Words = ParamSpec("Words")
AnyModel = TypeVar("AnyModel", bound=models.Model)

OF_ACCOUNTS = "accounts_"
OF_DJANGO = ("django_", "auth_")
OF_A_SIGN_IN = {"password", "last_login"}
OF_EVERY_TEST = {"PRIVATE_ROOT", "PUBLIC_ROOT", "EMAIL_FILE_PATH"}


@dataclass(frozen=True)
class LeftBehind:
    """What a builder left behind, and the record that it returned."""

    record: models.Model
    rows: str  # SQL
    files: Path
    mail: list[Any]


_built_once: set[Hashable] = set()
_kept: dict[Hashable, LeftBehind] = {}


def remembered(
    *, days_ago: int = 0
) -> Callable[[Callable[Words, AnyModel]], Callable[Words, AnyModel]]:
    """Return what puts back what a builder built twice with the same words.

    Without ``at`` it begins so many days ago, at a moment that comes back: the last whole ten
    minutes. What begins at a moment with seconds is built each time.
    """

    def remember(build: Callable[Words, AnyModel]) -> Callable[Words, AnyModel]:
        @functools.wraps(build)
        def build_or_put_back(*words: Words.args, **named: Words.kwargs) -> AnyModel:
            at = named.get("at") or _ten_minutes(timezone.now()) - timedelta(days=days_ago)
            named["at"] = at
            if at.second or at.microsecond or not _is_blank():
                return build(*words, **named)
            which = (build, words, *sorted(named.items()), *_surroundings())
            if which in _kept:
                _put_back(_kept[which])
            elif which in _built_once:
                _kept[which] = _looked_at(lambda: build(*words, **named))
            else:
                _built_once.add(which)
                return build(*words, **named)
            record = _kept[which].record
            return type(record)._default_manager.get(pk=record.pk)  # noqa: SLF001

        return build_or_put_back

    return remember


def _ten_minutes(now: datetime) -> datetime:
    """Return the last whole ten minutes."""
    return now.replace(minute=now.minute // 10 * 10, second=0, microsecond=0)


def _is_blank() -> bool:
    """Return whether the test, which will be rolled back, has no record and no file yet.

    One that has a hand in the code itself is none to keep anything of.
    """
    is_alone = connection.in_atomic_block and not settings.TAKES_EVERY_STEP
    if not is_alone or any(root.exists() for root in _roots()):
        return False
    of_records = (table for table in _columns() if not table.startswith(OF_ACCOUNTS))
    asked = " OR ".join(f"EXISTS (SELECT FROM {table})" for table in of_records)
    return _asked(f"SELECT NOT ({asked})") == [(True,)]


def _surroundings() -> Iterator[Hashable]:
    """Yield what can matter to a builder besides its words: clock, settings and accounts."""
    now = timezone.now()
    yield _ten_minutes(now) if now.microsecond else now
    changed, layer = set[str](), settings._wrapped  # noqa: SLF001
    while isinstance(layer, UserSettingsHolder):
        changed |= {name for name in vars(layer) if name.isupper()}
        layer = layer.default_settings
    yield from ((name, repr(getattr(settings, name))) for name in sorted(changed - OF_EVERY_TEST))
    fields = {field.attname for field in User._meta.concrete_fields}  # noqa: SLF001
    yield from User.objects.order_by("pk").values_list(*sorted(fields - OF_A_SIGN_IN))


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


def _looked_at(build: Callable[[], models.Model]) -> LeftBehind:
    """Build, and return what that left behind."""
    tables = (table for table in _columns() if table.startswith(OF_ACCOUNTS))
    before = {place for table in tables for place, _ in _rows_of(table)}
    letters = len(mail.outbox)
    record = build()
    files = Path(tempfile.mkdtemp(prefix="built-"))
    for root in _roots():
        if root.exists():
            shutil.copytree(root, files / root.name)
    return LeftBehind(record, rows(besides=before), files, mail.outbox[letters:])


def _put_back(left: LeftBehind) -> None:
    with connection.cursor() as cursor:
        cursor.execute(left.rows)
    for root in _roots():
        if (left.files / root.name).exists():
            shutil.copytree(left.files / root.name, root)
    mail.outbox += left.mail
