"""``bin/bench surge``: a national rush on one signal, at our own server and at nginx.

Both serve the same file, in turns: first the server on one core and the load on the other, then
with both cores for all. Then the office is used while the public page is hammered, and 3,000
connections are opened that say nothing. Everything stays on this machine.
"""

import http.client
import json
import math
import os
import re
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.figures import PROJECT, Ratio, options, run
from listening import free_port, listening
from nginx_by_hand import nginx

from mit_waakstand.embedded import services
from mit_waakstand.embedded.house import GRANIAN

SERVER_CORE, LOAD_CORE = ["taskset", "-c", "0"], ["taskset", "-c", "1"]
CONNECTIONS = 64
PLAIN = ("open_file_cache", "disable_symlinks on")  # what plain nginx does not do
TURNS = 5
SHARE = 0.6  # of what nginx serves
OFFICE_MS = 50.0
OFFICE_ASKED = 300
RATE, READERS = 2_000, 50  # a second: seven million an hour
IDLE = 3_000
IDLE_TURNS = 3
IDLE_BOUND = 1.25
SIGNAL = "/signalen/miw-2026-01/"
OFFICE = ("/werk/", "/werk/signalen/")
SPEAKS = ("-H", "Accept-Encoding: gzip", "-H", "User-Agent: bench")


@dataclass(frozen=True)
class Servers:
    """The ports of our own server and of nginx: on one core (nginx also plain), and on all."""

    own: int
    nginx: int
    plain: int
    own_shared: int
    nginx_shared: int


