"""Blows at random: ``kill -9`` of each program of a house and of their children, or no memory."""

import os
import random
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drill.whole_house import WholeHouse
from machine.houses import descendants

BETWEEN = (4.0, 14.0)  # seconds
WEB, WORKER, CLOCK = b"granian", b"\0worker\0", b"\0beat\0"
DATABASE, BROKER, BACKEND = b"/postgres\0", b"valkey-server", b"postgres: postgres "


@dataclass(frozen=True)
class Blow:
    """One kind of blow: its name, and what does it; the act says whether it hit anything."""

    name: str
    strike: Callable[[], bool]


def blows(house: WholeHouse, chance: random.Random) -> list[Blow]:
    """Return every kind of blow to this house."""

    def program(word: bytes) -> Callable[[], bool]:
        return lambda: _kill(_programs(house, word), chance)

    def child(word: bytes, name: bytes = b"") -> Callable[[], bool]:
        return lambda: _kill(_children(house, word, name), chance)

    return [
        Blow("webserver", program(WEB)),
        Blow("kind van de webserver", child(WEB)),
        Blow("werker", program(WORKER)),
        Blow("kind van de werker", child(WORKER)),
        Blow("klok", program(CLOCK)),
        Blow("databank", program(DATABASE)),
        Blow("verbinding van de databank", child(DATABASE, BACKEND)),
        Blow("makelaar", program(BROKER)),
        Blow("makelaar leeggemaakt", lambda: _flush(house.valkey_socket)),
    ]


def rain(house: WholeHouse, seconds: float, chance: random.Random) -> Counter[str]:
    """Strike for so long, every kind as often as the others; return how often each one hit."""
    hit: Counter[str] = Counter()
    end = time.monotonic() + seconds
    deck: list[Blow] = []
    while True:
        time.sleep(max(0.0, min(chance.uniform(*BETWEEN), end - time.monotonic())))
        if time.monotonic() >= end:
            return hit
        deck = deck or chance.sample(blows(house, chance), len(blows(house, chance)))
        blow = deck.pop()
        hit[blow.name] += blow.strike()


def _programs(house: WholeHouse, word: bytes) -> list[int]:
    """Return the processes right below the supervisor with this in their command."""
    process = house.house.process
    assert process is not None
    return [
        pid for pid, parent, said in _known(process.pid) if parent == process.pid and word in said
    ]


def _children(house: WholeHouse, word: bytes, name: bytes) -> list[int]:
    """Return the children of such a program; only those with this name, when one is given."""
    return [
        pid
        for program in _programs(house, word)
        for pid, parent, said in _known(program)
        if parent == program and said.startswith(name)
    ]


def _known(top: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield id, parent and command of every process below this one."""
    for pid in descendants(top):
        with suppress(OSError):  # it has ended meanwhile
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            yield pid, parent, Path(f"/proc/{pid}/cmdline").read_bytes()


def _kill(processes: list[int], chance: random.Random) -> bool:
    if not processes:
        return False
    with suppress(ProcessLookupError):
        os.kill(chance.choice(processes), signal.SIGKILL)
        return True
    return False


def _flush(path: Path) -> bool:
    """Let the broker forget everything."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(2)
        connection.connect(str(path))
        connection.sendall(b"FLUSHALL\r\n")
        return connection.recv(16).startswith(b"+OK")
    return False
