"""What the public pages look like: style sheets, fonts and icon, baked under hashed names.

The site stands on its own as a directory: nothing on it asks for a file of the office. A name
holds a hash of the content, so a reader may keep the file for ever; the ones that newer bytes
replaced stay for some versions, because a page from a cache still asks for them.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.text import slugify

from mit_waakstand.public_site.pages import Order, Page, absolute
from mit_waakstand.public_site.serving.addresses import STYLE, never_changes

KEPT = 3  # older versions of one file
BESIDE = (".svg", ".woff2")  # what a style sheet may ask for
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(
    rf"""{_COMMENT.pattern}|url\(\s*(["']?)(?P<wanted>.*?)\1\s*\)""", re.DOTALL | re.IGNORECASE
)
_FROM_ELSEWHERE = re.compile(r"@import|//|\bsrc\(|image-set\(", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """The icon, the sheets in the order in which they apply, and what those ask for."""

    icon: Page
    sheets: tuple[Page, ...]
    beside: tuple[Page, ...]


def look() -> Look:
    """Return the look as the files on disk are now.

    Raises ImproperlyConfigured, in Dutch, for a sheet of the house that is gone or asks for what
    does not stand beside it: the content policy would refuse that to every reader.
    """
    dist = settings.BASE_DIR / "static" / "dist"
    sources = [dist / "icon.svg", dist / "site.css"]
    if settings.STYLE_CSS:
        sources.append(settings.STYLE_CSS)
    return _made(tuple((source, *_signature(source)) for source in sources))


def files() -> Iterator[Page]:
    """Yield every file of the look; fonts come before the sheets that ask for them."""
    found = look()
    yield from found.beside
    yield found.icon
    yield from found.sheets


def site() -> str:
    """Return what every page depends on: the address of the site, and the sheet of the house."""
    return " ".join([absolute(""), *(sheet.path for sheet in look().sheets[1:])])


def older() -> set[str]:
    """Return which files of an older look stay: the newest three of each name."""
    current = {page.path for page in files()}
    directory = Path(settings.PUBLIC_ROOT, STYLE)
    found = sorted(directory.iterdir(), key=_age) if directory.is_dir() else []
    kept: dict[str, list[str]] = {}
    for path in (f"{STYLE}/{file.name}" for file in found):
        if never_changes(path) and path not in current:
            kept.setdefault(_without_hash(path), []).append(path)
    return {path for paths in kept.values() for path in paths[:KEPT]}


def _age(file: Path) -> int:
    return -file.stat().st_mtime_ns


def _without_hash(path: str) -> str:
    name, _, suffix = path.split(".")
    return f"{name}.{suffix}"


def _signature(source: Path) -> tuple[int, int]:
    try:
        found = source.stat()
    except OSError as error:
        message = f"{source} is er niet of is niet te lezen. Bouw de opmaak, of zie docs/beheer.md."
        raise ImproperlyConfigured(message) from error
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _made(sources: tuple[tuple[Path, int, int], ...]) -> Look:
    icon, ours, *theirs = (source for source, *_ in sources)
    beside: dict[str, Page] = {}
    sheets = [_sheet(ours, "site", beside), *(_sheet(css, "huisstijl", beside) for css in theirs)]
    return Look(_hashed("icon", icon.read_bytes(), ".svg"), tuple(sheets), tuple(beside.values()))


def _sheet(css: Path, name: str, beside: dict[str, Page]) -> Page:
    """Return a style sheet that asks for hashed names, and put what it asks for in ``beside``."""
    text = css.read_text(encoding="utf-8-sig")
    if found := _FROM_ELSEWHERE.search(_COMMENT.sub("", text)):
        raise _NotOnItsOwnError(css, found[0])

    def address(match: re.Match[str]) -> str:
        if match["wanted"] is None:
            return match[0]  # a comment
        page = _beside(css, match["wanted"])
        beside[page.path] = page
        return f'url("{page.path.removeprefix(f"{STYLE}/")}")'

    return _hashed(name, _ADDRESS.sub(address, text).encode(), ".css")


def _beside(css: Path, wanted: str) -> Page:
    """Return the file that a style sheet asks for, from the directory in which the sheet stands."""
    file = (css.parent / wanted).resolve()
    if not file.is_relative_to(css.parent.resolve()) or file.suffix not in BESIDE:
        raise _NotOnItsOwnError(css, wanted)
    try:
        return _hashed(slugify(file.stem).replace("_", "-"), file.read_bytes(), file.suffix)
    except OSError as error:
        raise _NotOnItsOwnError(css, wanted) from error


def _hashed(name: str, body: bytes, suffix: str) -> Page:
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Page(f"{STYLE}/{name}.{digest}{suffix}", body, Order.FILE)


class _NotOnItsOwnError(ImproperlyConfigured):
    """A style sheet asks for something that the site does not have itself."""

    def __init__(self, css: Path, wanted: str) -> None:
        super().__init__(
            f"{css} vraagt om {wanted[:80]!r}. Een stijlblad mag alleen verwijzen naar bestanden "
            f"({' of '.join(BESIDE)}) in zijn eigen map of daaronder, zonder @import."
        )
