"""One number for one request, through the log of web, work and mail: nobody's, and random.

It stands in the context of the log, so every line that is written meanwhile carries it.
"""

import re
import secrets
from collections.abc import Generator
from contextlib import contextmanager

import structlog

NAME = "request_id"  # in a line of the log
HEADER = "X-Request-ID"  # from our nginx, and on a mail
FORM = re.compile(r"[0-9a-f]{32}\Z")  # as nginx makes its $request_id


def new() -> str:
    """Return a number that was never given before."""
    return secrets.token_hex(16)


def current() -> str:
    """Return the number of what is being done here; "" when nothing has one."""
    return str(structlog.contextvars.get_contextvars().get(NAME, ""))


@contextmanager
def traced(number: str) -> Generator[None, None, None]:
    """Give every line of the log in this block the number."""
    with structlog.contextvars.bound_contextvars(**{NAME: number}):
        yield
