"""From a template and its context to the bytes of a PDF."""

import hashlib
import re
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC
from functools import partial
from typing import Final
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import weasyprint
from django.template.loader import render_to_string
from django.utils import timezone, translation
from weasyprint.urls import FatalURLFetchingError

from mit_waakstand.pdf.conformance import ends_clearly, finish
from mit_waakstand.pdf.documents import Attachment, Document, PdfError, metadata_of
from mit_waakstand.pdf.fonts import explain, printable, unprintable
from mit_waakstand.pdf.style import OwnFilesOnly, house_style

LARGEST_INPUT: Final = 1_000_000
DEEPEST_NESTING: Final = 100
TAG: Final = re.compile(r"<(?P<closes>/?)(?P<name>[a-zA-Z][^\s/>]*)")
VOID_TAGS: Final = {"br", "hr", "img", "input", "link", "meta", "wbr"}

TOO_LARGE: Final = "De tekst is te lang voor een PDF."
TOO_DEEP: Final = "De opmaak van de tekst is te diep genest voor een PDF."
REFUSED: Final = "De tekst verwijst naar een bestand van buiten. Dat mag niet in een PDF."

# The fonts are shared by all threads of a process, and Pango does not lock them.
_one_at_a_time = threading.Lock()


def render(
    template: str, context: Mapping[str, object], *, document: Document, stylesheet: str
) -> bytes:
    """Return the PDF of a template: PDF/A-3a and PDF/UA-1 at once, always the same bytes.

    The template gets ``context`` and ``document``; dates are Dutch, times those of Amsterdam.
    ``stylesheet`` is a file under ``templates/``. Raises PdfError (Dutch) for input that is too
    large or too deep, that refers to anything outside, or that our fonts cannot show.
    """
    amsterdam = timezone.override(ZoneInfo("Europe/Amsterdam"))
    with amsterdam, translation.override(document.language):
        html = render_to_string(template, {**context, "document": document})
    _check_size(html)
    with _one_at_a_time:
        return _write(printable(html), document, stylesheet)


def _write(html: str, document: Document, stylesheet: str) -> bytes:
    fonts, styles = house_style(stylesheet)
    try:
        source = weasyprint.HTML(string=html, url_fetcher=OwnFilesOnly())
        _check(source.etree_element)
        pages = source.render(font_config=fonts, stylesheets=list(styles))
        return _finished(pages, document)
    except RecursionError as error:
        raise PdfError(TOO_DEEP) from error
    except FatalURLFetchingError as error:
        raise PdfError(REFUSED) from error


def _finished(pages: weasyprint.Document, document: Document) -> bytes:
    """Return the first writing of the pages in which every stream ends clearly."""
    spare_objects = 0
    data = _written(pages, document, spare_objects)
    while not ends_clearly(data):
        spare_objects += 1
        data = _written(pages, document, spare_objects)
    return data


def _written(pages: weasyprint.Document, document: Document, spare_objects: int) -> bytes:
    _describe(pages.metadata, document)
    data: bytes = pages.write_pdf(
        finisher=partial(finish, spare_objects=spare_objects),
        pdf_variant="pdf/a-3a",
        pdf_identifier=_identifier(document),
    )
    return data


def _check_size(html: str) -> None:
    """Raise PdfError for HTML on which the parser itself would spend minutes."""
    if len(html) > LARGEST_INPUT:
        raise PdfError(TOO_LARGE)
    depth = 0
    for tag in TAG.finditer(html):
        if tag["name"].lower() not in VOID_TAGS:
            depth += -1 if tag["closes"] else 1
        if depth > DEEPEST_NESTING:
            raise PdfError(TOO_DEEP)


def _check(root: ET.Element) -> None:
    """Raise PdfError for a tree that is too deep, or with text that our fonts cannot show."""
    text: set[str] = set()
    for element, depth in _walk(root):
        if depth > DEEPEST_NESTING:
            raise PdfError(TOO_DEEP)
        text.update(element.text or "", element.tail or "")
    if missing := unprintable("".join(text)):
        raise PdfError(explain(missing))


def _walk(root: ET.Element) -> Iterator[tuple[ET.Element, int]]:
    """Yield every element with its depth, without recursion."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        yield element, depth
        waiting.extend((child, depth + 1) for child in element)


def _describe(metadata: weasyprint.document.DocumentMetadata, document: Document) -> None:
    """Say in the file what it is; whatever the HTML said about itself is put aside."""
    moment = document.created_at.astimezone(UTC).isoformat(timespec="seconds")
    metadata.title = document.title
    metadata.authors = [document.author]
    metadata.description = document.subject
    metadata.keywords = [document.reference, *filter(None, [document.mark])]
    metadata.generator = document.author
    metadata.created = metadata.modified = moment
    metadata.lang = document.language
    metadata.attachments = [
        _embedded(attachment, document)
        for attachment in (metadata_of(document), *document.attachments)
    ]


def _embedded(attachment: Attachment, document: Document) -> weasyprint.Attachment:
    moment = document.created_at.astimezone(UTC)
    return weasyprint.Attachment(
        string=attachment.data,
        url_fetcher=OwnFilesOnly(),
        name=attachment.name,
        description=attachment.description,
        created=moment,
        modified=moment,
        relationship=attachment.relationship,
    )


def _identifier(document: Document) -> bytes:
    """Return the PDF's permanent identifier: the same for every rendering of this document."""
    return hashlib.sha256(document.identifier.encode()).hexdigest()[:32].encode()
