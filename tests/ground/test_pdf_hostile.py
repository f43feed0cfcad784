"""Whatever stands in a text: nothing is fetched, nothing hangs, and a refusal is plain Dutch."""

import io
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest
from pdf_samples import rendered

from mit_waakstand import pdf

SECRET = "inhoud van een bestand op deze machine"


def everything_in(data: bytes) -> bytes:
    """Return all streams of a PDF, unpacked, its attachments among them."""
    with pikepdf.open(io.BytesIO(data)) as file:
        streams = [item for item in file.objects if isinstance(item, pikepdf.Stream)]
        return b"\n".join(stream.read_bytes() for stream in streams)


class Listener(ThreadingHTTPServer):
    """A real web server on this machine that counts who comes by."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.visits: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.visits.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(SECRET.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "geheim.txt"
    path.write_text(SECRET)
    return path


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{web}/a.png" alt="x">',
        '<img src="{file}" alt="x">',
        '<img src="FILE://{path}" alt="x">',
        '<img srcset="{web}/a.png 2x" src="{web}/b.png" alt="x">',
        '<link rel="stylesheet" href="{web}/a.css">',
        '<link rel="attachment" href="{file}">',
        '<a rel="attachment" href="{file}">bijlage</a>',
        '<style>@import url("{web}/a.css");</style>',
        '<style>@import "{file}";</style>',
        '<style>p {{ background: url("{web}/a.png") }}</style>',
        '<style>p::before {{ content: url("{web}/a.png") }}</style>',
        '<style>li {{ list-style-image: url("{web}/a.png") }}</style><ul><li>x</li></ul>',
        '<style>@page {{ background: url("{web}/a.png") }}</style>',
        '<style>@font-face {{ font-family: x; src: url("{web}/a.ttf") }}</style>',
        '<style>@font-face {{ font-family: x; src: local("DejaVu Sans") }}</style>',
        '<style>@color-profile --x {{ src: url("{web}/a.icc") }}</style>',
        '<base href="{web}/"><img src="a.png" alt="x">',
        '<object data="{web}/a.svg"></object>',
        '<embed src="{web}/a.svg">',
        '<iframe src="{file}"></iframe>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{web}/a.png"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="{web}/a.svg#x"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        '<img src="data:image/svg+xml,<svg><image href=&quot;{web}/a.png&quot;/></svg>" alt="x">',
        '<meta http-equiv="refresh" content="0; url={web}/">',
        '<p style="background: url({web}/a.png)">x</p>',
    ],
)
def test_hostile_markup_fetches_nothing(listener: Listener, canary: Path, markup: str) -> None:
    with urllib.request.urlopen(f"{listener.address}/bereikbaar") as answer:  # noqa: S310
        assert answer.read().decode() == SECRET
    html = markup.format(web=listener.address, file=canary.as_uri(), path=canary)

    try:
        contents = everything_in(rendered(f"<p>alinea</p>{html}"))
    except pdf.PdfError as refusal:
        contents = str(refusal).encode()

    assert listener.visits == ["/bereikbaar"]
    assert SECRET.encode() not in contents


def test_a_reference_to_the_outside_stops_the_pdf_in_plain_dutch(canary: Path) -> None:
    with pytest.raises(pdf.PdfError) as refusal:
        rendered(f'<img src="{canary.as_uri()}" alt="">')

    assert str(refusal.value) == (
        "De tekst verwijst naar een bestand van buiten. Dat mag niet in een PDF."
    )


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 101,
        "<div>" * 3_000,
        "<div>" * 50_000,
        "<div></p>" * 200,
        f'<p style="width: {"(" * 5_000}">x</p>',
    ],
)
def test_markup_that_is_nested_too_deep_is_refused(html: str) -> None:
    with pytest.raises(pdf.PdfError) as refusal:
        rendered(html)

    assert str(refusal.value) == "De opmaak van de tekst is te diep genest voor een PDF."


def test_a_text_that_is_too_long_is_refused() -> None:
    html = "x " * 500_001

    with pytest.raises(pdf.PdfError) as refusal:
        rendered(html)

    assert str(refusal.value) == "De tekst is te lang voor een PDF."
