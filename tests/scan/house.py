"""The house with its demonstration, behind nginx with our configuration, over TLS."""

import os
import re
import socket
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

import requests
from listening import free_port, listening
from machine.houses import House
from nginx_by_hand import command, written
from scan.certificate import HOST, Papers, papers

from mit_waakstand.embedded.plan import DEMO_PASSWORD
from mit_waakstand.public_site.serving.nginx import Place

PROJECT = Path(__file__).resolve().parents[2]
TLS = PROJECT / "deploy" / "snippets" / "tls.conf"
HTTP, HTTPS = 80, 443  # the ports of the web
HERE = {"DJANGO_SETTINGS_MODULE": "mit_waakstand.settings", "MIT_DEMO": "1"}  # for nginx's headers
PATIENCE = 600  # seconds, to tell the whole demonstration on a machine that does more


@dataclass(frozen=True)
class Front:
    """What somebody with a browser meets, and what he needs to trust it."""

    address: str
    papers: Papers
    public: Path

    def at(self, path: str) -> str:
        """Return the whole address of a path."""
        return urljoin(self.address, path)

    def visitor(self) -> requests.Session:
        """Return a browser without pages that trusts our authority, and nobody else."""
        session = requests.Session()
        session.trust_env = False
        session.verify = str(self.papers.authority)
        return session

    def signed_in(self, username: str) -> requests.Session:
        """Return the same, in which an account of the demonstration is signed in."""
        session = self.visitor()
        door = self.at("/aanmelden/")
        form = session.get(door, timeout=60).text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token, form
        words = {"login": username, "password": DEMO_PASSWORD, "csrfmiddlewaretoken": token[1]}
        inside = session.post(door, data=words, headers={"Referer": door}, timeout=60)
        assert inside.url == self.at("/werk/"), inside.url
        return session


def cookies(session: requests.Session) -> str:
    """Return the cookies of a browser, as one header says them."""
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in session.cookies)


def ask_for(ports: tuple[int, int]) -> None:
    """Raise SystemExit, in Dutch, when we cannot listen on these ports of our own machine."""
    for port in ports:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except PermissionError as error:
                message = f"Poort {port} mag alleen root gebruiken. Draai deze scan als root."
                raise SystemExit(message) from error
            except OSError as error:
                message = f"Poort {port} is bezet. Stop dat programma zolang deze scan duurt."
                raise SystemExit(message) from error


@contextmanager
def running(scratch: Path, *, ports: tuple[int, int] | None = None) -> Generator[Front, None, None]:
    """Run everything for the length of the block, with the ports of http and https."""
    os.environ |= HERE
    http, https = ports or (free_port(), free_port())
    address = f"https://{HOST}/" if https == HTTPS else f"https://{HOST}:{https}/"
    own = papers(scratch / "papers", datetime.now(tz=UTC))
    state = scratch / "staat"
    settings = {
        "MIT_PORT": str(free_port()),
        "MIT_HTTPS": "1",
        "MIT_PUBLIC_URL": address,
        "MIT_TRUSTED_PROXIES": "1",
        "MIT_X_ACCEL": "1",
    }
    house = House(state, settings)
    try:
        house.start("alles", seconds=PATIENCE)
        directory = scratch / "nginx"
        place = Place(
            listen=f"127.0.0.1:{http}",
            application=f"127.0.0.1:{settings['MIT_PORT']}",
            public=state / "public",
            private=state / "private",
            static=state / "static",
            scratch=directory,
        )
        (written(directory, place) / "snippets" / "tls.conf").write_text(_tls(own, https))
        with listening(command(directory), https, out=subprocess.DEVNULL, alone=True):
            yield Front(address, own, place.public)
    finally:
        if house.process and house.is_running:
            house.stop()


def _tls(own: Papers, port: int) -> str:
    """Return our configuration of TLS, with these papers and this port."""
    text = TLS.read_text(encoding="utf-8")
    for there, here in {
        "listen 8443 ": f"listen 127.0.0.1:{port} ",
        "/run/secrets/tls_certificaat;": f"{own.certificate};",
        "/run/secrets/tls_sleutel;": f"{own.key};",
    }.items():
        assert text.count(there) == 1, there
        text = text.replace(there, here)
    return text
