"""The house as it runs for people: the real web server and worker, on a database of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connections

from mit_waakstand.embedded import house
from mit_waakstand.embedded.child import Child
from mit_waakstand.embedded.plan import DEMO_PASSWORD, PROJECT, Plan
from mit_waakstand.embedded.services import Services
from tests import own_services

DATABASE = "browser"
FURNITURE = Path(__file__).with_name("furniture.py")


@dataclass
class LivingHouse:
    """A demonstration that runs; ``records`` names the records that pages are about."""

    plan: Plan
    services: Services
    address: str
    children: list[Child] = field(default_factory=list)
    records: dict[str, int] = field(default_factory=dict)

    @cached_property
    def environment(self) -> dict[str, str]:
        """What every process of this house gets on top of our own environment."""
        parts = urlsplit(self.services.database_url)
        given = self.plan.environment(
            database_url=parts._replace(path=f"/{DATABASE}").geturl(),
            redis_url=f"{self.services.redis_url}?virtual_host=1",
        )
        return {**given, "MIT_PUBLIC_URL": self.address, "MIT_SMTP_URL": ""}

    @property
    def public_root(self) -> Path:
        """The directory with the published pages."""
        return self.plan.state_dir / "public"

    def fill_in(self, address: str) -> str:
        """Return the address with the keys of the records, and the numbers of published ones."""
        signals = self.public_root / "signalen"
        public = {
            folder.name: {
                path.stem.removeprefix(f"{folder.name}-") for path in folder.glob("*.pdf")
            }
            for folder in signals.glob("miw-*")
        }
        numbers = {
            "number": min(public),
            "corrected": min(path.parent.name for path in signals.glob("miw-*/versie-1")),
            "unanswered": min(name for name, files in public.items() if files == {"signaal"}),
            "removed": min(name for name, files in public.items() if not files),
            "year": min(path.name for path in signals.glob("2*")),
        }
        return address.format(**numbers, **self.records)

    def prepare(self) -> None:
        """Make the database and load the demonstration anew, over the remains of an earlier one."""
        with psycopg.connect(self.services.database_url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE signals_signal (remains text)")
        self._run("manage.py", "demo", "--fresh")

    def furnish(self) -> None:
        """Put a record in every state that a page can show."""
        self.records = json.loads(self._run(str(FURNITURE)).splitlines()[-1])

    def launch(self) -> None:
        """Start worker, clock and web server, and return at once."""
        parts = (house.worker, house.clock, house.web)
        self.children = [part(self.plan, self.environment) for part in parts]
        for child in self.children:
            child.launch()

    def wait_until_ready(self) -> None:
        """Return once the web server answers."""
        self.children[-1].wait_until_ready()

    def stop(self) -> None:
        """Stop web server, clock and worker."""
        for child in reversed(self.children):
            child.stop()

    @contextmanager
    def stopped(self) -> Generator[None, None, None]:
        """Stop everything, PostgreSQL and Valkey too, for the length of the block.

        The tests of this process have a connection to that PostgreSQL; it is closed first, or the
        next test would find it broken.
        """
        servers = (self.services.postgres, self.services.valkey)
        connections.close_all()
        self.stop()
        for server in servers:
            server.stop()
        try:
            yield
        finally:
            for server in servers:
                server.start()
            self.launch()
            self.wait_until_ready()

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT), **self.environment},
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def a_plan(directory: Path) -> Plan:
    """Return where this house stands: its own directory and a free port."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    return Plan(
        state_dir=directory,
        host="127.0.0.1",
        port=port,
        database_url=None,
        redis_url=None,
        demo=True,
        demo_password=DEMO_PASSWORD,
    )


@contextmanager
def running(directory: Path) -> Generator[LivingHouse, None, None]:
    """Run a furnished house for the length of the block; no process is left after it."""
    plan = a_plan(directory)
    living = LivingHouse(plan, own_services.RUNNING[0], f"http://localhost:{plan.port}/")
    living.prepare()
    try:
        living.launch()
        living.furnish()
        living.wait_until_ready()
        yield living
    finally:
        living.stop()
