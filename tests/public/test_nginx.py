"""nginx and our own server give the same answers from the same directory."""

import gzip
import itertools
import json
import shutil
import subprocess
from collections.abc import Generator, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.test import override_settings
from nginx_by_hand import PROJECT, command, nginx, written
from publication_samples import a_published_signal
from pytest_django import DjangoDbBlocker
from static_files import PLAIN
from wire import Answer, ask, comparable, serving

from mit_waakstand.public_site import bake
from mit_waakstand.public_site.for_people import style
from mit_waakstand.public_site.serving.nginx import Place, configuration
from mit_waakstand.public_site.serving.published import PublishedPages

pytestmark = [
    pytest.mark.django_db,  # the site is baked from a database
    pytest.mark.skipif(shutil.which("dpkg") is None, reason="deze machine is geen Debian"),
]

# Whitenoise dates a style sheet, and says Vary only of one that has more forms.
OF_A_STYLE_SHEET = {"last-modified", "vary"}
# What our own server packs with brotli comes from nginx as gzip.
OF_THE_FORM = {"content-encoding", "content-length"}
# The small server of the standard library gives even a 304 a length.
OF_A_304 = {"content-length"}

SIGNAL = "/signalen/miw-2026-01/"
LINK = "signalen/miw-2026-01/koppeling.txt"
ADDRESSES = (
    "/",
    "/?van=elders",
    "/signalen/",
    SIGNAL,
    f"{SIGNAL}miw-2026-01-signaal.pdf",
    f"{SIGNAL}miw-2026-01.json",
    "/signalen",
    "/SIGNALEN/",
    "//signalen/",
    "/index.html",
    f"{SIGNAL}index.html",
    f"{SIGNAL}index.html.br",
    f"{SIGNAL}miw-2026-01-signaal.pdf/",
    f"/{LINK}",
    "/404.html",
    "/.mit-in-waakstand",
    "/signalen/miw-2026-02/",
    "/bestaat-niet/",
    "/opmaak/site.000000000000.css",
    "/werk/",
    "/-/leeft",
    "/-/metrics",
    "/static/bestaat-niet.css",
)
SUFFIXES = {".css", ".js", ".svg", ".ttf", ".woff2"}
WITH_HASHES = settings.STORAGES
METHODS = ("GET", "HEAD", "POST", "PUT", "OPTIONS")
ENCODINGS = ("", "gzip", "gzip, deflate", "br;q=0, gzip", "identity")  # nginx knows no brotli


@dataclass(frozen=True)
class Street:
    """Our own server and nginx, side by side, and the directory that both serve."""

    own: int
    nginx: int
    public: Path

    def both(self, address: str, method: str = "GET", **headers: str) -> tuple[Answer, Answer]:
        answers = (ask(port, address, method, **headers) for port in (self.own, self.nginx))
        return next(answers), next(answers)


