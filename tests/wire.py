"""Asking a server over a real connection, and serving an application that can be asked."""

import http.client
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# What each server says in its own words (the ETag of our files is that of the bytes, that of
# nginx time and size).
ITS_OWN = {"date", "server", "connection", "etag"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def ask(port: int, address: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, address, headers={"Accept-Encoding": "", **named})
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()


def comparable(answer: Answer) -> Answer:
    kept = {name: value for name, value in answer.headers.items() if name not in ITS_OWN}
    return Answer(answer.status, kept, answer.body)


@contextmanager
def serving(
    application: "WSGIApplication", *, first: Callable[[], object] = lambda: None
) -> Generator[int, None, None]:
    """Serve on a free port, which is yielded; ``first`` is called in the thread that answers."""
    server = make_server("127.0.0.1", 0, application, WSGIServer, Silent)

    def serve() -> None:
        first()
        server.serve_forever(poll_interval=0.02)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
