"""The layer that serves the finished files, asked the way a server asks it."""

import gzip
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
import pytest

from mit_waakstand.headers import PUBLIC_HEADERS
from mit_waakstand.public_site.serving import shelf
from mit_waakstand.public_site.serving.published import PublishedPages, accepted_encodings

PAGE = ("<!doctype html><title>Signaal</title>" + "Uitgebracht. " * 200).encode()


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes


def django(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Stand where Django stands, and say that it was asked."""
    start_response("404 Not Found", [("Cache-Control", "no-store")])
    return [f"Django: {environ['REQUEST_METHOD']}".encode()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    put(root / "index.html", PAGE)
    put(root / "signalen" / "miw-2026-01" / "index.html", PAGE)
    put(root / "signalen" / "miw-2026-01" / "miw-2026-01-signaal.pdf", b"%PDF-1.7")
    put(root / "signalen" / "miw-2026-01" / "miw-2026-01.json", b"{}")
    put(root / ".well-known" / "security.txt", b"Contact: x")
    return root


def put(path: Path, data: bytes, *, at: int = 1_000_000_000_000_000_000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, ns=(at, at))


def ask(pages: PublishedPages, path: str, method: str = "GET", **headers: str) -> Answer:
    environ: dict[str, Any] = {"PATH_INFO": path, "REQUEST_METHOD": method}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    said: list[Any] = []
    body = pages(environ, lambda status, headers: said.extend([status, headers]))
    data = b"".join(body)
    getattr(body, "close", lambda: None)()
    return Answer(said[0], dict(said[1]), data)


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/signalen/miw-2026-01/", "text/html; charset=utf-8"),
        ("/signalen/miw-2026-01/miw-2026-01-signaal.pdf", "application/pdf"),
        ("/signalen/miw-2026-01/miw-2026-01.json", "application/json; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_published_file_is_served_with_its_media_type(
    root: Path, address: str, media_type: str
) -> None:
    answer = ask(PublishedPages(django, root), address)

    assert answer.status == "200 OK"
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_a_published_page_carries_every_header_of_the_table_and_no_cookie(root: Path) -> None:
    answer = ask(PublishedPages(django, root), "/", cookie="sessie=1")

    assert set(PUBLIC_HEADERS) <= set(answer.headers.items())
    assert answer.headers["Cache-Control"] == "public, max-age=30, stale-while-revalidate=600"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers


def test_the_policy_of_public_pages_allows_nothing_unsafe_and_needs_no_nonce() -> None:
    policy = dict(PUBLIC_HEADERS)["Content-Security-Policy"]

    assert policy == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize(
    "address",
    [
        "/signalen/miw-2026-02/",
        "/signalen/miw-2026-01",
        "/signalen/miw-2026-01/index.html",
        "/index.html",
        "/index.html.br",
        "/../geheim.txt",
        "/signalen/../../geheim.txt",
        "/signalen/%2e%2e/geheim.txt",
        "//geheim.txt",
        "/signalen//miw-2026-01/",
        "/.mit-in-waakstand",
        "/.new-abc.txt",
        "/signalen/.new-abc.html",
        "/SIGNALEN/miw-2026-01/",
        "/signalen/miw-2026-01/\x00",
        "/index.html\n",
        "/signalen\\miw-2026-01/",
        "",
        "index.html",
    ],
)
def test_what_is_no_published_address_goes_to_django(root: Path, address: str) -> None:
    put(root.parent / "geheim.txt", b"geheim")
    put(root / ".new-abc.txt", b"half")
    put(root / "signalen" / ".new-abc.html", b"half")
    put(root / "index.html.br", b"br")

    answer = ask(PublishedPages(django, root), address)

    assert answer.body == b"Django: GET"


@pytest.mark.parametrize("address", ["/werk/", "/static/x.txt", "/beheer/", "/-/gereed.txt"])
def test_the_addresses_of_django_stay_its_own(root: Path, address: str) -> None:
    put(root / f"{address.strip('/')}".removesuffix(".txt") / "index.html", PAGE)
    put(root / "static" / "x.txt", PAGE)

    answer = ask(PublishedPages(django, root), address)

    assert answer.body == b"Django: GET"


def test_a_symbolic_link_to_a_file_is_not_followed(root: Path) -> None:
    put(root.parent / "geheim.txt", b"geheim")
    (root / "geheim.txt").symlink_to(root.parent / "geheim.txt")
    put(root / "openbaar.txt", b"openbaar")
    pages = PublishedPages(django, root)

    linked, plain = ask(pages, "/geheim.txt"), ask(pages, "/openbaar.txt")

    assert plain.body == b"openbaar"
    assert linked.body == b"Django: GET"


def test_a_symbolic_link_to_a_directory_is_not_followed(root: Path) -> None:
    put(root.parent / "elders" / "geheim.txt", b"geheim")
    (root / "map").symlink_to(root.parent / "elders", target_is_directory=True)

    answer = ask(PublishedPages(django, root), "/map/geheim.txt")

    assert answer.body == b"Django: GET"


def test_a_page_that_becomes_a_symbolic_link_is_not_served_from_memory(root: Path) -> None:
    pages = PublishedPages(django, root)
    before = ask(pages, "/")
    put(root.parent / "geheim.html", PAGE)
    (root / "index.html").unlink()
    (root / "index.html").symlink_to(root.parent / "geheim.html")

    after = ask(pages, "/")

    assert before.status == "200 OK"
    assert after.body == b"Django: GET"


def test_a_pipe_makes_nobody_wait(root: Path) -> None:
    os.mkfifo(root / "pijp.txt")

    answer = ask(PublishedPages(django, root), "/pijp.txt")

    assert answer.body == b"Django: GET"


def test_without_a_public_directory_everything_goes_to_django(tmp_path: Path) -> None:
    answer = ask(PublishedPages(django, tmp_path / "nergens"), "/")

    assert answer.body == b"Django: GET"


def test_a_file_that_is_there_and_cannot_be_read_is_a_fault_and_no_404(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shelf.os, "open", refuse)

    with pytest.raises(PermissionError):
        ask(PublishedPages(django, root), "/")


def test_head_says_the_same_as_get_without_the_body(root: Path) -> None:
    pages = PublishedPages(django, root)

    get, head = ask(pages, "/"), ask(pages, "/", "HEAD")

    assert (head.status, head.headers) == (get.status, get.headers)
    assert head.body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "QUERY"])
def test_a_published_page_is_only_read_and_says_how(root: Path, method: str) -> None:
    answer = ask(PublishedPages(django, root), "/", method)

    assert answer.status == "405 Method Not Allowed"
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.body.decode() == "Deze pagina is er alleen om te lezen.\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_go_to_django_where_no_file_is(root: Path, method: str) -> None:
    answer = ask(PublishedPages(django, root), "/bestaat-niet/", method)

    assert answer.body == f"Django: {method}".encode()


@pytest.mark.parametrize("form", ["{}", "W/{}", '"ander", {}', "*"])
def test_a_reader_who_has_the_page_gets_304(root: Path, form: str) -> None:
    pages = PublishedPages(django, root)
    etag = ask(pages, "/").headers["ETag"]

    answer = ask(pages, "/", if_none_match=form.format(etag))

    assert (answer.status, answer.body) == ("304 Not Modified", b"")
    assert answer.headers["ETag"] == etag
    assert answer.headers["Cache-Control"] == "public, max-age=30, stale-while-revalidate=600"
    assert "Content-Length" not in answer.headers


def test_a_reader_who_has_an_older_page_gets_the_new_one(root: Path) -> None:
    pages = PublishedPages(django, root)
    old = ask(pages, "/").headers["ETag"]
    put(root / "index.html", PAGE + b"nieuw", at=2_000_000_000_000_000_000)

    answer = ask(pages, "/", if_none_match=old)

    assert answer.status == "200 OK"
    assert answer.body == PAGE + b"nieuw"


def test_a_page_of_the_same_size_and_time_in_a_new_file_is_seen(root: Path) -> None:
    pages = PublishedPages(django, root)
    ask(pages, "/")
    put(root / "ander.html", PAGE[::-1])
    (root / "ander.html").replace(root / "index.html")

    answer = ask(pages, "/")

    assert answer.body == PAGE[::-1]


def test_a_page_that_is_taken_away_is_gone_at_once(root: Path) -> None:
    pages = PublishedPages(django, root)
    before = ask(pages, "/")
    (root / "index.html").unlink()

    after = ask(pages, "/")

    assert before.status == "200 OK"
    assert after.body == b"Django: GET"


@pytest.mark.parametrize("unpublished", ["/signalen/miw-2026-02/", "/signalen/x/x-signaal.pdf"])
@pytest.mark.parametrize(
    "headers", [{"range": "bytes=0-1"}, {"if_none_match": "*"}, {"if_modified_since": "0"}]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_trick_gets_anything_but_djangos_404_for_an_unpublished_address(
    root: Path, unpublished: str, headers: dict[str, str], method: str
) -> None:
    answer = ask(PublishedPages(django, root), unpublished, method, **headers)

    assert answer == Answer(
        "404 Not Found", {"Cache-Control": "no-store"}, f"Django: {method}".encode()
    )


def test_a_range_gets_the_whole_file(root: Path) -> None:
    answer = ask(PublishedPages(django, root), "/", range="bytes=0-3")

    assert (answer.status, answer.body) == ("200 OK", PAGE)


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_best_form_that_the_reader_takes_is_served(
    root: Path, accepts: str, encoding: str | None
) -> None:
    put(root / "index.html.br", brotli.compress(PAGE))
    put(root / "index.html.gz", gzip.compress(PAGE))

    answer = ask(PublishedPages(django, root), "/", accept_encoding=accepts)

    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    assert answer.headers.get("Content-Encoding") == encoding
    assert unpack[encoding](answer.body) == PAGE
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_every_form_has_an_etag_of_its_own(root: Path) -> None:
    put(root / "index.html.br", brotli.compress(PAGE))
    put(root / "index.html.gz", gzip.compress(PAGE))
    pages = PublishedPages(django, root)

    etags = {ask(pages, "/", accept_encoding=e).headers["ETag"] for e in ("", "br", "gzip")}

    assert len(etags) == 3


def test_a_compressed_form_that_is_older_than_its_page_is_not_served(root: Path) -> None:
    put(root / "index.html.br", brotli.compress(b"oud"), at=999_999_999_000_000_000)
    put(root / "index.html.gz", gzip.compress(PAGE))

    answer = ask(PublishedPages(django, root), "/", accept_encoding="br, gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == PAGE


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("br", ("br",)),
        ("GZIP;q=0.5, BR;q=1.0", ("br", "gzip")),
        ("*", ("br", "gzip")),
        ("*;q=0", ()),
        ("br; q=0.000, *", ("gzip",)),
        ("deflate", ()),
        ("", ()),
    ],
)
def test_the_wish_for_an_encoding_is_read_as_rfc_9110_says(
    header: str, expected: tuple[str, ...]
) -> None:
    assert accepted_encodings(header) == expected


def test_memory_stays_bounded_and_what_was_put_out_is_still_served(root: Path) -> None:
    for number in range(20):
        put(root / f"pagina-{number}" / "index.html", os.urandom(10_000))
    pages = PublishedPages(django, root, cache_bytes=50_000)

    for number in range(20):
        ask(pages, f"/pagina-{number}/")

    assert 0 < pages._shelf.weight <= 50_000  # noqa: SLF001
    assert len(ask(pages, "/pagina-0/").body) == 10_000


def test_the_page_that_was_read_last_stays_in_memory(root: Path) -> None:
    for number in range(3):
        put(root / f"pagina-{number}" / "index.html", os.urandom(10_000))
    held = shelf.Shelf(root, cache_bytes=30_000)
    first = held.find("/pagina-0/")
    held.find("/pagina-1/")

    held.find("/pagina-0/")
    held.find("/pagina-2/")

    assert held.find("/pagina-0/") is first


def test_a_file_too_large_for_memory_is_served_in_pieces(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", 1_000)
    large = os.urandom(200_000)
    put(root / "groot.pdf", large)
    pages = PublishedPages(django, root)

    get, head = ask(pages, "/groot.pdf"), ask(pages, "/groot.pdf", "HEAD")

    assert get.body == large
    assert head.headers["Content-Length"] == "200000"
    assert pages._shelf.weight < 10_000  # noqa: SLF001
    assert ask(pages, "/groot.pdf", if_none_match=get.headers["ETag"]).status == "304 Not Modified"


def test_a_large_file_that_is_replaced_while_it_is_opened_is_a_fault_and_no_mixture(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", 1_000)
    put(root / "groot.pdf", os.urandom(2_000))
    held = shelf.Shelf(root, cache_bytes=30_000)
    leaf = held.find("/groot.pdf")
    put(root / "groot.pdf", os.urandom(3_000))

    with pytest.raises(FileNotFoundError):
        held.reopen(leaf)


def test_an_empty_file_is_a_file(root: Path) -> None:
    put(root / "leeg.txt", b"")

    answer = ask(PublishedPages(django, root), "/leeg.txt")

    assert (answer.status, answer.body) == ("200 OK", b"")
