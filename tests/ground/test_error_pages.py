"""The pages for errors: Dutch, the same for everybody, never kept (robustness 2 and 3)."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from building import a_signal
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import doing
from mit_waakstand.public_site.serving.published import PublishedPages
from signals.states import SignalState

pytestmark = pytest.mark.django_db

Answer = tuple[str, list[tuple[str, str]], bytes]
Ask = Callable[..., Answer]
CONDITIONS = [
    {},
    {"HTTP_RANGE": "bytes=0-9"},
    {"HTTP_IF_NONE_MATCH": "*"},
    {"HTTP_IF_NONE_MATCH": '"abc"'},
    {"HTTP_IF_MODIFIED_SINCE": "Sat, 01 Jan 2000 00:00:00 GMT"},
    {"HTTP_ACCEPT_ENCODING": "br, gzip"},
]


def _heading(content: bytes) -> str:
    page = html.fromstring(content)
    assert page.get("lang") == "nl"
    (heading,) = page.xpath("//h1")
    return str(heading.text_content())


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Let a request leave the connection open: the test's own transaction is on it."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def ask(settings: Settings, one_connection: None) -> Ask:  # noqa: ARG001
    """Ask the whole application as a web server does: published files first, Django behind."""
    whole: Any = PublishedPages(get_wsgi_application(), root=settings.PUBLIC_ROOT)

    def ask_it(path: str, method: str = "GET", **more: str) -> Answer:
        environ: dict[str, Any] = {"PATH_INFO": path, "REQUEST_METHOD": method} | more
        setup_testing_defaults(environ)
        environ |= {"HTTP_HOST": "localhost", "wsgi.input": BytesIO()}
        seen: list[Any] = []
        body = whole(environ, lambda status, headers, *_: seen.extend([status, headers]))
        content = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return seen[0], sorted(seen[1]), content

    return ask_it


def test_an_unknown_host_gets_the_page_for_a_bad_request(client: Client) -> None:
    answer = client.get("/aanmelden/", headers={"Host": "kwaad.voorbeeld.invalid"})

    assert answer.status_code == 400
    assert _heading(answer.content) == "Dit verzoek begrijpen wij niet"


def test_what_is_not_ones_own_gets_the_page_for_forbidden(client: Client, expert: User) -> None:
    client.force_login(expert)

    answer = client.get("/werk/werk/")

    assert answer.status_code == 403
    assert _heading(answer.content) == "Dit mag u niet doen of zien"


def test_an_unknown_address_gets_the_page_for_not_found(client: Client) -> None:
    answer = client.get("/bestaat/niet/")

    assert answer.status_code == 404
    assert _heading(answer.content) == "Deze pagina bestaat niet"
    assert "bestaat/niet" not in answer.content.decode()


def test_a_fault_of_ours_gets_a_page_that_needs_no_database(client: Client, cpo: User) -> None:
    client.force_login(cpo)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE signals_signal RENAME TO signals_zoek")

    answer = client.get("/werk/signalen/")

    assert answer.status_code == 500
    assert _heading(answer.content) == "Er ging iets mis"
    assert "signals_signal" not in answer.content.decode()


@pytest.mark.parametrize("demo", [True, False])
def test_error_pages_of_a_demonstration_say_that_it_is_one(
    client: Client, settings: Settings, *, demo: bool
) -> None:
    settings.DEMO = demo

    answer = client.get("/bestaat/niet/")

    assert ("Demonstratie met fictieve gegevens" in answer.content.decode()) is demo


def _addresses(number: str) -> list[str]:
    """Return where the pages and files of a signal would stand."""
    low = number.lower()
    return [
        f"/signalen/{low}/",
        f"/signalen/{low}/{low}-signaal.pdf",
        f"/signalen/{low}/{low}-reactie.pdf",
        f"/signalen/{low}/{low}.json",
    ]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_unpublished_and_never_existed_answer_with_the_same_bytes(ask: Ask, method: str) -> None:
    signal = a_signal(SignalState.ANSWERED)
    assert signal.number is not None

    unpublished, nonexistent = (
        [ask(path, method, **more) for path in _addresses(number) for more in CONDITIONS]
        for number in (signal.number, "MIW-2031-77")
    )

    assert unpublished == nonexistent
    for status, headers, _ in unpublished:
        names = {name for name, _ in headers}
        assert status == "404 Not Found"
        assert ("Cache-Control", "no-store") in headers
        assert not names & {"ETag", "Last-Modified", "Set-Cookie", "Accept-Ranges"}


def test_who_is_signed_in_gets_the_same_404_as_everybody(ask: Ask, cpo: User) -> None:
    signal = a_signal(SignalState.ISSUED)
    visitor = Client()
    visitor.force_login(cpo)
    cookie = f"sessie={visitor.cookies['sessie'].value}"
    assert ask("/werk/", HTTP_COOKIE=cookie)[0] == "200 OK"
    assert signal.number is not None

    signed_in = [ask(path, HTTP_COOKIE=cookie) for path in _addresses(signal.number)]
    stranger = [ask(path) for path in _addresses(signal.number)]

    assert signed_in == stranger
    assert {status for status, _, _ in stranger} == {"404 Not Found"}


def test_the_same_addresses_answer_once_the_signal_is_published(ask: Ask) -> None:
    signal = a_signal(SignalState.PUBLISHED)
    doing.sweep(timezone.now())
    assert signal.number is not None

    statuses = [ask(path)[0] for path in _addresses(signal.number)[:3]]

    assert statuses == ["200 OK"] * 3