def load(port: int, seconds: float, before: list[str], *, connections: int = CONNECTIONS) -> float:
    """Return the requests each second that the signal page answers; raises when one fails."""
    words = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", *SPEAKS]
    said = subprocess.run(
        [*before, *words, f"http://127.0.0.1:{port}{SIGNAL}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or "Non-2xx" in said or "Socket errors" in said:
        message = f"the load was not served:\n{said}"
        raise RuntimeError(message)
    return float(found[1])


def compared(own: int, other: int, seconds: float, before: list[str]) -> tuple[float, float]:
    """Return the medians of both, measured in turns."""
    load(own, 1, before)
    load(other, 1, before)
    turns = [(load(own, seconds, before), load(other, seconds, before)) for _ in range(TURNS)]
    return statistics.median(a for a, _ in turns), statistics.median(b for _, b in turns)


def served(servers: Servers, seconds: float) -> Iterator[Ratio]:
    """Yield how our own server does beside nginx.

    Judged is nginx as plain as it comes, which looks at the file for every reader, as our own
    server does; ours remembers it for a second, and is printed, as is what both do on all cores.
    """
    pinned = (servers.own, servers.plain), (servers.own, servers.nginx)
    rows = (
        ("kale nginx / eigen server", *pinned[0], LOAD_CORE, 1 / SHARE),
        ("onze nginx / eigen server", *pinned[1], LOAD_CORE, math.inf),
        ("onze nginx / eigen, alle kernen", servers.own_shared, servers.nginx_shared, [], math.inf),
    )
    for name, own, other, before, bound in rows:
        ours, theirs = compared(own, other, seconds, before)
        note = f"{ours:.0f} en {theirs:.0f} per seconde: {ours / theirs:.2f} van nginx"
        yield Ratio(name, theirs / ours, bound, note)


@dataclass
class Rush:
    """How many readers a second there were in the end."""

    rate: float = 0.0


@contextmanager
def hammered(port: int) -> Generator[Rush, None, None]:
    """Let readers ask the signal page at our rate until the end of the block; two minutes at most.

    Raises RuntimeError when they got anything but the page.
    """
    words = ["hey", "-z", "120s", "-c", str(READERS), "-q", str(RATE // READERS)]
    rush = Rush()
    with subprocess.Popen(
        [*words, *SPEAKS[:2], f"http://127.0.0.1:{port}{SIGNAL}"], stdout=subprocess.PIPE, text=True
    ) as process:
        time.sleep(1)
        try:
            yield rush
        finally:
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=30)
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or set(re.findall(r"\[(\d+)\]\s+\d+ responses", said)) != {"200"}:
        message = f"the rush was not served:\n{said}"
        raise RuntimeError(message)
    rush.rate = float(found[1])


def office_p99(port: int, cookie: str) -> float:
    """Return the milliseconds within which 99 of 100 office pages answer, asked one by one."""
    took = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for number in range(OFFICE_ASKED):
        began = time.perf_counter()
        address = OFFICE[number % len(OFFICE)]
        connection.request("GET", address, headers={"Cookie": cookie, "Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - began) * 1000)
        if answer.status != http.HTTPStatus.OK:
            message = f"{address} answers {answer.status}"
            raise RuntimeError(message)
    connection.close()
    return statistics.quantiles(took[len(OFFICE) * 5 :], n=100)[98]


def office(servers: Servers, cookie: str) -> Iterator[Ratio]:
    """Yield how quick the office is: in peace, and while the public page is hammered."""
    quiet = office_p99(servers.own_shared, cookie)
    yield Ratio("kantoor in rust", quiet / OFFICE_MS, math.inf, f"p99 {quiet:.0f} ms")
    for name, port in (("nginx", servers.nginx_shared), ("eigen server", servers.own_shared)):
        with hammered(port) as rush:
            busy = office_p99(port, cookie)
        note = (
            f"p99 {busy:.0f} ms (hoogstens {OFFICE_MS:.0f}) bij {rush.rate:.0f} lezers per seconde"
        )
        is_rush = rush.rate >= RATE * 0.9
        yield Ratio(f"kantoor, {name} bestormd", busy / OFFICE_MS if is_rush else 99.0, 1.0, note)


@contextmanager
def silent_connections(port: int, count: int) -> Generator[None, None, None]:
    """Hold so many connections open that never ask anything."""
    with ExitStack() as stack:
        for _ in range(count):
            one = stack.enter_context(socket.socket())
            one.connect(("127.0.0.1", port))
        yield


def idle(name: str, port: int, seconds: float) -> Ratio:
    """Return how much slower the page is while thousands hold a connection and say nothing."""
    turns = []
    for _ in range(IDLE_TURNS):
        alone = load(port, seconds, LOAD_CORE)
        with silent_connections(port, IDLE):
            turns.append((alone, load(port, seconds, LOAD_CORE)))
    alone, beside = (statistics.median(turn[side] for turn in turns) for side in (0, 1))
    note = f"{alone:.0f} en {beside:.0f} per seconde"
    return Ratio(f"{IDLE} stil, {name}", alone / beside, IDLE_BOUND, note)


@contextmanager
def own_server(scratch: Path, before: list[str]) -> Generator[int, None, None]:
    """Run the web server as ``bin/start`` does, on a free port."""
    port = free_port()
    where = ["--host", "127.0.0.1", "--port", str(port), "mit_waakstand.wsgi:application"]
    words = [*before, sys.executable, "-m", "granian", *GRANIAN, *where]
    with (
        (scratch / f"web-{port}.log").open("wb") as log,
        listening(words, port, out=log.fileno(), env={"MIT_PROCESS": "web"}),
    ):
        _answers(port)
        yield port


def _answers(port: int) -> None:
    """Ask the signal page once of each worker; raises OSError when nobody answers."""
    for _ in range(20):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", SIGNAL)
        connection.getresponse().read()
        connection.close()


def made(scratch: Path, running: services.Services) -> str:
    """Make a house with one published signal; return the cookie with which the CPO is signed in."""
    os.environ |= {
        "DATABASE_URL": running.database_url,
        "REDIS_URL": running.redis_url,
        "MIT_STATE_DIR": str(scratch / "state"),
        "MIT_SECRET_KEY": "only-for-measuring",
        "MIT_HTTPS": "0",
        "MIT_SMTP_URL": "smtp://127.0.0.1:1",
        "MIT_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "mit_waakstand.settings",
    }
    said = subprocess.run(
        [sys.executable, "tests/bench/rushed.py"], cwd=PROJECT, capture_output=True, check=True
    )
    return str(json.loads(said.stdout.splitlines()[-1])["cookie"])


def measured(scratch: Path, seconds: float) -> Iterator[Ratio]:
    """Yield every ratio."""
    with ExitStack() as stack:
        running = stack.enter_context(services.running(scratch / "s"))
        cookie = made(scratch, running)
        ports: list[int] = []
        state = scratch / "state"
        for before, workers in ((SERVER_CORE, "1"), ([], "auto")):
            own = stack.enter_context(own_server(scratch, before))
            ports.append(own)
            for without in ((), PLAIN) if before else ((),):
                front = nginx(
                    scratch / f"nginx-{len(ports)}",
                    application=f"127.0.0.1:{own}",
                    public=state / "public",
                    static=state / "static",
                    workers=workers,
                    before=before,
                    without=without,
                )
                ports.append(stack.enter_context(front))
        servers = Servers(*ports)
        yield from served(servers, seconds)
        yield from office(servers, cookie)
        yield idle("eigen server", servers.own, seconds)
        yield idle("nginx", servers.nginx, seconds)


def main() -> int:
    """Measure, print, keep when asked, and return the exit code."""
    parser = options("Meet een bestorming van de publieke site.")
    parser.add_argument("--seconds", type=float, default=5, help="duur van elke meting")
    words = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return run("surge", partial(measured, seconds=words.seconds), is_kept=words.keep)


if __name__ == "__main__":
    sys.exit(main())
