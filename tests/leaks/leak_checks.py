"""What looks for leaks: each returns what it found, and an empty list when nothing leaks.

They look at files and sentences only, so that a test can plant something and see it found.
"""

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import brotli
from lxml import html

from mit_waakstand.pdf.reading import texts_of

UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}
LOADS = ("src", "srcset", "poster", "data", "background")
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest"} | {
    "attachment"
}
NAVIGATES = {"http", "https", "mailto", "tel", ""}
ACTIVE = ("style", "iframe", "object", "embed", "base", "template", "math", "foreignobject")


def files_in(root: Path) -> dict[str, bytes]:
    """Return every file of a site, compressed forms unpacked, under its path."""
    found = {}
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        data = file.read_bytes()
        found[str(file.relative_to(root))] = UNPACK.get(file.suffix, bytes)(data)
    return found


def words_found(root: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Return each secret word that stands in a file or in its name: (path, word)."""
    secrets = [word.lower() for word in words]
    found = []
    for path, data in files_in(root).items():
        text = f"{path}\n{readable(path, data)}".lower()
        found += [(path, word) for word in secrets if word in text]
    return found


def readable(path: str, data: bytes) -> str:
    """Return all that can be read in a file; of a PDF its pages, properties and attachments."""
    if not path.endswith(".pdf"):
        return data.decode(errors="replace")
    return _text_of_pdf(data)


@cache
def _text_of_pdf(data: bytes) -> str:
    known = texts_of(data)
    assert known.remarks == (), known.remarks
    return "\n".join(text for _, text in known.texts)


def changed(before: Path, after: Path) -> list[str]:
    """Return the files that are not byte for byte the same in two directories."""
    old, new = files_in(before), files_in(after)
    return sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def unexplained_pdfs(root: Path, hashes: Iterable[str]) -> list[str]:
    """Return each file that is a PDF, whatever it is called, and that nobody published."""
    known = set(hashes)
    return [
        path
        for path, data in files_in(root).items()
        if data.startswith(b"%PDF") and hashlib.sha256(data).hexdigest() not in known
    ]


def gaps(numbers: Iterable[str]) -> list[str]:
    """Return the numbers that are missing: in each year they run from 01 on."""
    by_year: dict[str, set[int]] = {}
    for number in numbers:
        year, count = re.fullmatch(r"MIW-(\d{4})-(\d+)", number).groups()  # type: ignore[union-attr]
        by_year.setdefault(year, set()).add(int(count))
    return [
        f"MIW-{year}-{count:02d}"
        for year, counts in by_year.items()
        for count in range(1, max(counts) + 1)
        if count not in counts
    ]


def sentences_with(sentences: Iterable[str], words: Iterable[str]) -> list[str]:
    """Return the sentences in which a secret word stands."""
    secrets = [word.lower() for word in words]
    return [sentence for sentence in sentences if any(word in sentence.lower() for word in secrets)]


def dangers(page: bytes) -> list[str]:
    """Return what a page would run, or fetch from anywhere but its own site."""
    return list(_dangers(html.fromstring(page)))


def _dangers(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ACTIVE or (element.tag == "script" and not element.get("src")):
            yield f"<{element.tag}>"
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            yield "<meta refresh>"
        for name, value in element.attrib.items():
            yield from _danger_of(element, name, value)


def _danger_of(element: html.HtmlElement, name: str, value: str) -> Iterator[str]:
    where = f"<{element.tag} {name}>: {value}"
    parts = urlsplit(value.strip())
    if name.startswith("on") or name in {"style", "srcdoc", "ping"}:
        yield where
    elif name in LOADS or (name.endswith("href") and _loads(element)):
        if parts.scheme or parts.netloc:
            yield where
    elif name in {"href", "action", "formaction"} and parts.scheme not in NAVIGATES:
        yield where


def _loads(element: html.HtmlElement) -> bool:
    relations = set(element.get("rel", "").lower().split())
    return element.tag in {"use", "image"} or bool(relations & LOADING_RELATIONS)
