"""A program of somebody else that listens on a port of this machine, for as long as a test."""

import os
import socket
import subprocess
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

PROJECT = Path(__file__).parents[1]


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def listening(
    words: Sequence[str],
    port: int,
    *,
    out: int | None = None,
    env: Mapping[str, str] = MappingProxyType({}),
    alone: bool = False,
) -> Generator[int, None, None]:
    """Run a program until the block ends; yields its port once it listens there.

    ``out`` is where it writes, ``env`` what it is given besides our environment, ``alone`` gives
    it a session of its own. Raises RuntimeError when it ends by itself, or takes a minute.
    """
    with subprocess.Popen(
        words,
        cwd=PROJECT,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        start_new_session=alone,
    ) as process:
        try:
            _wait(port, process)
            yield port
        finally:
            process.terminate()
            process.wait()


def _wait(port: int, process: "subprocess.Popen[bytes]", *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    message = f"nobody listens on port {port}"
    raise RuntimeError(message)
