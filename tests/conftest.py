"""What every test may use: the people, the moment, and a database in which TRUNCATE works."""

import fcntl
import gc
from pathlib import Path
from typing import Any, TextIO

import pytest
import ready_schema
from chromium import CHROMIUM, FLAGS
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from building import person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role

# Tests that share something expensive run in one process, one after the other. Rooms begin before
# single tests, the fullest first: so the long walk of "roads" does not keep everybody waiting.
TOGETHER = {
    "browser": "browser",
    "front": "browser",
    "leaks": "leaks",
    "machine": "machine",
    "roads": "roads",
}


# Python's collector goes through everything that lives, again and again, and all tests live: it
# took a quarter of the time. What is there when the tests begin stays, so it need not be looked at.
gc.set_threshold(100_000, 50, 1_000)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


class ByRoom(LoadScopeScheduling):
    """Deals out single tests, but the tests of some rooms as one piece of work."""

    def _split_scope(self, nodeid: str) -> str:
        room = nodeid.split("/")[1]
        return TOGETHER.get(room, nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByRoom:
    return ByRoom(config, log)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": [*FLAGS]}


@pytest.fixture(scope="session")
def kept_schema(
    pytestconfig: pytest.Config,
    django_db_modify_db_settings: None,  # noqa: ARG001
) -> tuple[Path, TextIO | None]:
    """Return where the tables are kept, and our turn to make them when they were not there.

    The first process that finds none makes them; the others wait until that file is closed.
    """
    kept = pytestconfig.cache.mkdir("schema") / f"{ready_schema.fingerprint()}.sql"
    turn = kept.with_name("turn").open("w")
    fcntl.flock(turn, fcntl.LOCK_EX)
    if not kept.exists():
        return kept, turn
    turn.close()
    ready_schema.read_back(kept)
    return kept, None


@pytest.fixture(scope="session")
def django_db_setup(
    kept_schema: tuple[Path, TextIO | None],
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Drop the TRUNCATE triggers: a flush after a test needs TRUNCATE. They are tested apart."""
    kept, turn = kept_schema
    if turn is not None:
        ready_schema.keep(kept)
        turn.close()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%no_truncate'"  # noqa: E501
        )
        for trigger, table in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{trigger}" ON {table}')


@pytest.fixture(autouse=True)
def own_directories(settings: Settings, tmp_path: Path) -> None:
    """Give every test private files, public files and mail of its own."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.PUBLIC_ROOT = tmp_path / "public"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture(autouse=True)
def takes_every_step(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Let a test that changes the code, itself or by a fixture, keep nothing (``put_back``)."""
    asked = request.node._fixtureinfo  # noqa: SLF001
    fixtures = (one for named in asked.name2fixturedefs.values() for one in named)
    names = {
        *asked.initialnames,
        *(name for one in fixtures if one.baseid for name in one.argnames),
    }
    settings.TAKES_EVERY_STEP = "monkeypatch" in names


@pytest.fixture(autouse=True)
def without_second_factor(settings: Settings) -> None:
    """Let people in after one step; the tests of the second one ask for it."""
    settings.SECOND_FACTOR = False


@pytest.fixture
def cpo(db: None) -> User:  # noqa: ARG001
    return person(Role.CPO)


@pytest.fixture
def secretary(db: None) -> User:  # noqa: ARG001
    return person(Role.SECRETARY)


@pytest.fixture
def sg_office(db: None) -> User:  # noqa: ARG001
    return person(Role.SG_OFFICE)


@pytest.fixture
def expert(db: None) -> User:  # noqa: ARG001
    return person(Role.EXPERT)


@pytest.fixture
def administrator(db: None) -> User:  # noqa: ARG001
    return person(Role.ADMINISTRATOR)
