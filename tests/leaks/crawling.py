"""A reader who follows every address there is, from every door, and guesses what is not public."""

import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from wsgiref.util import setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from lxml import html

from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.serving.addresses import HASHED, NOT_FOUND

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

SITE = "https://waakstand.example"
DOORS = (
    *("/", "/robots.txt", "/sitemap.xml", "/signalen/feed.atom", "/register/hoofd.json"),
    *("/gegevens/signalen.json", "/gegevens/openapi.json", "/.well-known/security.txt"),
)
OFFICE = ("/werk/", "/aanmelden/", "/beheer/")
# What is always there, whatever was published.
FIXED = frozenset(
    {
        *("/", "/signalen/", "/register/", "/robots.txt", "/sitemap.xml", "/sitemap-paginas.xml"),
        *(
            "/over/",
            "/contact/",
            "/contact/vraag/",
            "/toegankelijkheid/",
            "/privacy/",
            "/gegevens/",
        ),
        *("/afwegingskader/", "/weegvragen/", "/draaiboek/", "/verantwoording/"),
        *("/vaste-besluiten/", "/signalen/feed.atom", "/register/hoofd.json"),
        *("/register/controleer.txt", "/gegevens/openapi.json", "/gegevens/signalen.json"),
        *(f"/sitemapindex-diwoo-infocat{number}.xml" for number in ("004", "012", "018")),
    }
)
SCHEMA = re.compile(r"/gegevens/schema/[a-z-]+\.schema\.json")
ASSET = re.compile(rf"/{HASHED}")
FACETS = ("binnen-de-termijn", "buiten-de-termijn", "zonder-reactie", "verwijderd")
READ = (".html", ".xml", ".json", ".atom", ".txt", ".css")
FOUND, REDIRECT, BROKEN = 200, 300, 500


@dataclass(frozen=True)
class Answer:
    """What a server says."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the value of a header; empty when it is not there."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


Ask = Callable[..., Answer]


def asker(application: "WSGIApplication") -> Ask:
    """Return a function that asks a WSGI application as a server does, in this process."""

    def ask(address: str, method: str = "GET", **headers: str) -> Answer:
        path, _, question = address.partition("?")
        environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": question}
        environ |= {"REQUEST_METHOD": method, "HTTP_HOST": "testserver", "SERVER_PORT": "80"}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        said: list[Any] = []
        with _one_connection():
            body = application(environ, lambda status, sent, _=None: said.extend([status, sent]))
            data = b"".join(body)
            getattr(body, "close", lambda: None)()
        return Answer(int(said[0][:3]), tuple(said[1]), data)

    return ask


@contextmanager
def _one_connection() -> Generator[None, None, None]:
    """Keep Django from closing the connection, and the transaction of the test with it."""
    moments = (request_started, request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    try:
        yield
    finally:
        for moment in moments:
            moment.connect(close_old_connections)


@dataclass
class Walk:
    """Everything that was asked: the answer, and the page that led there."""

    answers: dict[str, Answer] = field(default_factory=dict)
    led_there: dict[str, str] = field(default_factory=dict)

    def problems(self, allowed: frozenset[str]) -> list[str]:
        """Return what no publication explains, dead links, and answers that are a fault."""
        found = []
        for address, answer in self.answers.items():
            origin = self.led_there[address]
            if answer.status >= BROKEN:
                found.append(f"fault {answer.status}: {address}")
            elif answer.status == FOUND and not _is_explained(address, allowed):
                found.append(f"unexplained: {address}")
            elif answer.status >= REDIRECT and origin and not address.startswith(OFFICE):
                found.append(f"dead link on {origin}: {address}")
        return sorted(found)


def walk(ask: Ask, doors: Iterable[str]) -> Walk:
    """Return everything that can be reached; the office is asked, and not walked through."""
    done = Walk()
    waiting = [(address, "") for address in doors]
    while waiting:
        address, origin = waiting.pop()
        if address in done.answers:
            continue
        answer = ask(address)
        done.answers[address], done.led_there[address] = answer, origin
        if answer.status == FOUND and not address.startswith(OFFICE):
            waiting += [(link, address) for link in links_of(address, answer.body)]
    return done


def addresses_on_disk(root: Path) -> list[str]:
    """Return the address of every file in a directory, also of what should not stand there."""
    paths = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
    return [f"/{path.removesuffix('index.html')}" for path in paths if path != NOT_FOUND]


def links_of(address: str, body: bytes) -> set[str]:
    """Return every address on our own site that a file names, in whatever way."""
    name = address.rsplit("/", 1)[1] or "index.html"
    if not name.endswith(READ):
        return set()
    found = {*_whole_addresses(body.decode()), *_relative(name, body)}
    whole = {urlsplit(urljoin(f"{SITE}{address}", link)) for link in found}
    return {link.path or "/" for link in whole if f"{link.scheme}://{link.netloc}" == SITE}


def _whole_addresses(text: str) -> Iterator[str]:
    """Yield what is written in full, also in a citation, an attribute or a value."""
    for found in re.findall(rf"{re.escape(SITE)}[^\s\"'<>()\\{{}}]*", text):
        yield found.rstrip(".,;")


def _relative(name: str, body: bytes) -> Iterator[str]:
    if name.endswith(".html"):
        yield from html.fromstring(body).xpath("//@href | //@src | //@action")
    elif name.endswith(".css"):
        yield from re.findall(r"url\([\"']?([^)\"']+)", body.decode())
    elif name == "openapi.json":
        yield from _openapi(json.loads(body))


def _openapi(document: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that have nothing to fill in; the others are guessed elsewhere."""
    yield from (path for path in document["paths"] if "{" not in path)


