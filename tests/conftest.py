"""What every test may use: the people, the moment, and a database that is empty again after it."""

import fcntl
import gc
from collections.abc import Generator
from pathlib import Path
from typing import Any, TextIO
from unittest.mock import patch

import emptying
import put_back
import pytest
import ready_schema
from chromium import CHROMIUM, FLAGS
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as effort
from pytest_django import Settings
from static_files import PLAIN
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

# How long an example took says how busy the machine is, and nothing about our code.
effort.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
effort.load_profile("untimed")


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
) -> Generator[None, None, None]:
    """Keep the tables when they were just made; and let Django empty them as ``emptying`` does."""
    kept, turn = kept_schema
    if turn is not None:
        ready_schema.keep(kept)
        turn.close()
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda _: emptying.empty()):
        yield


@pytest.fixture(autouse=True)
def own_directories(settings: Settings, tmp_path: Path) -> None:
    """Give every test private files, public files and mail of its own."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.PUBLIC_ROOT = tmp_path / "public"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    """Let pages name static files as they are, in every test that does not ask otherwise."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN}


@pytest.fixture(scope="session", autouse=True)
def built_by_all(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let all processes of this run put back what one of them built."""
    own = tmp_path_factory.getbasetemp()
    common = own.parent if hasattr(pytestconfig, "workerinput") else own
    put_back.directory = common / "built"
    put_back.directory.mkdir(exist_ok=True)


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
