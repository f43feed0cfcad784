"""Writing finished pages to the public directory.

A reader sees the old bytes or the new ones, never half a file. Everything is written beside its
place first; then it is moved, files before pages before lists, so no link points to nothing.
"""

import gzip
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
from django.conf import settings

from mit_waakstand.public_site.addresses import (
    COMPRESSED,
    COMPRESSIBLE,
    never_changes,
    suffix_of,
)
from mit_waakstand.public_site.pages import Page

MARK = ".mit-in-waakstand"
STAGED = ".new-"  # no address has a name that begins with a dot
WORTH_COMPRESSING = 1_000  # bytes


class NotOurDirectoryError(Exception):
    """The public directory holds files of somebody else; baking would remove them."""

    def __init__(self, root: Path) -> None:
        """Say which directory, and what to do."""
        super().__init__(
            f"{root} is niet leeg en niet door deze toepassing gemaakt. "
            "Kies met MIT_PUBLIC_ROOT een lege map."
        )


def write(pages: Iterable[Page]) -> int:
    """Put the pages that differ from what is there in their place; return how many.

    When a page cannot be made or written, everything stays as it was.
    """
    root = _root()
    changed = [page for page in sorted(pages, key=_order) if not _is_there(root, page)]
    _clear_up({(root / page.path).parent for page in changed})
    staged: list[tuple[Path, Path]] = []
    moment = time.time_ns()
    try:
        for page in changed:
            for target, body in _forms(root, page):
                staged.append((_stage(target, body, moment), target))
        # In this order no server finds a form of older bytes beside a page.
        _forget_compressed_forms(root, changed)
        _move(staged)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
    return len(changed)


def _order(page: Page) -> int:
    return page.order


def _root() -> Path:
    """Return the public directory; raises NotOurDirectoryError when it holds other files."""
    root = Path(settings.PUBLIC_ROOT)
    _make_directory(root)
    mark = root / MARK
    if not mark.exists():
        if any(path.is_file() for path in root.rglob("*")):
            raise NotOurDirectoryError(root)
        mark.touch()
    return root


def _is_there(root: Path, page: Page) -> bool:
    """Tell whether exactly these bytes are there, and of compressed forms only newer ones."""
    source = root / page.path
    try:
        if source.is_symlink() or source.read_bytes() != page.body:
            return False
        made = source.stat().st_mtime_ns
        forms = _compressed_forms(source, page)
        if not forms:
            return not any(form.exists() for form in _all_forms(source))
        return all(form.stat().st_mtime_ns >= made for form in forms)
    except OSError:
        return False


def _compressed_forms(source: Path, page: Page) -> list[Path]:
    if suffix_of(page.path) not in COMPRESSIBLE or len(page.body) < WORTH_COMPRESSING:
        return []
    return _all_forms(source)


def _all_forms(source: Path) -> list[Path]:
    return [source.with_name(source.name + suffix) for suffix in COMPRESSED.values()]


def _forms(root: Path, page: Page) -> Iterator[tuple[Path, bytes]]:
    """Yield the compressed forms and then the page itself.

    In this order a form is never older than its page, also after a crash between the two.
    """
    source = root / page.path
    _make_directory(source.parent)
    if _compressed_forms(source, page):
        compress = _compressed_once if never_changes(page.path) else _compressed
        yield from zip(_all_forms(source), compress(page.body), strict=True)
    yield source, page.body


def _clear_up(directories: set[Path]) -> None:
    """Remove what a process that was killed had staged here; only one bakes at a time."""
    for directory in directories:
        for temporary in directory.glob(f"{STAGED}*"):
            temporary.unlink(missing_ok=True)


def _compressed(body: bytes) -> tuple[bytes, bytes]:
    """Return the forms in the order of ``COMPRESSED``."""
    return brotli.compress(body), gzip.compress(body, mtime=0)


_compressed_once = lru_cache(maxsize=8)(_compressed)  # half a second for a style sheet


def _stage(target: Path, body: bytes, moment: int) -> Path:
    """Return a complete temporary file beside ``target``, dated ``moment`` (nanoseconds)."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=STAGED)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.utime(file.fileno(), ns=(moment, moment))
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _move(staged: list[tuple[Path, Path]]) -> None:
    for temporary, target in staged:
        temporary.replace(target)
    for directory in {target.parent for _, target in staged}:
        _sync(directory)


def _forget_compressed_forms(root: Path, pages: list[Page]) -> None:
    """Remove the forms of pages that became too small for them."""
    for page in pages:
        source = root / page.path
        if not _compressed_forms(source, page):
            for form in _all_forms(source):
                form.unlink(missing_ok=True)


def _make_directory(directory: Path) -> None:
    """Make a directory that a web server under another account can read."""
    if not directory.is_dir():
        _make_directory(directory.parent)
        directory.mkdir(exist_ok=True)
        directory.chmod(0o755)
        _sync(directory.parent)


def remove_all_but(expected: set[str], *, below: str = "") -> int:
    """Remove what no publication accounts for; return how many pages that were.

    ``below`` is the folder to look in; without one, everywhere.
    """
    root, removed = _root(), 0
    top = root / below
    keep = {MARK} | expected
    keep |= {path + suffix for path in expected for suffix in COMPRESSED.values()}
    for directory, _, names in os.walk(top, topdown=False):
        for name in names:
            file = Path(directory, name)
            path = str(file.relative_to(root))
            if path not in keep:
                file.unlink()
                removed += not path.endswith(tuple(COMPRESSED.values()))
        if Path(directory) != root and not any(Path(directory).iterdir()):
            Path(directory).rmdir()
    return removed


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
