"""A PostgreSQL and a Valkey for the length of one test run, started before the settings are read.

A pytest plugin (``-p tests.own_services``), because the settings read the environment only once.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mit_waakstand.embedded import services

IN_MEMORY = Path("/dev/shm")  # noqa: S108  (a directory of our own is made in it)
ROOM = 6_000_000_000  # bytes that have to be free there; a whole run takes a third
_open = ExitStack()
RUNNING: list[services.Services] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    scratch = _scratch()
    running = _open.enter_context(services.running(scratch / "s"))
    RUNNING.append(running)
    (scratch / "state" / "static").mkdir(parents=True)
    for key in [key for key in os.environ if key.startswith("MIT_")]:
        del os.environ[key]
    os.environ |= {
        "DATABASE_URL": running.database_url,
        "REDIS_URL": running.redis_url,
        "MIT_STATE_DIR": str(scratch / "state"),
        "MIT_SECRET_KEY": "only-for-tests",
        "MIT_HTTPS": "0",
        "MIT_HOSTS": "localhost,127.0.0.1,testserver",
        "MIT_SMTP_URL": "smtp://127.0.0.1:1",
        "MIT_LOG_LEVEL": "WARNING",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # the ORM beside Playwright
    }
    return (yield)


def _scratch() -> Path:
    """Return a directory for all that this process and its tests write: in memory, if it fits."""
    roomy = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM
    made = tempfile.TemporaryDirectory(prefix="mit-tests-", dir=IN_MEMORY if roomy else None)
    scratch = Path(_open.enter_context(made))
    (scratch / "t").mkdir()
    for directory in (scratch, scratch / "t"):
        directory.chmod(0o755)  # PostgreSQL runs as somebody else
    tempfile.tempdir = os.environ["TMPDIR"] = str(scratch / "t")
    return scratch


def pytest_unconfigure() -> None:
    _open.close()
