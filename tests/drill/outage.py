"""Application, PostgreSQL and Valkey are stopped: nginx goes on with what was published."""

import http.client
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Ratio
from listening import free_port
from machine.houses import House, living
from nginx_by_hand import nginx

from mit_waakstand.public_site.serving.addresses import NOT_FOUND, file_of

ITS_OWN = {"date", "server", "connection"}


@dataclass(frozen=True)
class Answer:
    """What a reader gets, without what differs each second."""

    status: int
    headers: frozenset[tuple[str, str]]
    body: bytes


def addresses_of(public: Path) -> list[str]:
    """Return the address of every file in a public directory."""
    paths = [str(path.relative_to(public)) for path in public.rglob("*") if path.is_file()]
    found = [f"/{path.removesuffix('index.html')}" for path in paths if path != NOT_FOUND]
    return sorted(address for address in found if file_of(address) is not None)


def ask(port: int, address: str) -> Answer:
    """Return what this address answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        named = [(name.lower(), value) for name, value in answer.getheaders()]
        headers = frozenset(pair for pair in named if pair[0] not in ITS_OWN)
        return Answer(answer.status, headers, answer.read())
    finally:
        connection.close()


def survived(scratch: Path) -> Ratio:
    """Run the whole house with its demonstration behind nginx, stop it, and ask all again."""
    house = House(scratch / "staat", {"MIT_PORT": str(free_port())})
    state = house.state_dir
    with ExitStack() as stack:
        house.start("alles")
        stack.callback(lambda: house.stop() if house.is_running else None)
        application = f"127.0.0.1:{house.settings['MIT_PORT']}"
        front = nginx(
            scratch / "nginx",
            application=application,
            public=state / "public",
            static=state / "static",
        )
        port = stack.enter_context(front)
        addresses = addresses_of(state / "public")
        before = {address: ask(port, address) for address in addresses}
        missing = ask(port, "/signalen/bestaat-niet/")
        everybody = house.members
        house.stop()
        after = {address: ask(port, address) for address in addresses}
        gone = not living(everybody)
        still_missing = ask(port, "/signalen/bestaat-niet/")
    same = [address for address in addresses if before[address] == after[address]]
    served = [address for address in same if after[address].status == 200]
    note = (
        f"{len(served)} van {len(addresses)} adressen hetzelfde zonder toepassing, PostgreSQL en "
        f"Valkey ({len(everybody)} processen gestopt)"
    )
    is_good = gone and len(served) == len(addresses) > 20 and missing == still_missing
    return Ratio("alles stil behalve nginx", 1.0 if is_good else 99.0, 1.0, note)
