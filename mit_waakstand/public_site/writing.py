"""Writing finished pages to the public directory.

A reader sees the old bytes or the new ones, never half a file. Everything is written beside its
place first; then it is moved, files before pages before lists, so no link points to nothing.
"""

import gzip
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import cast

import brotli  # type: ignore[import-untyped]  # ships no types
from django.conf import settings

from mit_waakstand import vault
from mit_waakstand.public_site.pages import Page
from mit_waakstand.public_site.serving.addresses import (
    COMPRESSED,
    COMPRESSIBLE,
    never_changes,
    suffix_of,
)

MARK = ".mit-in-waakstand"
STAGED = ".new-"  # no address has a name that begins with a dot
AT_ONCE = 16  # files; each waits for the disk, which writes many together as fast as one
QUICK = 6  # 11 makes a page 5% smaller and takes thirty times as long
WORTH_COMPRESSING = 1_000  # bytes

Staged = tuple[Path, Path]  # a finished file, and the place that it is for


class NotOurDirectoryError(Exception):
    """A directory holds files of somebody else; baking or copying would remove them."""

    def __init__(self, root: Path, advice: str) -> None:
        """Say which directory, and what to do."""
        super().__init__(f"{root} is niet leeg en niet door deze toepassing gemaakt. {advice}")


def write(pages: Iterable[Page]) -> int:
    """Put the pages that differ from what is there in their place; return how many.

    When a page cannot be made or written, everything stays as it was.
    """
    root = _root()
    changed = [page for page in sorted(pages, key=_order) if not _is_there(root, page)]
    folders = {(root / page.path).parent for page in changed}
    for folder in folders:
        _make_directory(folder)
    _clear_up(folders)
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            forms = [form for page in changed for form in _forms(root, page)]
            staged = list(pool.map(partial(_stage, moment=time.time_ns()), forms))
            # In this order no server finds a form of older bytes beside a page.
            _forget_compressed_forms(root, changed)
            for temporary, form in zip(staged, forms, strict=True):
                temporary.replace(form.target)
            list(pool.map(vault.sync_directory, folders))
    except BaseException:
        _clear_up(folders)
        raise
    return len(changed)


def _order(page: Page) -> int:
    return page.order


def _root() -> Path:
    """Return the public directory; raises NotOurDirectoryError when it holds other files."""
    root = Path(settings.PUBLIC_ROOT)
    make_ours(root, "Kies met MIT_PUBLIC_ROOT een lege map.")
    return root


def make_ours(root: Path, advice: str) -> None:
    """Make a directory for a site; raises NotOurDirectoryError when it holds other files."""
    _make_directory(root)
    mark = root / MARK
    if not mark.exists():
        if any(path.is_file() for path in root.rglob("*")):
            raise NotOurDirectoryError(root, advice)
        mark.touch()


def made_for() -> str | None:
    """Return what was noted last with ``note_made_for``; None before the first page."""
    mark = Path(settings.PUBLIC_ROOT, MARK)
    return mark.read_text(encoding="utf-8") if mark.exists() else None


def note_made_for(site: str) -> None:
    """Keep in the directory for which site its pages were made."""
    mark = _root() / MARK
    stage(mark, site.encode(), time.time_ns()).replace(mark)


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


@dataclass(frozen=True)
class Form:
    """A file to write: a page, or one of its compressed forms."""

    target: Path
    body: bytes
    compress: Callable[[bytes], bytes] = bytes


def _forms(root: Path, page: Page) -> Iterator[Form]:
    """Yield the compressed forms and then the page itself.

    In this order a form is never older than its page, also after a crash between the two.
    """
    source = root / page.path
    if _compressed_forms(source, page):
        best = never_changes(page.path)
        yield Form(source.with_name(f"{source.name}.br"), page.body, _best if best else _quick)
        yield Form(source.with_name(f"{source.name}.gz"), page.body, _with_gzip)
    yield Form(source, page.body)


def _quick(body: bytes) -> bytes:
    return cast("bytes", brotli.compress(body, quality=QUICK))


@lru_cache(maxsize=8)
def _best(body: bytes) -> bytes:
    """Return the smallest form of what never changes: half a second for a style sheet."""
    return cast("bytes", brotli.compress(body))


def _with_gzip(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def _clear_up(directories: set[Path]) -> None:
    """Remove what a process that was killed had staged here; only one bakes at a time."""
    for directory in directories:
        for temporary in directory.glob(f"{STAGED}*"):
            temporary.unlink(missing_ok=True)


def _stage(form: Form, *, moment: int) -> Path:
    """Return a complete temporary file beside its place, dated ``moment`` (nanoseconds)."""
    body = form.compress(form.body)
    handle, name = tempfile.mkstemp(dir=form.target.parent, prefix=STAGED)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        os.fchmod(file.fileno(), 0o644)
        os.utime(file.fileno(), ns=(moment, moment))
        os.fsync(file.fileno())
    return Path(name)


def stage(target: Path, body: bytes, moment: int) -> Path:
    """Return a complete temporary file beside ``target``, dated ``moment`` (nanoseconds)."""
    _make_directory(target.parent)
    return _stage(Form(target, body), moment=moment)


def put_in_place(staged: list[Staged]) -> None:
    """Move finished files to their places, in the order in which they are given."""
    for temporary, target in staged:
        temporary.replace(target)
    for directory in {target.parent for _, target in staged}:
        vault.sync_directory(directory)


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
        vault.sync_directory(directory.parent)


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
