"""The tables of the tests as an earlier run made them, while nothing they are made of has changed.

The migrations take ten seconds of computing; to read the tables back takes half a second. A clone
without ``.pytest_cache`` still makes them by the migrations, once for all processes.
"""

import ast
import hashlib
import os
import subprocess
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.db import connection

from mit_waakstand.embedded import binaries

PROJECT = Path(__file__).parents[1]


def fingerprint() -> str:
    """Return what changes with a migration, with what one calls, and with any library."""
    libraries = sorted(f"{it.name} {it.version}" for it in distributions())
    told = [*libraries, *(f"{path} {path.read_text()}" for path in sorted(sources()))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def sources() -> set[Path]:
    """Return the migrations of the project, and every module that has a part in their work."""
    known = {*_migrations()}
    waiting = [*known]
    while waiting:
        found = {*_modules_of(waiting.pop())} - known
        known |= found
        waiting += found
    return known


def _migrations() -> Iterable[Path]:
    for app in apps.get_app_configs():
        folder = Path(app.path)
        if ".venv" not in folder.parts and folder.is_relative_to(PROJECT):
            yield from folder.glob("migrations/*.py")


def _modules_of(source: Path) -> Iterable[Path]:
    """Yield the modules of the project from which this one takes something by name.

    A plain ``import`` of a migration only names a validator, which makes no table.
    """
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                path = PROJECT / f"{name.replace('.', '/')}.py"
                if path.is_file():
                    yield path


def read_back(kept: Path) -> None:
    """Make the database of the tests, which is not there yet, from what was kept."""
    name = connection.creation._get_test_db_name()  # noqa: SLF001
    _program("createdb", "--maintenance-db=postgres", name)
    _program("psql", "-qX1", "-o", os.devnull, "-v", "ON_ERROR_STOP=1", "-f", str(kept), name)


def keep(kept: Path) -> None:
    """Write down the database that the tests use."""
    new = kept.with_suffix(f".{os.getpid()}")
    _program("pg_dump", "-f", str(new), str(connection.settings_dict["NAME"]))
    for old in kept.parent.glob("*.sql"):
        old.unlink(missing_ok=True)
    new.replace(kept)


def _program(program: str, *words: str) -> None:
    asked = connection.settings_dict
    where = ["-h", str(asked["HOST"] or asked["OPTIONS"]["host"]), "-U", str(asked["USER"])]
    done = subprocess.run(
        [str(binaries.postgres_directory() / program), *where, *words],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