def make_style_sheets(directory: Path) -> None:
    """Make what ``prepare`` leaves there: hashed names, and compressed forms of what is large."""
    for name in ("site.0123456789ab.css", "enhance.0123456789ab.js", "icon.0123456789ab.svg"):
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode() * 100)
        file.with_name(f"{name}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
        file.with_name(f"{name}.br").write_bytes(brotli.compress(file.read_bytes()))
    for name in ("letter.0123456789ab.woff2", "letter.0123456789ab.ttf"):
        (directory / name).write_bytes(name.encode())
    paths = {file.name.replace(".0123456789ab", ""): file.name for file in directory.iterdir()}
    manifest = {"paths": paths, "version": "1.1", "hash": ""}
    (directory / "staticfiles.json").write_text(json.dumps(manifest), encoding="utf-8")


def differences(
    pairs: Iterable[tuple[Answer, Answer]], allowed: AbstractSet[str] = frozenset()
) -> list[tuple[str, object, object]]:
    """Return each header, status or body that is not the same in a pair: which, ours, theirs."""
    found = []
    for pair in pairs:
        ours, theirs = (comparable(answer) for answer in pair)
        names = sorted((ours.headers.keys() | theirs.headers.keys()) - allowed)
        both = [(name, ours.headers.get(name), theirs.headers.get(name)) for name in names]
        both += [("status", ours.status, theirs.status), ("body", ours.body, theirs.body)]
        found += [row for row in both if row[1] != row[2]]
    return found


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Generator[Path, None, None]:
    """A directory with a baked site and its style sheets, made once; the database forgets it."""
    directory = tmp_path_factory.mktemp("site")
    make_style_sheets(directory / "static")
    with override_settings(
        PUBLIC_ROOT=directory / "public",
        PRIVATE_ROOT=directory / "private",
        STATIC_ROOT=directory / "static",
        STORAGES={**settings.STORAGES, "staticfiles": PLAIN},
    ):
        with django_db_blocker.unblock(), transaction.atomic():
            a_published_signal()
            bake.everything()
            transaction.set_rollback(True)
        (directory / "public" / LINK).symlink_to("/etc/hostname")
        yield directory


@pytest.fixture(scope="module")
def street(site: Path) -> Generator[Street, None, None]:
    public = site / "public"
    with override_settings(STORAGES=WITH_HASHES):
        application = PublishedPages(get_wsgi_application(), public)
    with (
        serving(application) as own,
        nginx(
            site / "nginx", application=f"127.0.0.1:{own}", public=public, static=site / "static"
        ) as port,
    ):
        yield Street(own, port, public)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nginx_answers_what_our_own_server_answers(street: Street, address: str) -> None:
    wishes = list(itertools.product(METHODS, ENCODINGS))

    pairs = [street.both(address, method, Accept_Encoding=wish) for method, wish in wishes]

    assert differences(pairs) == []


@pytest.mark.parametrize("address", ["/", SIGNAL, f"{SIGNAL}miw-2026-01.json"])
def test_a_browser_reads_the_same_whichever_form_it_gets(street: Street, address: str) -> None:
    ours, theirs = street.both(address, Accept_Encoding="gzip, deflate, br, zstd")

    forms = {ours.headers["content-encoding"], theirs.headers["content-encoding"]}
    assert forms == {"br", "gzip"}
    assert brotli.decompress(ours.body) == gzip.decompress(theirs.body)
    bodiless = (replace(ours, body=b""), replace(theirs, body=b""))
    assert differences([bodiless], OF_THE_FORM) == []


def test_the_addresses_show_every_kind_of_answer(street: Street) -> None:
    found = {ask(street.nginx, address).status for address in ADDRESSES}

    assert found == {200, 302, 404}


def test_style_sheets_and_fonts_come_from_the_directory_with_the_headers_of_the_application(
    street: Street, site: Path
) -> None:
    names = [path for path in (site / "static").rglob("*.*") if path.suffix in SUFFIXES]

    pairs = [
        street.both(f"/static/{path.relative_to(site / 'static')}", method, Accept_Encoding=wish)
        for path in names
        for method in ("GET", "HEAD")
        for wish in ("gzip", "")
    ]

    assert {path.suffix for path in names} == SUFFIXES
    policies = {theirs.headers["content-security-policy"] for _, theirs in pairs}
    assert policies == {"frame-ancestors 'none'"}
    assert differences(pairs, OF_A_STYLE_SHEET) == []


def test_the_look_of_the_public_pages_may_be_kept_for_ever_at_both(street: Street) -> None:
    found = [f"/{page.path}" for page in style.files()]
    wishes = ("gzip", "")

    pairs = [street.both(address, Accept_Encoding=wish) for address in found for wish in wishes]

    assert {theirs.headers["cache-control"] for _, theirs in pairs} == {
        "public, max-age=31536000, immutable"
    }
    assert differences(pairs) == []


@pytest.mark.parametrize("wish", ["*", "W/{}", '"ander", {}', "{}"])
def test_a_reader_who_has_the_page_gets_304_from_both(street: Street, wish: str) -> None:
    etags = [answer.headers["etag"] for answer in street.both(SIGNAL)]

    answers = [
        ask(port, SIGNAL, If_None_Match=wish.format(etag))
        for port, etag in zip((street.own, street.nginx), etags, strict=True)
    ]

    assert [answer.status for answer in answers] == [304, 304]
    assert differences([(answers[0], answers[1])], OF_A_304) == []


def test_nginx_refuses_to_climb_out_of_the_directory(street: Street) -> None:
    ours, theirs = street.both("/%2e%2e/etc/passwd.txt")

    assert (ours.status, theirs.status) == (404, 400)


def test_every_form_of_a_page_has_an_etag_of_its_own_at_nginx_too(street: Street) -> None:
    etags = {
        ask(street.nginx, SIGNAL, Accept_Encoding=wish).headers["etag"] for wish in ("", "gzip")
    }

    assert len(etags) == 2


@pytest.mark.parametrize("name", ["Range", "If_Modified_Since"])
def test_neither_cuts_a_page_nor_trusts_the_readers_clock(street: Street, name: str) -> None:
    value = {"Range": "bytes=0-3", "If_Modified_Since": "Fri, 31 Dec 2027 23:59:59 GMT"}[name]

    ours, theirs = street.both(SIGNAL, **{name: value})

    assert (ours.status, theirs.status) == (200, 200)
    assert comparable(theirs) == comparable(ours)


@pytest.mark.parametrize("address", ["/", SIGNAL, "/werk/", "/aanmelden/", "/bestaat-niet/"])
def test_neither_repeats_what_it_was_asked(street: Street, address: str) -> None:
    ours, theirs = street.both(address, "TRACE", X_Herhaal="herhaal-mij")

    assert ours.status in {404, 405}
    assert theirs.status == 405
    assert b"herhaal-mij" not in ours.body + theirs.body


@pytest.mark.parametrize("method", ["POST", "QUERY"])
def test_a_published_page_is_only_read_at_both(street: Street, method: str) -> None:
    ours, theirs = street.both(SIGNAL, method)

    assert (ours.status, ours.headers["allow"]) == (405, "GET, HEAD")
    assert comparable(theirs) == comparable(ours)


@pytest.mark.parametrize("address", ["/", "/werk/", "/static/site.css", "/bestaat-niet/"])
def test_trace_is_refused_with_the_headers_of_every_answer(street: Street, address: str) -> None:
    answer = ask(street.nginx, address, "TRACE")

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.body.decode() == "Zo kan een pagina niet worden gevraagd.\n"


def test_the_configuration_in_the_project_is_the_one_that_the_tables_make() -> None:
    kept = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")

    assert kept == configuration(), "draai: manage.py nginx_conf"


def test_nginx_takes_the_configuration_with_tls(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subject = ("-subj", "/CN=waakstand.example", "-keyout", str(key), "-out", str(certificate))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject],
        check=True,
        capture_output=True,
    )
    directory = written(tmp_path / "nginx", Place(scratch=tmp_path))
    text = (PROJECT / "deploy" / "snippets" / "tls.conf").read_text(encoding="utf-8")
    text = text.replace("/run/secrets/tls_certificaat", str(certificate))
    text = text.replace("/run/secrets/tls_sleutel", str(key))
    (directory / "snippets" / "tls.conf").write_text(text, encoding="utf-8")

    tested = subprocess.run(command(directory, "-t"), capture_output=True, text=True, check=False)

    assert tested.returncode == 0, tested.stderr


