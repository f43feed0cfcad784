"""A throw-away state directory, and a house in it that is stopped afterwards."""

import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from houses import House


@pytest.fixture
def scratch() -> Generator[Path, None, None]:
    """A directory with a short path (sockets) that every account may enter (nobody)."""
    with tempfile.TemporaryDirectory(prefix="mit-") as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve()


@pytest.fixture
def house(scratch: Path) -> Generator[House, None, None]:
    house = House(scratch / "staat")
    yield house
    if house.process is not None and house.is_running:
        house.stop()
