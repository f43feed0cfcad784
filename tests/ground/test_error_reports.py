"""What a server for errors is told: where it went wrong, never who or what it was about."""

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest
from workers import environment

from mit_waakstand import error_reports

pytestmark = pytest.mark.django_db
PROJECT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("breaking.py")
NAME = "Gerda Vermeer"
WORDS = (
    *(NAME, "sleutel-van-gerda", "zoekwoord", "zilverkoorts"),
    *("koekje-van-gerda", "192.0.2.77", "Kijkglas/7"),
)
COLLECTED = (*WORDS[:4], "Kijkglas/7", "bestaat al")  # by the library, before we looked


@dataclass
class Collector:
    """A server for errors, and everything that it was sent: headers and bodies, unpacked."""

    port: int = 0
    headers: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    def events(self) -> list[dict[str, Any]]:
        """Return what each envelope holds: after its own header and that of its only item."""
        return [json.loads(body.splitlines()[2]) for body in self.bodies]


@pytest.fixture
def collector() -> Iterator[Collector]:
    found = Collector()
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            packed = self.headers.get("Content-Encoding", "")
            found.headers.append(str(self.headers))
            found.bodies.append(unpack.get(packed, bytes)(body).decode())
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def run(tmp_path: Path, **more: str) -> str:
    """Let everything go wrong in a process of its own; return what the library collected."""
    own = {
        "MIT_DEMO": "1",
        "MIT_STATE_DIR": str(tmp_path),
        "MIT_HOSTS": "testserver",
        "PYTHONPATH": str(PROJECT),
    }
    command = [sys.executable, str(SCRIPT), *WORDS]
    done = subprocess.run(
        command, env=environment(**own, **more), cwd=PROJECT, check=False, capture_output=True
    )
    assert done.returncode == 1  # the third error ends it
    return done.stdout.decode()


def test_an_error_is_told_with_its_place_and_without_anybody_s_words(
    collector: Collector, tmp_path: Path
) -> None:
    collected = run(tmp_path, MIT_SENTRY_DSN=f"http://sleutel@127.0.0.1:{collector.port}/1")

    page, work, command = collector.events()
    assert [word for word in COLLECTED if word not in collected] == []
    sent = "".join([*collector.headers, *collector.bodies])
    assert [word for word in WORDS if word in sent] == []
    for event in (page, work, command):
        (error,) = event["exception"]["values"]
        last = error["stacktrace"]["frames"][-1]
        assert (error["type"], last["function"]) == ("ValueError", "breaks")
        assert last["context_line"].strip() == "raise ValueError(message)"
        assert {"value", "vars"} & {*error, *last} == set()
    assert page["request"] == {
        "method": "POST",
        "url": "http://testserver/persoonlijk/…/proef/",
    }
    assert len(page["tags"]["request_id"]) == 32
    assert work["tags"] == {"request_id": "f" * 32}


def test_whatever_the_library_may_collect_one_day_stays_here() -> None:
    frame = {"function": "issue", "vars": {"title": NAME}}
    error = {"type": "ValueError", "value": NAME, "stacktrace": {"frames": [frame]}}
    event: Any = {
        "level": "error",
        "exception": {"values": [error]},
        "breadcrumbs": {"values": [{"message": NAME}]},
        "user": {"username": NAME},
        "extra": {"sys.argv": ["account", NAME]},
        "contexts": {"celery-job": {"args": [NAME]}},
        "logentry": {"message": NAME},
        "server_name": NAME,
        "something_new": NAME,
    }

    kept: Any = error_reports.without_personal_data(event, {})

    assert kept == {
        "level": "error",
        "exception": {
            "values": [{"type": "ValueError", "stacktrace": {"frames": [{"function": "issue"}]}}]
        },
        "tags": {"request_id": ""},
    }


def test_without_an_address_nothing_is_told(collector: Collector, tmp_path: Path) -> None:
    collected = run(tmp_path, MIT_SENTRY_DSN="")

    assert (collected, collector.bodies) == ("", [])
