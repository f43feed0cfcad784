"""What may not come of hostile text: a fault, markup, a forged header, a formula."""

import csv
import io
import json
import re
import traceback
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
from django.core.mail import EmailMessage
from django.http import HttpResponse
from drill.hostile import EVALUATED, MARK
from lxml import etree, html

from mit_waakstand.maintenance.gate import UNAVAILABLE
from mit_waakstand.spreadsheets import FORMULA

PROJECT = Path(__file__).resolve().parents[2]
FAULT = 500
LEADS_TO = {"href", "src", "action", "formaction", "poster", "srcdoc", "data", "xlink:href"}
LOADS = {"img", "link", "script", "source", "audio", "video", "image", "use", "input"}
RUNS = ("javascript:", "vbscript:", "data:")
OUR_HEADERS = {
    *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Language"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "X-Request-ID"),
}
NUMBER = re.compile(r"-?\d+")
FORGED = re.compile(rf"^x-{MARK}|^(bcc|set-cookie):.*{MARK}", re.IGNORECASE | re.MULTILINE)
ACTS_IN_PDF = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/EmbeddedFile")


def of_answer(answer: HttpResponse) -> Iterator[str]:
    """Yield what is wrong with an answer: its status, its headers, its content by its kind."""
    if answer.status_code >= FAULT and not is_maintenance(answer):
        yield fault(answer)
        return
    yield from _of_headers(answer)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    yield from of_content(answer.headers.get("Content-Type", ""), body)


def is_maintenance(answer: HttpResponse) -> bool:
    """Return whether this is the page that asks to come back later, which is no fault."""
    return answer.status_code == UNAVAILABLE and "Retry-After" in answer.headers


def fault(answer: HttpResponse) -> str:
    """Return the exception behind a 5xx, and where in our code it was raised."""
    kind, error, trace = getattr(answer, "exc_info", None) or (None, None, None)
    if kind is None:
        return f"{answer.status_code}"
    frames = [f for f in traceback.extract_tb(trace) if str(PROJECT) in f.filename]
    ours = [frame for frame in frames if "/.venv/" not in frame.filename]
    places = [f"{Path(f.filename).relative_to(PROJECT)}:{f.lineno}" for f in ours[-2:]]
    return f"{answer.status_code} {kind.__name__}: {str(error)[:200]} ({', '.join(places)})"


def of_content(kind: str, body: bytes) -> Iterator[str]:
    """Yield what is wrong with content of this type."""
    if kind.startswith("text/html"):
        yield from of_page(body)
    elif kind.startswith("text/csv"):
        yield from of_table(body.decode())
    elif "xml" in kind:
        etree.fromstring(body)
    elif kind.startswith("application/json"):
        json.loads(body)
    elif kind.startswith("text/calendar") and FORGED.search(_unfolded(body)):
        yield "een regel in de agenda die niet van ons is"


def of_page(body: bytes) -> Iterator[str]:
    """Yield each element or attribute that came from what was typed, or that runs something."""
    if EVALUATED.encode() in body or b"only-for-the-drill" in body:
        yield "een sjabloon uit de invoer is uitgevoerd"
    if not body.strip():
        return
    page = html.document_fromstring(body, html.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in page.iter(etree.Element):
        yield from _of_element(element)


def _of_element(element: html.HtmlElement) -> Iterator[str]:
    tag, words = str(element.tag), dict(element.attrib)
    if MARK in tag or any(MARK in str(name) for name in words):
        yield f"een element uit de invoer: <{tag} {' '.join(words)}>"
    if any(str(name).startswith("on") for name in words):
        yield f"een handeling in het element <{tag} {' '.join(words)}>"
    if tag in {"script", "style"} and MARK in (element.text or "") + words.get("src", ""):
        yield f"<{tag}> met invoer erin"
    if tag in {"base", "iframe", "object", "embed"} or MARK in words.get("style", ""):
        yield f"<{tag}> hoort hier niet"
    if tag == "meta" and MARK in words.get("content", "") and "http-equiv" in words:
        yield "<meta http-equiv> uit de invoer"
    for name in LEADS_TO & words.keys():
        yield from _of_link(tag, name, words[name])


def _of_link(tag: str, name: str, value: str) -> Iterator[str]:
    plain = re.sub(r"[\x00-\x20]", "", value).lower()
    if plain.startswith(RUNS):
        yield f"<{tag} {name}> voert iets uit: {value[:80]!r}"
    elif tag in LOADS and MARK in plain:
        yield f"<{tag} {name}> haalt iets op: {value[:80]!r}"
    elif tag != "a" and MARK in _host(plain):
        yield f"<{tag} {name}> leidt naar elders: {value[:80]!r}"


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return address


def _of_headers(answer: HttpResponse) -> Iterator[str]:
    for name, value in answer.items():
        if MARK in name.lower() or "\r" in value or "\n" in value:
            yield f"een kopregel die niet van ons is: {name}"
    if any(MARK in name for name in answer.cookies):
        yield "een koekje uit de invoer"
    if MARK in _host(answer.headers.get("Location", "")):
        yield f"stuurt door naar elders: {answer.headers['Location'][:80]!r}"


def of_table(text: str) -> Iterator[str]:
    """Yield each cell of a spreadsheet file that would be read as a formula."""
    for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=";"):
        for cell in row:
            begins = {cell[:1], cell.strip()[:1]}
            if begins & FORMULA and not NUMBER.fullmatch(cell):
                yield f"een formule in een cel: {cell[:60]!r}"


def of_mail(message: EmailMessage) -> Iterator[str]:
    """Yield what is wrong with a mail as it goes to the mail server."""
    read = message_from_bytes(message.message().as_bytes(), policy=modern)
    names = [name for name, _ in read.items()]
    strange = {name for name in names if name not in OUR_HEADERS}
    twice = {name for name in names if names.count(name) > 1}
    if strange or twice:
        yield f"kopregels die niet van ons zijn: {sorted(strange | twice)}"
    if MARK in str(read["Subject"]):
        yield f"inhoud in het onderwerp van een mail: {read['Subject']!r}"
    if [address.addr_spec for address in read["To"].addresses] != message.to:
        yield f"een andere ontvanger: {read['To']!r}"
    for part in read.walk():
        if part.get_content_type() == "text/html":
            yield "een mail met opmaak"
        if part.get_content_type() == "text/calendar":
            yield from of_content("text/calendar", part.get_payload(decode=True))


def of_file(path: Path) -> Iterator[str]:
    """Yield what is wrong with a file that was made: a public page, a feed, a PDF."""
    kinds = {".html": "text/html", ".xml": "xml", ".atom": "xml", ".json": "application/json"}
    kind = kinds.get(path.suffix)
    data = path.read_bytes()
    if kind:
        yield from of_content(kind, data)
    if data.startswith(b"%PDF"):
        yield from of_pdf(data)


def of_pdf(data: bytes) -> Iterator[str]:
    """Yield what a PDF would do when it is opened or clicked."""
    with suppress(pikepdf.PdfError), pikepdf.open(io.BytesIO(data)) as pdf:  # a test's may be none
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Dictionary):
                continue
            acts = [name for name in ACTS_IN_PDF if item.get("/S") == name or name in item]
            if acts:
                yield f"een PDF die iets doet: {acts}"
            if str(item.get("/URI", "")).lower().startswith(RUNS):
                yield f"een PDF met een verwijzing die iets uitvoert: {item['/URI']}"


def _unfolded(body: bytes) -> str:
    return body.decode().replace("\r\n ", "").replace("\r\n", "\n")
