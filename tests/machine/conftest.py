"""Throw-away state directories, and a house in one that is stopped afterwards."""

import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from houses import House

from mit_waakstand.embedded.services import running


@pytest.fixture
def scratch() -> Generator[Path, None, None]:
    """A directory with a short path (sockets) that every account may enter (nobody)."""
    with tempfile.TemporaryDirectory(prefix="mit-") as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve()


@pytest.fixture(scope="session")
def inhabited() -> Generator[Path, None, None]:
    """A state directory with a cluster, for all tests together: making one is most of the work."""
    with tempfile.TemporaryDirectory(prefix="mit-") as name:
        Path(name).chmod(0o755)
        directory = Path(name).resolve() / "staat"
        with running(directory, durable=True):
            pass
        yield directory


@pytest.fixture
def house(inhabited: Path) -> Generator[House, None, None]:
    """A house that is stopped after the test."""
    house = House(inhabited)
    yield house
    if house.process is not None and house.is_running:
        house.stop()
