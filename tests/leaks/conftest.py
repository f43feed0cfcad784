"""One house for all tests in this room; the tests only read it."""

from collections.abc import Generator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from leak_house import LeakHouse, furnish
from pytest_django import DjangoDbBlocker
from static_files import PLAIN

SITE = "https://waakstand.example/"


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Generator[LeakHouse, None, None]:
    """Furnish a house in one transaction, which is undone after the last test of the room."""
    directory = tmp_path_factory.mktemp("leaks")
    (directory / "static").mkdir()
    with (
        override_settings(
            PUBLIC_ROOT=directory / "public",
            PRIVATE_ROOT=directory / "private",
            STATIC_ROOT=directory / "static",
            STORAGES={**settings.STORAGES, "staticfiles": PLAIN},
            PUBLIC_URL=SITE,
            OFFICE_URL=SITE,
        ),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield furnish(directory)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_directories() -> None:
    """Leave the directories of the house as they are, for every test in this room."""
