"""On the site of the SCP: below a path of another host, and as a copied directory."""

import functools
import http.client
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from listening import free_port, listening
from lxml import html
from nginx_by_hand import PROJECT, command, nginx
from playwright.sync_api import Browser
from publication_samples import a_published_signal
from pytest_django import DjangoDbBlocker, Settings
from site_walk import Answer, Walk, ask, walk
from test_listing import removed
from test_nginx import serving

from mit_waakstand.headers import LASTING_HEADERS, PUBLIC_HEADERS, TRANSPORT
from mit_waakstand.public_site import bake
from mit_waakstand.public_site.elsewhere import copying
from mit_waakstand.public_site.elsewhere.placing import order_of
from mit_waakstand.public_site.pages import Order, Page
from mit_waakstand.public_site.serving.published import PublishedPages
from mit_waakstand.public_site.writing import MARK

PREFIX = "/mit-in-waakstand"
SITE = f"https://www.scp.nl{PREFIX}/"
# What SCP decides for the whole of its host.
OF_THE_HOST = {TRANSPORT}
DOCS = PROJECT / "docs" / "op-de-site-van-scp.md"

FRONT = """
daemon off;
pid {scratch}/nginx.pid;
error_log stderr crit;
events {{ }}
http {{
    access_log off;
    types {{
        text/html html;
        text/css css;
        text/plain txt;
        text/xml xml;
        application/atom+xml atom;
        application/json json;
        application/pdf pdf;
        image/svg+xml svg;
        font/woff2 woff2;
    }}
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
    server {{
        listen 127.0.0.1:{port};
{lines}
    }}
}}
"""


def lines_for(way: str, **words: str) -> str:
    """Return the lines for nginx that the documentation gives for a way, with other words in it."""
    text = DOCS.read_text(encoding="utf-8").split(f"## {way}")[1].split("```nginx\n")[1]
    text = text.split("```")[0]
    for name, value in words.items():
        assert name in text, name
        text = text.replace(name, value)
    return text


def only_on_debian() -> None:
    if shutil.which("dpkg") is None:
        pytest.skip("deze machine is geen Debian")


@contextmanager
def the_web_server_of_scp(directory: Path, lines: str) -> Generator[int, None, None]:
    """Run an nginx that knows nothing of us but these lines."""
    only_on_debian()
    port = free_port()
    directory.mkdir()
    text = FRONT.format(scratch=directory, port=port, lines=lines)
    (directory / "nginx.conf").write_text(text, encoding="utf-8")
    with listening(command(directory), port):
        yield port


def nobody(_: object, start_response: object) -> list[bytes]:
    """Stand where Django stands: an address without a file."""
    start_response("404 Not Found", [("Content-Type", "text/plain")])  # type: ignore[operator]
    return [b"niets"]


def baked(directory: Path, site: str) -> Path:
    """Bake a signal, a correction and a removal, and return the public directory."""
    with (
        override_settings(
            PUBLIC_ROOT=directory / "public", PRIVATE_ROOT=directory / "private", PUBLIC_URL=site
        ),
        transaction.atomic(),
    ):
        for number in (1, 2, 3):
            a_published_signal(f"MIW-2026-0{number}")
        removed("miw-2026-02")
        bake.everything()
        transaction.set_rollback(True)
    return directory / "public"


@pytest.fixture(scope="module")
def below_a_path(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: DjangoDbBlocker,
) -> Path:
    """The site as it is baked for a path on another host; made once."""
    with django_db_blocker.unblock():
        return baked(tmp_path_factory.mktemp("pad"), SITE)


def right(found: Walk) -> None:
    """Hold what a reader found to what must be there, and to nothing of ours beside it."""
    assert [(address, found.answers[address]) for address in found.dead] == []
    assert len(found.of("text/html")) > 10
    assert {"application/pdf", "font/woff2", "text/css"} <= {
        answer.media_type for answer in found.answers.values()
    }
    assert [link for link in found.outside if "scp.nl" in link] == []
    for address, body in found.of("text/html").items():
        canonical = html.fromstring(body).xpath("//link[@rel='canonical']/@href")
        assert canonical == [address] or "versie-" in address or "pagina-" in address


