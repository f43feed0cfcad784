"""PostgreSQL and Valkey for the length of a ``with`` block: for the tests and for trials.

A test may hit them: ``services.valkey.kill()`` is a ``kill -9``, ``services.valkey.start()`` brings
it back on the same socket with what it had on disk.
"""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from mit_waakstand.embedded import postgres, valkey
from mit_waakstand.embedded.child import MARK, Child
from mit_waakstand.embedded.state import lock


@dataclass(frozen=True)
class Services:
    """Both running servers, and their addresses as ``DATABASE_URL`` and ``REDIS_URL``."""

    postgres: Child
    valkey: Child
    database_url: str
    redis_url: str


@contextmanager
def running(directory: Path, *, durable: bool = False) -> Generator[Services, None, None]:
    """Run both servers with their data under ``directory``, and stop them afterwards.

    The path may have at most some 80 characters, for the sockets. Unless ``durable``, a power
    failure may lose the data; a killed process does not. Raises CannotStartError.
    """
    directory = directory.resolve()
    environment = {MARK: str(directory)}
    logs = directory / "log"
    with lock(directory), ExitStack() as stack:
        database = postgres.child(
            directory / "postgres",
            log=logs / "postgres.log",
            environment=environment,
            durable=durable,
        )
        broker = valkey.child(
            directory / "valkey", log=logs / "valkey.log", environment=environment
        )
        for server in (database, broker):
            stack.callback(server.stop)
            server.start()
        postgres.make_database(directory / "postgres")
        yield Services(
            postgres=database,
            valkey=broker,
            database_url=postgres.url(directory / "postgres"),
            redis_url=valkey.url(directory / "valkey"),
        )
