"""The virus scanner ClamAV: asked over its own small protocol, and never believed when silent.

``MIT_CLAMAV`` says where clamd listens. Whatever is not a clear answer is no answer: the caller
refuses the file then (fail closed).
"""

import re
import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.conf import settings

CONNECT_WITHIN = 2.0  # seconds
ANSWER_WITHIN = 30.0  # seconds for a whole file; less than nginx waits for a page
MOST_ANSWER = 1_000  # bytes
CLEAN = "stream: OK"
FOUND = re.compile(r"stream: (.{1,200}) FOUND")
VERSION = re.compile(r"(ClamAV [^/]{1,40})(?:/(\d+)/(.{1,40}))?")


class SilentError(Exception):
    """The scanner did not answer, or not in a way that says anything about the file."""


@dataclass(frozen=True)
class Engine:
    """What the scanner is: its name and version, and of which day its list of viruses is."""

    name: str
    list_of: date | None


def scan(chunks: Iterable[bytes]) -> str:
    """Return the name of what was found in a file, or "" when it is clean.

    The bytes go to clamd as they are read; nothing is written. Raises SilentError.
    """
    sized = (struct.pack("!I", len(chunk)) + chunk for chunk in chunks if chunk)
    answer = _ask(chain([b"zINSTREAM\0"], sized, [struct.pack("!I", 0)]), within=ANSWER_WITHIN)
    found = FOUND.fullmatch(answer)
    if found:
        return found[1]
    if answer != CLEAN:
        raise SilentError(answer)
    return ""


def engine() -> Engine:
    """Return what listens there; raises SilentError."""
    answer = _ask([b"zVERSION\0"], within=CONNECT_WITHIN)
    said = VERSION.fullmatch(answer)
    if said is None:
        raise SilentError(answer)
    return Engine(said[1], _day_of(said[3]) if said[3] else None)


def _day_of(moment: str) -> date | None:
    """Return the day of "Sun Nov 22 09:41:03 2026", as clamd writes it whatever the language."""
    try:
        return datetime.strptime(moment, "%a %b %d %H:%M:%S %Y").date()  # noqa: DTZ007  (a day)
    except ValueError:
        return None


def _ask(parts: Iterable[bytes], *, within: float) -> str:
    """Send a command and return the answer, both within so many seconds; raises SilentError."""
    until = time.monotonic() + within
    try:
        with _connected() as line:
            for part in parts:
                _keep_to(line, until)
                line.sendall(part)
            return _answer(line, until)
    except OSError as error:
        raise SilentError(type(error).__name__) from error


def _connected() -> socket.socket:
    where = settings.CLAMAV
    if isinstance(where, tuple):
        return socket.create_connection(where, timeout=CONNECT_WITHIN)
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(CONNECT_WITHIN)
        line.connect(where or "")
    except OSError:
        line.close()
        raise
    return line


def _keep_to(line: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)


def _answer(line: socket.socket, until: float) -> str:
    """Return what stands before the zero byte that ends an answer."""
    said = b""
    while not said.endswith(b"\0") and len(said) < MOST_ANSWER:
        _keep_to(line, until)
        part = line.recv(MOST_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0").decode("utf-8", "replace")