class TestBelowAPath:
    """MIT_PUBLIC_URL=https://www.scp.nl/mit-in-waakstand/."""

    @pytest.mark.parametrize("kept", [False, True])
    def test_every_address_is_right_when_scp_takes_the_path_off_and_when_not(
        self, below_a_path: Path, tmp_path: Path, *, kept: bool
    ) -> None:
        application = PublishedPages(nobody, below_a_path, prefix=PREFIX)
        with serving(application) as own:
            ours = f"http://127.0.0.1:{own}{'' if kept else '/'}"
            lines = lines_for("Onder een pad", **{"https://mit.voorbeeld.nl": ours})
            with the_web_server_of_scp(tmp_path / "scp", lines) as port:
                right(walk(SITE, lambda path: ask(port, path)))

    @pytest.mark.parametrize("prefix", ["", PREFIX])
    def test_our_nginx_serves_it_with_and_without_the_path(
        self, below_a_path: Path, tmp_path: Path, prefix: str
    ) -> None:
        only_on_debian()
        with nginx(
            tmp_path / "nginx",
            application="127.0.0.1:1",
            public=below_a_path,
            static=tmp_path,
            prefix=PREFIX,
        ) as port:
            found = walk(SITE, lambda path: ask(port, f"{prefix}{path.removeprefix(PREFIX)}"))
            office = ask(port, f"{PREFIX}/werk/")

        right(found)
        assert office.status == 404

    def test_the_lines_for_the_root_of_scp_are_those_of_our_own_robots_txt(
        self, below_a_path: Path
    ) -> None:
        robots = (below_a_path / "robots.txt").read_text(encoding="utf-8").splitlines()

        named = [line for line in robots if line.startswith("Sitemap: ")]

        text = DOCS.read_text(encoding="utf-8")
        assert len(named) == 4
        assert [line for line in named if line not in text] == []


@pytest.mark.django_db
class TestAnotherAddress:
    """Changing MIT_PUBLIC_URL bakes everything again."""

    def test_the_first_bake_at_another_address_moves_the_whole_site(
        self, public_root: Path, settings: Settings
    ) -> None:
        a_published_signal("MIW-2026-01")
        bake.everything()
        settings.PUBLIC_URL = SITE

        bake.publication(a_published_signal("MIW-2026-02"))

        pages = [page.read_text(encoding="utf-8") for page in public_root.rglob("*.html")]
        assert len(pages) > 10
        assert [page for page in pages if "https://waakstand.example/" in page] == []

    def test_the_same_address_bakes_what_changes(self, public_root: Path) -> None:
        bake.everything()
        untouched = public_root / "toegankelijkheid" / "index.html"
        untouched.write_text("met de hand")

        bake.publication(a_published_signal())

        assert untouched.read_text() == "met de hand"


def files(root: Path) -> dict[str, bytes]:
    found = [file for file in root.rglob("*") if file.is_file() and file.name != MARK]
    return {str(file.relative_to(root)): file.read_bytes() for file in found}


