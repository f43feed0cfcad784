"""On the site of the SCP as objects in a bucket, with a real S3 server that comes and goes."""

import http.client
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone
from listening import free_port, listening
from publication_samples import PUBLISHED, a_published_signal
from pytest_django import Settings
from site_walk import ask, walk
from test_elsewhere import DOCS, PREFIX, SITE, lines_for, right, the_web_server_of_scp
from test_listing import removed

from mit_waakstand.headers import LASTING_HEADERS, PUBLIC_HEADERS
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site import bake
from mit_waakstand.public_site.elsewhere.placing import order_of
from mit_waakstand.public_site.for_people.standing import publish_first_standing
from mit_waakstand.public_site.pages import Order
from mit_waakstand.public_site.writing import MARK
from mit_waakstand.turns import Turn

FOLDER = "mit"
CACHE = "Cache-Control"


@dataclass
class Road:
    """The road to the bucket: what went over it, and whether it is open."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    opens: int = 1_000_000  # how many more requests pass
    when_asked: Callable[[], object] = int  # what to do on the way

    def of(self, method: str) -> list[str]:
        """Return the paths of the objects that were asked for, without bucket and folder."""
        return [
            path.partition("?")[0].split(f"/{FOLDER}/", 1)[1]
            for found, path in self.asked
            if found == method and f"/{FOLDER}/" in path
        ]


@pytest.fixture(scope="module")
def s3() -> Generator[int, None, None]:
    """An S3 server in a process of its own."""
    port = free_port()
    words = [sys.executable, "-m", "moto.server", "-p", str(port)]
    with listening(words, port, out=subprocess.DEVNULL):
        yield port


@pytest.fixture
def road(s3: int) -> Iterator[Road]:
    """A road to the S3 server that can be closed halfway."""
    road = Road(0)

    class Traffic(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if road.opens <= 0:
                self.close_connection = True
                self.connection.close()
                return
            road.opens -= 1
            road.when_asked()
            road.asked.append((self.command, self.path))
            onward = http.client.HTTPConnection("127.0.0.1", s3, timeout=20)
            onward.request(self.command, self.path, body=body, headers=dict(self.headers))
            answer = onward.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"content-length", "connection", "date", "server"}:
                    self.send_header(name, value)
            length = answer.getheader("Content-Length") if self.command == "HEAD" else len(content)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(content)
            onward.close()

        do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Traffic)
    server.daemon_threads = True
    road.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield road
    server.shutdown()
    server.server_close()


@pytest.fixture
def bucket(
    db: None,  # noqa: ARG001
    s3: int,
    road: Road,
    settings: Settings,
    request: pytest.FixtureRequest,
) -> Any:
    """A new bucket, and settings that say so; what a test asks goes beside the road."""
    name = f"bucket-{abs(hash(request.node.name)):x}"
    settings.PUBLIC_BUCKET = f"{name}/{FOLDER}"
    settings.BUCKET_URL = f"http://127.0.0.1:{road.port}"
    settings.BUCKET_KEY, settings.BUCKET_SECRET = "sleutel", "geheim"
    made = boto3.resource(
        "s3",
        endpoint_url=f"http://127.0.0.1:{s3}",
        region_name="us-east-1",
        aws_access_key_id="sleutel",
        aws_secret_access_key="geheim",
    ).Bucket(name)
    made.create()
    with transaction.atomic():
        publish_first_standing(at=PUBLISHED)
    return made


def contents(bucket: Any) -> dict[str, bytes]:
    return {
        found.key.removeprefix(f"{FOLDER}/"): found.get()["Body"].read()
        for found in bucket.objects.all()
        if MARK not in found.key
    }


def on_disk(root: Path) -> dict[str, bytes]:
    """Return what the bucket should hold: no mark, and no compressed forms."""
    return {
        str(file.relative_to(root)): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file() and file.suffix not in {".br", ".gz"} and file.name != MARK
    }


def uploads() -> list[Work]:
    """Do every upload that waits, and return them all as they are then."""
    for work in Work.objects.filter(kind="upload", done_at=None, failed_at=None):
        doing.do(work.pk)
    return list(Work.objects.filter(kind="upload").order_by("pk"))


def try_again() -> None:
    """Let what failed be due now."""
    for work in Work.objects.filter(kind="upload", done_at=None):
        doing.retry(work, at=timezone.now())


def locks() -> set[int]:
    """Return the turns that anybody holds now, asked over a connection of its own."""
    found = connection.get_connection_params()
    with psycopg.connect(**{name: found[name] for name in WHERE if name in found}) as other:
        rows = other.execute("SELECT objid FROM pg_locks WHERE locktype = 'advisory'").fetchall()
    return {number for (number,) in rows}


WHERE = ("dbname", "user", "password", "host", "port")
pytestmark = pytest.mark.django_db


def test_after_each_bake_the_bucket_holds_what_the_directory_holds(
    bucket: Any, public_root: Path
) -> None:
    bake.everything()
    uploads()
    first = contents(bucket) == on_disk(public_root)

    for number in ("MIW-2026-01", "MIW-2026-02"):
        bake.publication(a_published_signal(number))
        uploads()

    assert first
    assert contents(bucket) == on_disk(public_root)
    assert {work.done_at is not None for work in uploads()} == {True}


def test_an_object_says_what_it_is_and_how_long_it_may_be_kept(
    bucket: Any, public_root: Path
) -> None:
    bake.publication(a_published_signal())
    uploads()

    found = {
        name: bucket.Object(f"{FOLDER}/{name}").get()
        for name in (
            "signalen/miw-2026-01/index.html",
            "signalen/miw-2026-01/miw-2026-01-signaal.pdf",
            "signalen/feed.atom",
        )
    }
    (sheet,) = (public_root / "opmaak").glob("site.*.css")
    lasting = bucket.Object(f"{FOLDER}/opmaak/{sheet.name}").get()

    assert [(one["ContentType"], one["CacheControl"]) for one in found.values()] == [
        (kind, dict(PUBLIC_HEADERS)[CACHE])
        for kind in (
            "text/html; charset=utf-8",
            "application/pdf",
            "application/atom+xml; charset=utf-8",
        )
    ]
    assert lasting["ContentType"] == "text/css; charset=utf-8"
    assert lasting["CacheControl"] == dict(LASTING_HEADERS)[CACHE]
    assert "ContentEncoding" not in lasting


def test_files_go_before_pages_before_lists_before_feeds(bucket: Any, road: Road) -> None:
    bake.everything()
    bake.publication(a_published_signal())

    first, second = uploads()

    assert second.outcome == "al meegenomen door een eerdere upload"
    assert first.details["up_to"] == second.pk
    orders = [order_of(path) for path in road.of("PUT") if not path.startswith(MARK)]
    assert orders == sorted(orders)
    assert set(orders) == set(Order)
    assert bucket.name in road.asked[0][1]


def test_what_went_offline_goes_first(bucket: Any, road: Road, public_root: Path) -> None:
    bake.publication(a_published_signal())
    uploads()
    road.asked.clear()

    bake.publication(removed("miw-2026-01"))
    uploads()

    changes = [method for method, _ in road.asked if method in {"DELETE", "PUT"}]
    gone = ["miw-2026-01-reactie.pdf", "miw-2026-01-signaal.pdf"]
    assert road.of("DELETE") == [f"signalen/miw-2026-01/{name}" for name in gone]
    assert changes == sorted(changes)
    assert contents(bucket) == on_disk(public_root)


def test_an_outage_in_the_middle_is_seen_and_made_up_for(
    bucket: Any, road: Road, public_root: Path
) -> None:
    bake.everything()
    uploads()
    road.opens = 6
    bake.publication(a_published_signal("MIW-2026-01"))

    broken = uploads()[-1]
    halfway = set(contents(bucket))
    road.opens = 1_000_000
    bake.publication(a_published_signal("MIW-2026-02"))
    uploads()
    made_up_for = contents(bucket) == on_disk(public_root)
    try_again()
    last = uploads()

    assert broken.outcome.startswith("De bucket is niet bereikbaar")
    assert broken.most_attempts > broken.attempts
    assert "signalen/miw-2026-01/index.html" not in halfway
    assert made_up_for
    assert [work.done_at is None for work in last] == [False] * len(last)


def test_a_bucket_that_refuses_us_is_told_at_once(bucket: Any, settings: Settings) -> None:
    settings.PUBLIC_BUCKET = "bestaat-niet"
    bake.publication(a_published_signal())

    (work,) = uploads()

    assert bucket.name != settings.PUBLIC_BUCKET
    assert work.failed_at is not None
    assert work.outcome == (
        "De bucket weigert (NoSuchBucket). Controleer naam, sleutel en rechten."
    )


def test_a_bucket_with_something_else_in_it_is_left_alone(bucket: Any) -> None:
    bucket.put_object(Key=f"{FOLDER}/vakantie.jpg", Body=b"foto")
    bake.publication(a_published_signal())

    (work,) = uploads()

    assert work.outcome.startswith("De bucket bevat bestanden van iets anders")
    assert contents(bucket) == {"vakantie.jpg": b"foto"}


def test_done_again_it_brings_nothing_and_takes_what_does_not_belong(
    bucket: Any, road: Road, public_root: Path
) -> None:
    bake.publication(a_published_signal())
    bake.everything()
    uploads()
    bucket.put_object(Key=f"{FOLDER}/signalen/miw-1999-01/index.html", Body=b"oud")
    road.asked.clear()

    bake.everything()
    uploads()

    assert road.of("PUT") == [f"{MARK}-compleet"]
    assert road.of("DELETE") == ["signalen/miw-1999-01/index.html"]
    assert contents(bucket) == on_disk(public_root)


def test_what_one_publication_costs_does_not_grow(bucket: Any, road: Road) -> None:
    bake.everything()
    uploads()
    costs = []
    for number in range(1, 5):
        road.asked.clear()
        bake.publication(a_published_signal(f"MIW-2026-0{number}"))
        uploads()
        costs.append(len(road.asked))

    assert bucket.name
    assert costs[1:] == [costs[1]] * 3
    assert costs[1] < 60


@pytest.mark.django_db(transaction=True)  # else the bake of the test itself holds its turn
def test_nobody_waits_to_bake_for_an_upload(bucket: Any, road: Road) -> None:
    bake.publication(a_published_signal())
    (work,) = Work.objects.filter(kind="upload")
    held: list[set[int]] = []
    road.when_asked = lambda: held.append(locks())

    doing.do(work.pk)

    assert bucket.name
    assert len(held) > 20
    assert [found for found in held if Turn.BAKE in found] == []


def test_without_a_bucket_there_is_nothing_to_upload() -> None:
    bake.publication(a_published_signal())
    bake.everything()

    assert uploads() == []


def test_the_web_server_of_scp_serves_the_bucket_as_the_documentation_says(
    bucket: Any, s3: int, settings: Settings, tmp_path: Path
) -> None:
    settings.PUBLIC_URL = SITE
    for number in (1, 2, 3):
        a_published_signal(f"MIW-2026-0{number}")
    removed("miw-2026-02")
    bake.everything()
    uploads()
    places = {
        "https://s3.voorbeeld.nl": f"http://127.0.0.1:{s3}",
        "/naam/map/": f"/{bucket.name}/{FOLDER}/",
    }
    lines = lines_for("In een bucket", **places)

    policy = DOCS.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0]
    bucket.Policy().put(Policy=policy.replace("naam/map", f"{bucket.name}/{FOLDER}"))

    with the_web_server_of_scp(tmp_path / "scp", lines) as port:
        found = walk(SITE, lambda path: ask(port, path))
        missing = ask(port, f"{PREFIX}/signalen/miw-2026-09/")

    right(found)
    assert missing.status == 404
    assert missing.body == contents(bucket)["404.html"]
