"""What many tests begin with is built once in a run; after that it is put back.

It takes hundreds of questions to the database to bring a signal to where a test begins, and
hundreds of tests begin there. What the steps left behind is kept as it is, for all processes of
the run: rows, files and mail. It is put back only where it would come out the same: between the
same accounts, under the same settings and clock, and beside no record. Everywhere else the steps
are taken.
"""

import functools
import hashlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
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


# Where the processes of a run find what one of them built; named when the run begins.
directory = Path(tempfile.gettempdir())


@dataclass(frozen=True)
class LeftBehind:
    """What a builder left behind, and the record that it returned: its model and its key."""

    record: tuple[str, Any]
    rows: str  # SQL
    numbers: str  # SQL
    files: Path
    mail: list[Any]


_kept: dict[str, LeftBehind] = {}


def remembered(
    *, players: Callable[[], object], days_ago: int = 0
) -> Callable[[Callable[Words, AnyModel]], Callable[Words, AnyModel]]:
    """Return what puts back what a builder built with the same words.

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
            asked = (build.__module__, build.__qualname__, words, *sorted(named.items()))
            which = hashlib.sha256(repr((*asked, *_surroundings())).encode()).hexdigest()
            left = _kept.get(which) or _read(which)
            if left is None:
                left = _looked_at(lambda: build(*words, **named), which)
            else:
                _put_back(left)
            _kept[which] = left
            label, pk = left.record
            return apps.get_model(label)._default_manager.get(pk=pk)  # type: ignore[no-any-return]  # noqa: SLF001

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


def _surroundings() -> Iterator[object]:
    """Yield what can matter to a builder besides its words: clock, settings and accounts."""
    now = timezone.now()
    yield _hour(now) if now.microsecond else now
    changed, layer = set[str](), settings._wrapped  # noqa: SLF001
    while isinstance(layer, UserSettingsHolder):
        changed |= {name for name in vars(layer) if name.isupper()}
        layer = layer.default_settings
    yield from ((name, repr(getattr(settings, name))) for name in sorted(changed - OF_EVERY_TEST))
    yield from _accounts()


def _accounts() -> list[object]:
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


def _looked_at(build: Callable[[], models.Model], which: str) -> LeftBehind:
    """Build, and return what that left behind; accounts are there already."""
    accounts, letters = _accounts(), len(mail.outbox)
    record = build()
    assert _accounts() == accounts
    files = Path(tempfile.mkdtemp(dir=directory))
    for root in _roots():
        if root.exists():
            shutil.copytree(root, files / root.name)
    which_record = (record._meta.label, record.pk)  # noqa: SLF001
    left = LeftBehind(which_record, rows(), _numbers(), files, mail.outbox[letters:])
    new = directory / f"{which}.{os.getpid()}"
    new.write_bytes(pickle.dumps(left))
    new.replace(directory / which)
    return left


def _numbers() -> str:
    """Return the SQL that lets each table count on from the highest number that is there.

    In another process it may not have come that far.
    """
    asked = """
        SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences
        WHERE schemaname = current_schema() AND last_value IS NOT NULL
    """
    return ";".join(
        f"SELECT setval('{name}', {last}) FROM {name} WHERE last_value < {last} OR NOT is_called"  # noqa: S608
        for name, last in _asked(asked)
    )


def _read(which: str) -> LeftBehind | None:
    """Return what another process built and kept, if it did."""
    try:
        left: LeftBehind = pickle.loads((directory / which).read_bytes())  # noqa: S301  (our own)
    except FileNotFoundError:
        return None
    with connection.cursor() as cursor:
        cursor.execute(left.numbers)
    return left


def _put_back(left: LeftBehind) -> None:
    with connection.cursor() as cursor:
        cursor.execute(left.rows)
    for root in _roots():
        if (left.files / root.name).exists():
            shutil.copytree(left.files / root.name, root)
    mail.outbox += left.mail
