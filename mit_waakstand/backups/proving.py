"""Trying an archive: put back for real, in a database and directories that are thrown away."""

import os
import secrets
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from mit_waakstand.backups.errors import BackupError
from mit_waakstand.backups.making import workroom


def prove(archive: Path, *, identity: Path | None, scratch: str | None) -> str:
    """Return what the restore said that was tried with this archive.

    ``scratch`` is the address of an empty database; without it one is made beside our own, and
    dropped. Raises BackupError with the words of the restore that did not succeed.
    """
    with _scratch(scratch) as url, workroom() as room:
        environment = os.environ | {
            "DATABASE_URL": url,
            "MIT_STATE_DIR": str(room),
            "MIT_PRIVATE_ROOT": str(room / "private"),
            "MIT_PUBLIC_ROOT": str(room / "public"),
            "MIT_LOG_LEVEL": "ERROR",
        }
        words = ["manage.py", "restore", str(archive.resolve())]
        words += ["--key", str(identity.resolve())] if identity else []
        done = subprocess.run(  # noqa: S603
            [sys.executable, *words],
            check=False,
            capture_output=True,
            text=True,
            cwd=settings.BASE_DIR,
            env=environment,
        )
    if done.returncode:
        raise BackupError(done.stderr.strip() or done.stdout.strip())
    return done.stdout.strip()


@contextmanager
def _scratch(given: str | None) -> Generator[str, None, None]:
    """Give the address of an empty database; one that we made is dropped afterwards."""
    if given:
        yield given
        return
    name = f"mit_proef_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        except DatabaseError as error:
            message = (
                "Hier mag geen database bij worden gemaakt. Laat de databasebeheerder een lege"
                " maken, en noem die: --scratch postgresql://…"
            )
            raise BackupError(message) from error
        try:
            ours = urlsplit(os.environ.get("DATABASE_URL", "postgresql:///mit_waakstand"))
            yield ours._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
