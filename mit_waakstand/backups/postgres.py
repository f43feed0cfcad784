"""PostgreSQL's own tools: dumping one moment of the database, and putting it back."""

import os
import re
import subprocess
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from mit_waakstand.backups.errors import BackupError
from mit_waakstand.embedded import binaries
from mit_waakstand.embedded.errors import CannotStartError


def without_rows() -> list[str]:
    """Return the tables whose rows are not kept: what is counted, and who is signed in.

    Whoever was signed in then must not be signed in after a restore.
    """
    sessions = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    return ["cache", "django_session", sessions._meta.db_table]  # noqa: SLF001


def dump(target: Path, *, snapshot: str) -> None:
    """Write the database as it was in a snapshot that an open transaction exported.

    Raises BackupError with the words of pg_dump.
    """
    words = ["--format=custom", f"--snapshot={snapshot}", f"--file={target}"]
    words += [f"--exclude-table-data=public.{table}" for table in without_rows()]
    _run("pg_dump", [*words, "--no-owner", "--no-privileges", *_where()])


def restore(source: Path) -> None:
    """Put a dump back in the database of the settings, whole or not at all.

    Objects become those of whoever restores. Raises BackupError with the words of pg_restore.
    """
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run("pg_restore", [*words, "--no-comments", *_where(), str(source)])


def is_empty() -> bool:
    """Return whether the database has no table of its own."""
    return not connection.introspection.table_names()


def _where() -> list[str]:
    """Return which database, as words for a tool; the password goes by the environment."""
    database = settings.DATABASES["default"]
    keys = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER"}
    told: dict[str, Any] = {word: database[key] for word, key in keys.items() if database[key]}
    told |= {key: value for key, value in database["OPTIONS"].items() if key.startswith("ssl")}
    return [f"--dbname={make_conninfo('', **told)}"]


def _run(program: str, words: Sequence[str]) -> None:
    told = {"LC_ALL": "C.UTF-8"}
    if password := settings.DATABASES["default"]["PASSWORD"]:
        told["PGPASSWORD"] = password
    done = subprocess.run(  # noqa: S603
        [str(_program(program)), "--no-password", *words],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | told,
    )
    if done.returncode:
        message = f"{program} lukt niet:\n{done.stderr.strip()}"
        raise BackupError(message)


def _program(name: str) -> Path:
    """Return a tool that is not older than the server; raises BackupError when there is none."""
    needed = _server_version()
    for directory in _directories():
        program = directory / name
        if program.is_file() and _version(program) >= needed:
            return program
    message = f"{name} van PostgreSQL {needed} of nieuwer is hier niet; zie docs/beheer.md."
    raise BackupError(message)


def _server_version() -> int:
    """Return the main version of the server, such as 18."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _directories() -> list[Path]:
    found = [Path(one) for one in os.environ.get("PATH", "").split(os.pathsep) if one]
    try:
        return [binaries.postgres_directory(), *found]
    except CannotStartError:
        return found


def _version(program: Path) -> int:
    told = subprocess.run([program, "--version"], check=False, capture_output=True, text=True)  # noqa: S603
    found = re.search(r"(\d+)(\.|devel|beta|rc|\s|$)", told.stdout)
    return int(found[1]) if found else 0
