"""What many tests begin with is built twice in each process; after that it is put back.

It takes hundreds of questions to the database to bring a signal to where a test begins, and
hundreds of tests begin there. What the steps left behind the second time is kept as it is: rows,
files and mail. It is put back only where it would come out the same: between the same accounts,
under the same settings and clock, and beside no record. Everywhere else the steps are taken.
"""

import functools
import shutil
import tempfile
from collections.abc import Callable, Hashable, Iterator
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

# Tables that hold no record, by how their names begin; accounts are looked at by what they say.
OF_NO_RECORD = ("django_", "auth_", "accounts_", "cache")
OF_A_SIGN_IN = {"password", "last_login"}
OF_EVERY_TEST = {"PRIVATE_ROOT", "PUBLIC_ROOT", "EMAIL_FILE_PATH", "STORAGES"}


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
    *, players: Callable[[], object], days_ago: int = 0
) -> Callable[[Callable[Words, AnyModel]], Callable[Words, AnyModel]]:
    """Return what puts back what a builder built twice with the same words.

    ``players`` lets in everybody without whom nothing is built.
    Without ``at`` it begins so many days ago, at a moment that comes back: the last whole hour.
    What begins at a moment with seconds is built each time.
    """

    def remember(build: Callable[Words, AnyModel]) -> Callable[Words, AnyModel]:
        @functools.wraps(build)
        def build_or_put_back(*words: Words.args, **named: Words.kwargs) -> AnyModel:
            at = named.get("at") or _hour(timezone.now()) - timedelta(days=days_ago)
            named["at"] = at
            players()
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


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _is_blank() -> bool:
    """Return whether the test, which will be rolled back, has no record and no file yet.

    One that has a hand in the code itself is none to keep anything of.
    """
    is_alone = connection.in_atomic_block and not getattr(settings, "TAKES_EVERY_STEP", True)
    if not is_alone or any(root.exists() for root in _roots()):
        return False
    asked = " OR ".join(f"EXISTS (SELECT FROM {table})" for table in _columns())
    return _asked(f"SELECT NOT ({asked})") == [(True,)]


def _surroundings() -> Iterator[Hashable]:
    """Yield what can matter to a builder besides its words: clock, settings and accounts."""
    now = timezone.now()
    yield _hour(now) if now.microsecond else now
    changed, layer = set[str](), settings._wrapped  # noqa: SLF001
    while isinstance(layer, UserSettingsHolder):
        changed |= {name for name in vars(layer) if name.isupper()}
        layer = layer.default_settings
    yield from ((name, repr(getattr(settings, name))) for name in sorted(changed - OF_EVERY_TEST))
    yield from _accounts()


def _accounts() -> list[Hashable]:
    fields = {field.attname for field in User._meta.concrete_fields}  # noqa: SLF001
    return [*User.objects.order_by("pk").values_list(*sorted(fields - OF_A_SIGN_IN))]


def rows() -> str:
    """Return the SQL that inserts every row of a record that is there.

    Triggers and references did their work when the rows were made; they are not asked again.
    """
    told = ["SET LOCAL session_replication_role = replica"]
    for table, columns in _columns().items():
        values = ", ".join(f"quote_nullable({column}::text)" for column in columns)
        found = _asked(f"SELECT format('(%s)', concat_ws(', ', {values})) FROM {table} ORDER BY 1")  # noqa: S608
        if found:
            all_rows = ", ".join(row for (row,) in found)
            told.append(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {all_rows}")  # noqa: S608
    return "; ".join([*told, "SET LOCAL session_replication_role = origin"])


@functools.cache
def _columns() -> dict[str, list[str]]:
    """Return the columns of each table with records."""
    asked = """
        SELECT table_name, array_agg(quote_ident(column_name)) FROM information_schema.columns
        WHERE table_schema = current_schema() GROUP BY table_name
    """
    return {table: names for table, names in _asked(asked) if not table.startswith(OF_NO_RECORD)}


def _asked(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def _roots() -> tuple[Path, Path]:
    return Path(settings.PRIVATE_ROOT), Path(settings.PUBLIC_ROOT)


def _looked_at(build: Callable[[], models.Model]) -> LeftBehind:
    """Build, and return what that left behind; accounts are there already."""
    accounts, letters = _accounts(), len(mail.outbox)
    record = build()
    assert _accounts() == accounts
    files = Path(tempfile.mkdtemp(prefix="built-"))
    for root in _roots():
        if root.exists():
            shutil.copytree(root, files / root.name)
    return LeftBehind(record, rows(), files, mail.outbox[letters:])


def _put_back(left: LeftBehind) -> None:
    with connection.cursor() as cursor:
        cursor.execute(left.rows)
    for root in _roots():
        if (left.files / root.name).exists():
            shutil.copytree(left.files / root.name, root)
    mail.outbox += left.mail
