"""A whole house as ``bin/start`` makes it, with people who have a password and an app, and mail.

The house runs as processes of its own; this process sees its database and its files, for who
wants to look behind the pages.
"""

import os
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from drill.visitor import Account, Heard, Visitor
from ground.post_office import PostOffice, post_office
from listening import free_port
from machine.houses import PROJECT, House

from mit_waakstand.embedded import postgres, valkey

PASSWORD = "vier willekeurige woorden samen"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LONGEST_START = 600.0  # seconds, on a machine that does other work too
KEY = "alleen-voor-de-oefening-en-nergens-anders-voor-gebruikt"


@dataclass
class WholeHouse:
    """A house that runs, and the office where its mail arrives."""

    house: House
    office: PostOffice

    @property
    def port(self) -> int:
        """Where its web server listens."""
        return int(self.house.settings["MIT_PORT"])

    @property
    def valkey_socket(self) -> Path:
        """Where its broker listens."""
        return self.house.state_dir / "valkey" / valkey.SOCKET

    def manage(self, *words: str) -> str:
        """Return what a command of ``manage.py`` says in this house; raises RuntimeError."""
        done = subprocess.run(
            [sys.executable, "-m", "mit_waakstand.embedded.beside", *words],
            cwd=PROJECT,
            env=self.house.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            message = f"{words[0]}: {done.stdout}{done.stderr}"
            raise RuntimeError(message)
        return done.stdout

    def visitor(self, username: str, heard: Heard) -> Visitor:
        """Return the browser of somebody who has an account here."""
        return Visitor(self.port, Account(username, PASSWORD, SECRET), heard)

    def stranger(self, heard: Heard) -> Visitor:
        """Return the browser of somebody who has none."""
        return Visitor(self.port, None, heard)


@contextmanager
def whole_house(
    scratch: Path, *, more: Mapping[str, str] = MappingProxyType({})
) -> Generator[WholeHouse, None, None]:
    """Run a house without demonstration; in this process Django stands on its database."""
    with post_office() as office:
        house = House(scratch / "staat", {**_settings(office), **more})
        try:
            house.start("alles", seconds=LONGEST_START)
            with standing_on(house.state_dir, house.settings):
                yield WholeHouse(house, office)
        finally:
            if house.is_running:
                house.stop()


@contextmanager
def standing_on(state: Path, settings: Mapping[str, str]) -> Generator[None, None, None]:
    """Let Django in this process use the database and the files of a house, until the end."""
    os.environ |= {
        **settings,
        "DATABASE_URL": postgres.url(state / "postgres"),
        "REDIS_URL": valkey.url(state / "valkey"),
        "MIT_STATE_DIR": str(state),
        "MIT_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "mit_waakstand.settings",
    }
    import django  # noqa: PLC0415  (reads the settings)

    django.setup()
    from django.db import connections  # noqa: PLC0415

    try:
        yield
    finally:
        connections.close_all()  # the database stops after this


def let_in(people: Mapping[str, str]) -> None:
    """Make accounts with both steps (user name and role), and let the weegvragen be in force.

    An expert also gets a place in the register.
    """
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415  (needs the settings)
    from django.db import connections  # noqa: PLC0415

    from building import an_expert, person, weegvragen_in_force  # noqa: PLC0415
    from mit_waakstand.accounts.roles import Role  # noqa: PLC0415

    for username, role in people.items():
        user = person(Role(role), username)
        user.set_password(PASSWORD)
        user.save()
        TOTP.activate(user, SECRET)
        if role == Role.EXPERT:
            an_expert(user)
    weegvragen_in_force()
    connections.close_all()


def _settings(office: PostOffice) -> dict[str, str]:
    return {
        "MIT_PORT": str(free_port()),
        "MIT_DEMO": "0",
        "MIT_HTTPS": "0",
        "MIT_SECRET_KEY": KEY,
        "MIT_SMTP_URL": f"smtp://127.0.0.1:{office.port}",
        "MIT_HOSTS": "localhost,127.0.0.1",
    }
