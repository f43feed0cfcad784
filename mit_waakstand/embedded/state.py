"""The state directory: one house at a time lives in it, and all it keeps stands there."""

import fcntl
import os
import secrets
import shutil
import signal
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from mit_waakstand.embedded.child import BETWEEN_LOOKS, MARK
from mit_waakstand.embedded.errors import CannotStartError

LONGEST_SOCKET_PATH = 107  # bytes; the kernel's limit (unix(7), sun_path)
PATIENCE = 5.0  # seconds for what is left of an earlier start


@contextmanager
def lock(directory: Path) -> Generator[None, None, None]:
    """Hold the state directory for ourselves; it is made when it is not there.

    The lock is the kernel's, so it is free again however we end. What is left of an earlier house
    in this directory is ended first. Raises CannotStartError when another house lives in it.
    """
    try:
        directory.mkdir(mode=0o755, parents=True, exist_ok=True)
        descriptor = os.open(directory / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        message = (
            f"In {directory} mag of kan niet worden geschreven. Kies een map met MIT_STATE_DIR."
        )
        raise CannotStartError(message) from error
    try:
        _take(descriptor, directory)
        end_leftovers(directory)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, directory: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        message = (
            f"Er draait al een MIT in waakstand op {directory} (proces {owner or 'onbekend'}).\n"
            "Stop die eerst, of kies een andere map met MIT_STATE_DIR en een andere MIT_PORT."
        )
        raise CannotStartError(message) from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)


def end_leftovers(directory: Path) -> None:
    """End the processes of an earlier house in this directory that was itself killed.

    They carry the mark of this directory in their environment. SIGINT means a clean end to all of
    them; what is still there after ``PATIENCE`` seconds is killed.
    """
    limit = time.monotonic() + PATIENCE
    _signal(marked_processes(directory), signal.SIGINT)
    while left := marked_processes(directory):
        if time.monotonic() > limit:
            _signal(left, signal.SIGKILL)
        time.sleep(BETWEEN_LOOKS)


def marked_processes(directory: Path) -> set[int]:
    """Return the ids of the processes that carry the mark of this state directory."""
    mark = f"{MARK}={directory}".encode()
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile, or is somebody else's
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.add(int(entry.name))
    return found - {os.getpid()}


def _signal(processes: set[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def secret_key_file(directory: Path) -> Path:
    """Return the file with the secret key of this state directory; it is made only once."""
    path = directory / "secret_key"
    if not path.exists():
        new = directory / "secret_key.new"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(64), encoding="ascii")
        new.replace(path)
    return path


def empty(directory: Path) -> None:
    """Make the directory with nothing in it, whatever a killed process left there."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(mode=0o700)


def check_socket_path(path: Path) -> None:
    """Raise CannotStartError when a Unix socket cannot have this path."""
    length = len(os.fsencode(path))
    if length > LONGEST_SOCKET_PATH:
        message = (
            f"Het pad {path} is te lang: {length} tekens, en {LONGEST_SOCKET_PATH} is het meeste"
            " dat kan.\nKies een map met een korter pad in MIT_STATE_DIR."
        )
        raise CannotStartError(message)
