"""A house whose clock we turn: pages, people, and the sweep, all in this process.

Minutes pass as fast as the house can do what belongs in them. PostgreSQL keeps its own clock,
which nothing asks but the moment at which an event was written down.
"""

import logging
import os
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from zoneinfo import ZoneInfo

import time_machine
from drill.crews import Others
from drill.journal import Journal
from drill.visitor import Account, UnansweredError, Visitor
from drill.whole_house import KEY, PASSWORD, SECRET, let_in

from mit_waakstand.embedded import services

MINUTE = timedelta(minutes=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGINS = datetime(2026, 9, 22, 10, 0, tzinfo=AMSTERDAM)  # a Tuesday
EVERYBODY = {role: role for role in ("cpo", "secretaris", "bureau_sg", "expert")}
NOBODY = "smtp://127.0.0.1:1"


@dataclass
class TurnedHouse:
    """The house, the hand on its clock, and what people were told."""

    port: int
    hand: time_machine.Traveller
    now: datetime = BEGINS
    journal: Journal = field(default_factory=Journal)
    _known: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, username: str) -> Visitor:
        """Return the browser of one of ``EVERYBODY``; of the public for any other name."""
        if username not in self._known:
            account = Account(username, PASSWORD, SECRET) if username in EVERYBODY else None
            self._known[username] = Visitor(self.port, account, self.journal.hear)
        return self._known[username]

    def others(self) -> Others:
        """Return the browsers of those whom everybody needs."""
        return Others(*(self.visitor(name) for name in ("cpo", "bureau_sg", "expert")))

    def is_ready(self) -> bool:
        """Return whether the house says to who watches it that all is well."""
        try:
            self.visitor("bewaking").open("/-/gereed")
        except UnansweredError:
            return False
        return True

    def turn_to(self, moment: datetime) -> None:
        """Let it be this moment, without anybody noticing what lies between."""
        self.now = moment
        self.hand.move_to(moment)

    def minutes(self, count: int, each: Callable[[int], None] = lambda _: None) -> None:
        """Let minutes pass; in each something may happen, and the sweep goes round."""
        from mit_waakstand.outbox import doing  # noqa: PLC0415  (needs the settings)

        for number in range(count):
            self.turn_to(self.now + MINUTE)
            each(number)
            doing.sweep(self.now)


@contextmanager
def turned_house(
    scratch: Path, *, smtp: str = NOBODY, more: Mapping[str, str] = MappingProxyType({})
) -> Generator[TurnedHouse, None, None]:
    """Run the house until the end of the block; it is ``BEGINS`` there, and everybody is known."""
    with services.running(scratch / "s") as running:
        os.environ |= {
            "DATABASE_URL": running.database_url,
            "REDIS_URL": running.redis_url,
            "MIT_STATE_DIR": str(scratch / "state"),
            "MIT_SECRET_KEY": KEY,
            "MIT_HTTPS": "0",
            "MIT_SMTP_URL": smtp,
            "MIT_LOG_LEVEL": "CRITICAL",
            "DJANGO_SETTINGS_MODULE": "mit_waakstand.settings",
            **more,
        }
        import django  # noqa: PLC0415  (reads the settings)

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connections  # noqa: PLC0415

        logging.disable(logging.CRITICAL)  # what goes wrong here is looked at
        call_command("prepare", verbosity=0, stdout=StringIO())
        with time_machine.travel(BEGINS) as hand, _served() as port:
            let_in(EVERYBODY)
            try:
                yield TurnedHouse(port, hand)
            finally:
                connections.close_all()


@contextmanager
def _served() -> Generator[int, None, None]:
    """Serve the pages from threads of this process, under the same clock."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: PLC0415

    from mit_waakstand.wsgi import application  # noqa: PLC0415

    class Quiet(WSGIRequestHandler):
        """Writes nothing down."""

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