def allowed() -> frozenset[str]:
    """Return every address that the rows of the register account for, beside what is fixed."""
    rows = list(Publication.objects.order_by("kind", "key", "-version"))
    found = {*FIXED, *(f"/register/{row.position:06}.json" for row in rows)}
    for key in {row.key for row in rows if row.kind == Publication.Kind.SIGNAL}:
        versions = [row for row in rows if row.kind == Publication.Kind.SIGNAL and row.key == key]
        found.update(_of_a_signal(key, versions))
    return frozenset(found)


def _of_a_signal(key: str, versions: list[Publication]) -> Iterator[str]:
    """Yield the addresses of one signal and of the lists it is in; ``versions`` newest first."""
    folder, year = f"/signalen/{key}/", key.split("-")[1]
    yield from (folder, f"{folder}{key}.json")
    yield from (f"/sitemap-{part}signalen-{year}.xml" for part in ("", "diwoo-"))
    yield f"/gegevens/signalen-{year}.json"
    for top in ("/signalen/", f"/signalen/{year}/"):
        for place in (top, *(f"{top}{facet}/" for facet in FACETS)):
            yield from (place, f"{place}pagina-1/")
    for place, row in enumerate(versions):
        if row.content.get("verwijderd"):
            return
        yield from (f"{folder}{file.name}" for file in row.published_files)
        if place:
            yield f"{folder}versie-{row.version}/"
            yield f"{folder}versie-{row.version}/{key}.json"


def _is_explained(address: str, known: frozenset[str]) -> bool:
    path = address.partition("?")[0]
    if path in known or path.startswith(OFFICE):
        return True
    return bool(SCHEMA.fullmatch(path) or ASSET.fullmatch(path))


QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("GET", {}),
    ("HEAD", {}),
    ("GET", {"range": "bytes=0-1"}),
    ("GET", {"if_none_match": "*"}),
    ("HEAD", {"if_modified_since": "Fri, 31 Dec 2027 23:59:59 GMT"}),
)


def told_apart(ask: Ask, addresses: Iterable[str], nowhere: str) -> list[str]:
    """Return each address that answers in any way unlike one that never existed."""
    asked = list(addresses)
    found = []
    for method, trick in QUESTIONS:
        expected = _without(nowhere, ask(nowhere, method, **trick))
        found += [
            f"{method} {address} {' '.join(trick)}".rstrip()
            for address in asked
            if _without(address, ask(address, method, **trick)) != expected
        ]
    return found


def _without(address: str, answer: Answer) -> Answer:
    """Return the answer without the address itself, which a redirect to sign in repeats."""
    headers = tuple((name, value.replace(address, "…")) for name, value in answer.headers)
    return Answer(answer.status, headers, answer.body.replace(address.encode(), "…".encode()))