class TestCopy:
    """``manage.py copy_public``."""

    @pytest.fixture
    def source(self, below_a_path: Path, settings: Settings) -> Path:
        settings.PUBLIC_ROOT = below_a_path
        return below_a_path

    def test_a_copy_is_the_same_and_the_second_writes_nothing(
        self, source: Path, tmp_path: Path
    ) -> None:
        out = StringIO()

        for _ in range(2):
            call_command("copy_public", str(tmp_path / "kopie"), stdout=out)

        assert files(tmp_path / "kopie") == files(source)
        number = len(files(source))
        assert out.getvalue() == (
            f"Geschreven: {number}. Verwijderd: 0.\nGeschreven: 0. Verwijderd: 0.\n"
        )

    def test_needs_no_database(self, source: Path, tmp_path: Path) -> None:
        nothing_there = {
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
            "MIT_PUBLIC_ROOT": str(source),
            "MIT_STATE_DIR": str(tmp_path),
        }

        subprocess.run(
            [sys.executable, PROJECT / "manage.py", "copy_public", tmp_path / "kopie"],
            env=os.environ | nothing_there,
            check=True,
            capture_output=True,
        )

        assert files(tmp_path / "kopie") == files(source)

    @pytest.mark.usefixtures("source")
    def test_what_is_gone_goes_with_what_a_broken_off_copy_left(self, tmp_path: Path) -> None:
        copy = tmp_path / "kopie"
        copying.copy(copy)
        before = files(copy)
        (copy / "signalen" / "miw-1999-01").mkdir()
        (copy / "signalen" / "miw-1999-01" / "brief.pdf").write_bytes(b"oud")
        (copy / "signalen" / ".new-half").write_bytes(b"half")

        copied = copying.copy(copy)

        assert copied == copying.Copied(written=0, removed=1)
        assert files(copy) == before
        assert not (copy / "signalen" / "miw-1999-01").exists()

    def test_files_come_before_pages_before_lists_before_feeds(
        self, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        placed: list[str] = []
        replace = Path.replace

        def watched(self: Path, target: Path) -> Path:
            placed.append(str(target.relative_to(tmp_path)))
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", watched)

        copying.copy(tmp_path / "kopie")

        plain = [path for path in placed if not path.endswith((".br", ".gz"))]
        orders = [order_of(path.removeprefix("kopie/")) for path in plain]
        assert len(placed) == len(files(source))
        assert orders == sorted(orders)
        assert set(orders) == set(Order)

    @pytest.mark.usefixtures("source")
    def test_a_directory_of_somebody_else_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "kopie").mkdir()
        (tmp_path / "kopie" / "vakantie.jpg").write_bytes(b"foto")

        with pytest.raises(CommandError, match="Kies voor de kopie een lege map"):
            call_command("copy_public", str(tmp_path / "kopie"))

        assert files(tmp_path / "kopie") == {"vakantie.jpg": b"foto"}

    @pytest.mark.parametrize("place", ["", "kopie", ".."])
    def test_a_copy_inside_the_site_or_around_it_is_refused(self, source: Path, place: str) -> None:
        with pytest.raises(CommandError, match="liggen in elkaar"):
            call_command("copy_public", str(source / place))

    def test_without_a_site_there_is_nothing_to_copy(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"Draai eerst manage\.py bake"):
            call_command("copy_public", str(tmp_path / "kopie"))

    def test_the_web_server_of_scp_serves_the_copy_as_the_documentation_says(
        self, source: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "kopie"
        copying.copy(copy)
        lines = lines_for("Als kopie", **{"/srv/mit-kopie": str(copy)})

        with the_web_server_of_scp(tmp_path / "scp", lines) as port:
            found = walk(SITE, lambda path: ask(port, path))
            page = headers_of(port, f"{PREFIX}/signalen/")
            (sheet,) = (source / "opmaak").glob("site.*.css")
            lasting = headers_of(port, f"{PREFIX}/opmaak/{sheet.name}")
            missing = ask(port, f"{PREFIX}/signalen/miw-2026-09/")

        right(found)
        assert set(PUBLIC_HEADERS) - OF_THE_HOST <= set(page.items())
        assert set(LASTING_HEADERS) - OF_THE_HOST <= set(lasting.items())
        assert missing == Answer(404, "text/html", (source / "404.html").read_bytes())


def headers_of(port: int, path: str) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    return dict(connection.getresponse().getheaders())


@pytest.mark.django_db
def test_a_simple_web_server_serves_a_copy_without_anything_of_ours(
    public_root: Path, tmp_path: Path, browser: Browser
) -> None:
    a_published_signal()
    bake.everything()
    copy = tmp_path / "kopie"
    copying.copy(copy)
    public_root.rename(tmp_path / "weg")
    handler = functools.partial(Quiet, directory=str(copy))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    found = walk("https://waakstand.example/", lambda path: ask(server.server_port, path))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        header = page.locator(".utrecht-page-header")
        colour = header.evaluate("element => getComputedStyle(element).backgroundColor")
        loaded = page.evaluate(
            "document.fonts.ready.then(() => document.fonts.check('1em Fira Sans'))"
        )
    server.shutdown()

    assert [(address, found.answers[address]) for address in found.dead] == []
    assert colour == "rgb(8, 54, 60)"
    assert loaded


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.mark.django_db
def test_the_path_of_every_page_tells_its_order(settings: Settings) -> None:
    settings.SECURITY_CONTACT = ["veilig@voorbeeld.invalid"]
    a_published_signal("MIW-2026-01")
    a_published_signal("MIW-2026-02", days=20)

    pages = [page for batch in bake._everything() for page in batch]  # noqa: SLF001  (all of them)

    assert [page.path for page in pages if order_of(page.path) != page.order] == []
    assert {page.order for page in pages} == set(Order)


def test_an_older_page_of_a_list_is_a_list() -> None:
    paths = ("signalen/pagina-3/index.html", "signalen/2026/zonder-reactie/index.html")

    assert [order_of(path) for path in paths] == [Order.LIST] * 2
    assert order_of(Page("signalen/miw-2026-01/index.html", b"").path) is Order.PAGE
