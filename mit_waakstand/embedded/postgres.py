"""PostgreSQL in a directory of ours: made, started, and recovered after a hard stop.

It listens only on a Unix socket inside its data directory, which is closed to other users.
"""

import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from mit_waakstand.embedded import account
from mit_waakstand.embedded.account import Account
from mit_waakstand.embedded.child import Child
from mit_waakstand.embedded.errors import CannotStartError
from mit_waakstand.embedded.state import check_socket_path

OWNER = "postgres"
DATABASE = "mit_waakstand"
PORT = 5432  # part of the name of the socket; no network port is opened
SOCKET = f".s.PGSQL.{PORT}"
# Only for throw-away data: a power failure may then lose the whole cluster.
FORGETFUL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]


def child(
    directory: Path, *, log: Path, environment: Mapping[str, str], durable: bool = True
) -> Child:
    """Return PostgreSQL with its data and socket in ``directory``; the cluster is made if need be.

    ``durable=False`` is for tests. Raises CannotStartError when the path is too long, when nobody
    can run PostgreSQL here, or when the data are of another version.
    """
    check_socket_path(directory / SOCKET)
    runs_as = account.for_postgres(directory)
    if not (directory / "PG_VERSION").exists():
        _make_cluster(runs_as, directory, durable=durable)
    _check_version(runs_as, directory)
    account.give(directory, runs_as)
    return Child(
        name="PostgreSQL",
        command=[
            *runs_as.prefix,
            str(runs_as.programs / "postgres"),
            *_options(directory, durable=durable),
        ],
        log=log,
        environment=environment,
        directory=directory,
        user=runs_as.user,
        stop_signal=signal.SIGINT,  # "fast": ends the connections, writes all, stops
        stops_within=1.5,
        before_start=lambda: _remove_stale_locks(directory),
        is_ready=lambda: _accepts(runs_as, directory),
    )


def url(directory: Path, database: str = DATABASE) -> str:
    """Return the address of a database in this cluster."""
    return f"postgresql://{OWNER}@/{database}?host={quote(str(directory))}"


def make_database(directory: Path, database: str = DATABASE) -> None:
    """Make the database in the running cluster, unless it is there."""
    runs_as = account.for_postgres(directory)
    question = f"SELECT 1 FROM pg_database WHERE datname = '{database}'"  # noqa: S608  (our own name)
    found = _run(runs_as, "psql", *_client(directory), "-tAc", question, "postgres")
    if not found.strip():
        _run(runs_as, "createdb", *_client(directory), database)


def _make_cluster(runs_as: Account, directory: Path, *, durable: bool) -> None:
    """Make an empty cluster beside its place and move it there, so that a half one never counts."""
    if directory.exists() and any(directory.iterdir()):
        message = (
            f"In {directory} staat iets anders dan een databank. Kies een andere MIT_STATE_DIR."
        )
        raise CannotStartError(message)
    new = directory.with_name(f"{directory.name}.new")
    account.remove_tree(new)
    new.mkdir(mode=0o700, parents=True)
    account.give(new, runs_as)
    words = ["-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-D", str(new)]
    _run(runs_as, "initdb", *words, *([] if durable else ["--no-sync"]))
    new.replace(directory)


def _check_version(runs_as: Account, directory: Path) -> None:
    have = (directory / "PG_VERSION").read_text(encoding="ascii").strip()
    program = _run(runs_as, "postgres", "--version").split()[-1]
    if program.split(".")[0] != have:
        message = (
            f"De gegevens in {directory} zijn van PostgreSQL {have}, en hier staat {program}.\n"
            "Zet ze over met pg_dump en pg_restore, of kies een lege map met MIT_STATE_DIR."
        )
        raise CannotStartError(message)


def _options(directory: Path, *, durable: bool) -> list[str]:
    settings = [
        "listen_addresses=",
        f"port={PORT}",
        f"unix_socket_directories={directory}",
        "unix_socket_permissions=0700",
        *([] if durable else FORGETFUL),
    ]
    return ["-D", str(directory), *(word for value in settings for word in ("-c", value))]


def _remove_stale_locks(directory: Path) -> None:
    """Remove the lock files of a server that was killed; its number may now be another process.

    We hold the state directory, so a living server here was started by somebody's hand: refuse.
    """
    pid_file = directory / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text(encoding="ascii", errors="replace").split("\n", 1)[0].strip()
    with suppress(OSError):
        if pid.isdigit() and Path(f"/proc/{pid}/cwd").resolve() == directory.resolve():
            message = f"Er draait al een PostgreSQL op {directory} (proces {pid}). Stop die eerst."
            raise CannotStartError(message)
    pid_file.unlink(missing_ok=True)
    (directory / f"{SOCKET}.lock").unlink(missing_ok=True)


def _accepts(runs_as: Account, directory: Path) -> bool:
    """Whether the server takes connections."""
    if not (directory / SOCKET).exists():
        return False
    command = [str(runs_as.programs / "pg_isready"), "-q", *_client(directory)]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603


def _client(directory: Path) -> list[str]:
    return ["-h", str(directory), "-p", str(PORT), "-U", OWNER]


def _run(runs_as: Account, program: str, *words: str) -> str:
    """Return what a program of PostgreSQL prints; raises CannotStartError with its own words."""
    command = [*runs_as.prefix, str(runs_as.programs / program), *words]
    done = subprocess.run(  # noqa: S603
        command, check=False, capture_output=True, text=True, user=runs_as.user, cwd="/"
    )
    if done.returncode != 0:
        message = f"PostgreSQL ({program}) lukt niet:\n{done.stdout}{done.stderr}"
        raise CannotStartError(message)
    return done.stdout
