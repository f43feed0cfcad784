"""Valkey, the broker: on a Unix socket, with an append-only file so that nothing queued is lost."""

import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from mit_waakstand.embedded import binaries
from mit_waakstand.embedded.child import Child
from mit_waakstand.embedded.state import check_socket_path

SOCKET = "valkey.sock"


def child(directory: Path, *, log: Path, environment: Mapping[str, str]) -> Child:
    """Return Valkey with its data and socket in ``directory``.

    Raises CannotStartError when the path of the socket is too long.
    """
    path = directory / SOCKET
    check_socket_path(path)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Child(
        name="Valkey",
        command=[str(binaries.valkey_server()), *_options(path)],
        log=log,
        environment=environment,
        directory=directory,
        is_ready=lambda: answers(path),
    )


def url(directory: Path) -> str:
    """Return the address in the form that Celery understands."""
    return f"redis+socket://{quote(str(directory / SOCKET))}"


def answers(path: Path) -> bool:
    """Whether a server on this socket says PONG; while it loads its file it does not."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(1)
        try:
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _options(path: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(path.parent),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "set-proc-title": "no",  # it would overwrite the environment, and our mark in it
    }
    return [word for name, value in options.items() for word in (f"--{name}", value)]
