"""nginx sends private files to whom the application lets have them, and to nobody who asks it."""

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from asking import signed_in
from building_draaiboek import a_document
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from django.urls import reverse
from nginx_by_hand import nginx
from pytest_django import Settings
from wire import Answer, ask, comparable, serving

from building import person
from mit_waakstand import vault
from mit_waakstand.accounts.roles import Role
from mit_waakstand.headers import SANDBOXED

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("dpkg") is None, reason="deze machine is geen Debian"),
]


@dataclass(frozen=True)
class Hatch:
    """A document that somebody sent in, the application that knows who may see it, and nginx."""

    own: int
    nginx: int
    address: str
    checksum: str

    @property
    def inside(self) -> str:
        return f"{vault.INSIDE}{self.checksum[:2]}/{self.checksum}"


def without_vary(answer: Answer) -> Answer:
    """Leave out what only tells caches, of what no cache may keep."""
    kept = comparable(answer)
    return replace(kept, headers={n: v for n, v in kept.headers.items() if n != "vary"})


def as_(role: Role) -> dict[str, str]:
    """Return the header with which the browser of somebody with this role asks."""
    cookie = signed_in(person(role)).cookies[settings.SESSION_COOKIE_NAME]
    return {"Cookie": f"{cookie.key}={cookie.value}"}


@contextmanager
def our_connection() -> Generator[Callable[[], None], None, None]:
    """Let another thread, which calls what is yielded, see what this test did so far."""
    ours = connections["default"]
    ends = (request_started, request_finished)  # at which Django would close it
    ours.inc_thread_sharing()
    for end in ends:
        end.disconnect(close_old_connections)
    try:
        yield lambda: connections.__setitem__("default", ours)
    finally:
        for end in ends:
            end.connect(close_old_connections)
        ours.dec_thread_sharing()


@pytest.fixture
def hatch(tmp_path: Path) -> Generator[Hatch, None, None]:
    document = a_document(with_file=True)
    version = document.versions.get()
    public, static = tmp_path / "public", tmp_path / "static"
    public.mkdir()
    with (
        our_connection() as shared,
        serving(get_wsgi_application(), first=shared) as own,
        nginx(
            tmp_path / "nginx",
            application=f"127.0.0.1:{own}",
            public=public,
            static=static,
            private=Path(settings.PRIVATE_ROOT),
        ) as port,
    ):
        address = reverse("draaiboek:document-file", args=[document.pk, version.pk])
        yield Hatch(own, port, address, version.file_checksum)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nginx_sends_what_the_application_would_have_sent(
    hatch: Hatch, settings: Settings, method: str
) -> None:
    cookie = as_(Role.SECRETARY)
    ours = ask(hatch.own, hatch.address, method, **cookie)
    settings.X_ACCEL = True

    handed_over = ask(hatch.own, hatch.address, method, **cookie)
    theirs = ask(hatch.nginx, hatch.address, method, **cookie)

    assert ours.body == (vault.read(hatch.checksum) if method == "GET" else b"")
    assert ours.headers["cache-control"] == "no-store"
    assert ours.headers["content-security-policy"] == SANDBOXED
    assert (handed_over.headers["x-accel-redirect"], handed_over.body) == (hatch.inside, b"")
    assert without_vary(theirs) == without_vary(ours)


def test_who_may_not_see_the_record_gets_the_page_that_says_so(
    hatch: Hatch, settings: Settings
) -> None:
    settings.X_ACCEL = True

    answers = {role: ask(hatch.nginx, hatch.address, **as_(role)).status for role in Role}
    stranger = ask(hatch.nginx, hatch.address)

    allowed = {role for role, status in answers.items() if status == 200}
    assert allowed == {Role.CPO, Role.SECRETARY}
    assert stranger.status == 302
    assert stranger.headers["location"].startswith("/aanmelden/")


def test_the_place_inside_cannot_be_asked_for(hatch: Hatch, settings: Settings) -> None:
    settings.X_ACCEL = True
    cookie = as_(Role.CPO)
    never = ask(hatch.nginx, "/bestaat-niet/")

    asked = [
        hatch.inside,
        f"{hatch.inside}?x=1",
        f"/{hatch.inside}",
        f"{vault.INSIDE}{'0' * 2}/{'0' * 64}",
        vault.INSIDE,
        f"{vault.INSIDE}wissingen/",
        f"{vault.INSIDE}{hatch.checksum[:2]}/../{hatch.checksum[:2]}/{hatch.checksum}",
    ]

    for address in asked:
        for headers in ({}, cookie, {"X_Accel_Redirect": hatch.inside}):
            answer = ask(hatch.nginx, address, **headers)
            assert comparable(answer) == comparable(never), address
    assert never.status == 404


def test_with_the_application_away_nothing_private_is_sent(hatch: Hatch, tmp_path: Path) -> None:
    missing = tmp_path / "public" / "404.html"
    missing.write_text("bestaat niet", encoding="utf-8")
    away = nginx(
        tmp_path / "alone",
        application="127.0.0.1:1",
        public=tmp_path / "public",
        static=tmp_path / "static",
        private=Path(settings.PRIVATE_ROOT),
    )

    with away as port:
        never, inside = ask(port, "/bestaat-niet/"), ask(port, hatch.inside)
        office = ask(port, hatch.address)

    assert (never.status, never.body) == (404, b"bestaat niet")
    assert comparable(inside) == comparable(never)
    assert office.status == 503
