"""The supervisor as a real process: stopped, hit, started twice."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from houses import House, living, wait_for

from mit_waakstand.embedded import account, binaries
from mit_waakstand.embedded.child import MARK

LONGEST_STOP = 5  # seconds after Ctrl-C


def answer(house: House, statement: str) -> object:
    with psycopg.connect(house.address("DATABASE_URL"), autocommit=True) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return row and row[0]


def lives(house: House) -> bool:
    """Whether PostgreSQL answers."""
    try:
        return answer(house, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False


def process_id(house: House) -> int:
    """The number of the PostgreSQL server itself."""
    first_line = (house.state_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0]
    return int(first_line)


def stand_in(state_dir: Path) -> subprocess.Popen[bytes]:
    """Return a process that says that it belongs to the house, as a child of a child does."""
    program = "import signal, time; signal.signal(2, signal.SIG_DFL); time.sleep(60)"
    mark = {MARK: str(state_dir)}
    return subprocess.Popen([sys.executable, "-c", program], env={**os.environ, **mark})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_everything_stops_within_five_seconds(house: House, number: signal.Signals) -> None:
    house.start()
    during = house.members

    seconds = house.stop(number)

    assert len(during) >= 2
    assert living(during) == set()
    assert seconds < LONGEST_STOP
    assert house.process is not None
    assert house.process.returncode == 0
    assert house.said.endswith("MIT in waakstand is gestopt.\n")


def test_a_second_start_on_the_same_directory_is_refused_in_words(house: House) -> None:
    house.start()

    words = House(house.state_dir, output="tweede").refusal()

    assert words.startswith(f"Er draait al een MIT in waakstand op {house.state_dir} (proces ")
    assert "MIT_PORT" in words
    assert lives(house)


def test_a_server_that_falls_is_raised_again(house: House) -> None:
    house.start()
    fallen = process_id(house)

    os.kill(fallen, signal.SIGKILL)

    wait_for(lambda: lives(house))
    assert process_id(house) != fallen
    assert "PostgreSQL is gestopt en wordt opnieuw gestart" in house.said


def test_the_next_start_recovers_after_everything_was_killed(house: House) -> None:
    house.start()
    answer(house, "CREATE TABLE survived AS SELECT 42 AS answer")

    house.kill_everything()
    house.start()

    assert answer(house, "SELECT answer FROM survived") == 42


def test_the_next_start_ends_what_an_earlier_house_left_behind(house: House) -> None:
    house.start()
    orphan = stand_in(house.state_dir)
    house.send(signal.SIGKILL)

    house.start()

    assert orphan.wait(LONGEST_STOP) == -signal.SIGINT
    assert lives(house)


def test_nothing_outlives_a_killed_supervisor(house: House) -> None:
    house.start()
    during = house.members

    house.send(signal.SIGKILL)

    assert len(during) >= 2
    wait_for(lambda: living(during) == set(), seconds=LONGEST_STOP)


def test_a_path_that_is_too_long_for_a_socket_is_refused_before_anything_is_made(
    scratch: Path,
) -> None:
    house = House(scratch / ("lang" * 30))

    words = house.refusal()

    assert "te lang" in words
    assert "MIT_STATE_DIR" in words
    assert not house.state_dir.exists()


def test_a_port_that_is_taken_is_named_with_a_way_out(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        house.settings["MIT_PORT"] = str(port)

        words = house.refusal("alles")

    assert words == (
        f"Poort {port} is al in gebruik door een ander programma.\n"
        f"Kies een andere poort, bijvoorbeeld: MIT_PORT={port + 1} bin/start\n"
    )


def test_services_that_are_given_from_outside_are_not_started(house: House) -> None:
    house.settings["DATABASE_URL"] = "postgresql://elders.example/mit"
    house.settings["REDIS_URL"] = "redis://elders.example/0"

    house.start()

    assert house.members == set()
    assert house.address("DATABASE_URL") == "postgresql://elders.example/mit"
    assert house.address("REDIS_URL") == "redis://elders.example/0"
    assert house.address("MIT_DEMO") == "0"


def test_an_unreadable_number_is_refused_in_words(house: House) -> None:
    house.settings["MIT_PORT"] = "tachtig"

    words = house.refusal("alles")

    assert words == "MIT_PORT='tachtig' is geen geheel getal.\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="alleen root kan PostgreSQL als nobody starten")
def test_root_without_namespaces_runs_postgresql_as_nobody(house: House, scratch: Path) -> None:
    house.settings["PATH"] = str(scratch)  # no unshare here

    house.start()

    assert lives(house)
    assert Path(f"/proc/{process_id(house)}").owner() == "nobody"
    assert (house.state_dir / "postgres").owner() == "nobody"


@pytest.mark.skipif(os.geteuid() != 0, reason="alleen root kan PostgreSQL als nobody starten")
def test_programs_that_nobody_cannot_reach_are_copied_with_their_libraries(scratch: Path) -> None:
    hidden = scratch / "van-root"
    hidden.mkdir(mode=0o700)
    package = binaries.postgres_directory().parents[1]
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, hidden / part.name, symlinks=True)

    found = account.as_nobody(hidden / package.name / "pginstall" / "bin", scratch / "postgres")

    assert found.user == "nobody"
    assert found.programs == scratch / "postgres-programs" / package.name / "pginstall" / "bin"


@pytest.mark.skipif(os.geteuid() != 0, reason="alleen root kan PostgreSQL als nobody starten")
def test_root_without_namespaces_is_told_when_nobody_cannot_enter(scratch: Path) -> None:
    scratch.chmod(0o700)
    house = House(scratch / "staat", {"PATH": str(scratch)})

    words = house.refusal()

    assert "de gebruiker nobody mag niet in" in words
    assert "MIT_STATE_DIR=" in words
