"""A PostgreSQL and a Valkey for the length of one test run, started before the settings are read.

A pytest plugin (``-p tests.own_services``), because the settings read the environment only once.
"""

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mit_waakstand.embedded import services

_open = ExitStack()
RUNNING: list[services.Services] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    name = _open.enter_context(tempfile.TemporaryDirectory(prefix="mit-tests-"))
    scratch = Path(name)
    scratch.chmod(0o755)
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


def pytest_unconfigure() -> None:
    _open.close()
