"""The whole house as ``bin/start`` runs it: web server and worker on PostgreSQL and Valkey."""

import os
import re
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Generator
from pathlib import Path

import pytest
from houses import House, descendants, living, wait_for

LONGEST_STOP = 5  # seconds after Ctrl-C


@pytest.fixture
def whole_house(scratch: Path) -> Generator[House, None, None]:
    """A new house without demonstration data, on a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    house = House(scratch / "staat")
    house.settings |= {
        "MIT_PORT": str(port),
        "MIT_DEMO": "0",
        "MIT_HTTPS": "0",
        "MIT_SMTP_URL": "smtp://127.0.0.1:1",
        "MIT_MONITORS": "127.0.0.1",
    }
    yield house
    if house.is_running:
        house.stop()


def page(house: House, path: str) -> str:
    """Return the page, or an empty text while the web server does not answer."""
    address = f"http://127.0.0.1:{house.settings['MIT_PORT']}{path}"
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, OSError):
        return ""


def program(house: House, word: str) -> int:
    """Return the process directly below the supervisor that has this word in its command."""
    assert house.process is not None
    below = descendants(house.process.pid)
    inner = set().union(*(descendants(process) for process in below))
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes().decode() for pid in below - inner}
    return next(pid for pid, command in commands.items() if word in command)


def counted(house: House) -> int:
    """Return how many answers all web processes together gave to the question whether they live."""
    figures = page(house, "/-/metrics")
    found = re.search(r'seconds_count\{status="2xx",view="alive"\} (\d+)', figures)
    return int(found[1]) if found else 0


def test_the_house_serves_survives_blows_and_stops(whole_house: House) -> None:
    house = whole_house.start("alles")
    first = page(house, "/")
    before = counted(house)
    alive = [page(house, "/-/leeft") for _ in range(8)]
    after = {counted(house) for _ in range(4)}  # whichever process answers

    os.kill(program(house, "granian"), signal.SIGKILL)
    wait_for(lambda: "De webserver is gestopt" in house.said)
    after_a_fall = wait_for(lambda: page(house, "/"))
    os.kill(program(house, "\0beat\0"), signal.SIGKILL)
    wait_for(lambda: "De klok is gestopt" in house.said)
    house.kill_everything()
    litter = house.state_dir / "tmp" / "blijft-liggen"
    litter.touch()
    house.start("alles")
    after_a_pulled_plug = page(house, "/")
    everybody = house.members
    seconds = house.stop()

    assert "MIT in waakstand" in first
    assert after == {before + len(alive)}
    assert after_a_fall == first
    assert after_a_pulled_plug == first
    assert not litter.exists()
    assert len(everybody) >= 6
    assert living(everybody) == set()
    assert seconds < LONGEST_STOP
    assert (house.state_dir / "public" / "index.html").read_text(encoding="utf-8") == first