@pytest.fixture(scope="module")
def alone(site: Path) -> Generator[int, None, None]:
    """An nginx that has no application to ask."""
    public, static = site / "public", site / "static"
    with nginx(site / "alone", application="127.0.0.1:1", public=public, static=static) as port:
        yield port


class TestWithoutTheApplication:
    """Robustness 30: the application, and so the office, is not there."""

    @pytest.mark.parametrize("address", ADDRESSES[:6])
    def test_every_published_address_answers_as_before(
        self, street: Street, alone: int, address: str
    ) -> None:
        assert comparable(ask(alone, address)) == comparable(ask(street.own, address))

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    @pytest.mark.parametrize("address", ["/signalen/miw-2026-02/", "/bestaat-niet/", "/404.html"])
    def test_what_is_not_published_answers_with_the_404_of_the_application(
        self, street: Street, alone: int, address: str, method: str
    ) -> None:
        ours = comparable(ask(street.own, address, method))

        theirs = comparable(ask(alone, address, method))

        assert ours.status == 404
        assert theirs == ours

    @pytest.mark.parametrize("name", ["Range", "If_None_Match", "If_Modified_Since"])
    def test_no_trick_changes_that_404(self, alone: int, name: str) -> None:
        value = {"Range": "bytes=0-1", "If_None_Match": "*", "If_Modified_Since": "0"}[name]

        plain, tricked = (
            ask(alone, "/signalen/miw-2026-02/", **headers) for headers in ({}, {name: value})
        )

        assert comparable(tricked) == comparable(plain)
        assert "etag" not in tricked.headers

    def test_style_sheets_are_there(self, alone: int, site: Path) -> None:
        (sheet,) = (site / "static").glob("site.*.css")

        assert ask(alone, f"/static/{sheet.name}").body == sheet.read_bytes()

    @pytest.mark.parametrize("address", ["/werk/", "/contact/vraag/"])
    def test_what_only_the_application_has_says_that_it_is_away(
        self, alone: int, address: str
    ) -> None:
        answer = ask(alone, address)

        assert answer.status == 503
        assert answer.headers["cache-control"] == "no-store"
        assert "even niet bereikbaar" in answer.body.decode()
