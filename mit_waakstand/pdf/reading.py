"""Reading the texts of a PDF back: its pages, its properties, its links and what is attached.

For looking a file over before it becomes public. What cannot be read is said, never hidden; how
long it takes is bounded by how much is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, StreamObject

MOST_PAGES = 300
MOST_OF_A_PAGE = 2_000_000  # bytes of drawing; reading more would take long
MOST_CHARACTERS = 2_000_000  # of one file
NOT_ALL_READ = "Niet alles in dit bestand is te lezen. Kijk er zelf naar."


@dataclass(frozen=True)
class PdfTexts:
    """The texts of a file, each with where it stands (Dutch); ``remarks`` say what was not read."""

    texts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()


def texts_of(data: bytes) -> PdfTexts:
    """Return every text that can be read from a PDF; a file that is none gives only a remark."""
    texts: list[tuple[str, str]] = []
    remarks: list[str] = []
    room = MOST_CHARACTERS
    try:
        for where, text in _texts(PdfReader(BytesIO(data)), remarks):
            texts.append((where, text[:room]))
            room -= len(text)
            if room <= 0:
                remarks.append(NOT_ALL_READ)
                break
    except Exception:  # noqa: BLE001  (a file of somebody else can break a reader in any way)
        remarks.append(NOT_ALL_READ)
    return PdfTexts(tuple(texts), tuple(dict.fromkeys(remarks)))


def _texts(document: PdfReader, remarks: list[str]) -> Iterator[tuple[str, str]]:
    yield from _properties(document)
    for name, versions in document.attachments.items():
        for data in versions:
            yield f"bijlage {name}", data[:MOST_CHARACTERS].decode("utf-8", errors="replace")
    without_text = 0
    for number, page in enumerate(document.pages, start=1):
        if number > MOST_PAGES or _weight(page) > MOST_OF_A_PAGE:
            remarks.append(NOT_ALL_READ)
            if number > MOST_PAGES:
                break
            continue
        text = page.extract_text()
        without_text += not text.strip()
        yield f"bladzijde {number}", text
        if links := "\n".join(_links(page)):
            yield f"links op bladzijde {number}", links
    if without_text:
        remarks.append(_scan(without_text))


def _properties(document: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield what the file says about itself: title, author, program."""
    about = document.metadata
    values = [str(value) for value in about.values()] if about else []
    yield "eigenschappen van het bestand", "\n".join(values)
    stream = document.root_object.get("/Metadata")
    if stream is not None:
        data = stream.get_object().get_data()
        yield "metadata van het bestand", data[:MOST_CHARACTERS].decode("utf-8", errors="replace")


def _links(page: PageObject) -> Iterator[str]:
    for note in page.annotations or ():
        action = note.get_object().get("/A")
        if action is not None and "/URI" in action.get_object():
            yield str(action.get_object()["/URI"])


def _weight(page: PageObject) -> int:
    """Return how many bytes of drawing a page has, with the forms that it draws."""
    contents = page.get_contents()
    weight = len(contents.get_data()) if contents is not None else 0
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    if isinstance(drawn, DictionaryObject):
        for name in drawn:
            form = drawn[name].get_object()
            if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form":
                weight += len(form.get_data())
    return weight


def _scan(pages: int) -> str:
    where = "één bladzijde" if pages == 1 else f"{pages} bladzijden"
    return f"Op {where} is geen tekst te lezen, bijvoorbeeld door een scan. Kijk er zelf naar."
