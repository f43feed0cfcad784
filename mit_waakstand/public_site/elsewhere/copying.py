"""A copy of the public site in another directory, for a web server that is not ours.

It needs no database: the files that were baked are enough. What links is read before what it
links to, and put in its place after it; so the copy has no link that leads nowhere, also when
pages are baked meanwhile. Every file is replaced whole.
"""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mit_waakstand.public_site.elsewhere.placing import order_of, page_of
from mit_waakstand.public_site.pages import Order
from mit_waakstand.public_site.writing import (
    MARK,
    STAGED,
    Staged,
    make_ours,
    put_in_place,
    stage,
)


class NothingToCopyError(Exception):
    """There is no public directory of ours, or the copy would be in it."""


@dataclass(frozen=True)
class Copied:
    """How many files were written in the copy, and how many were removed from it."""

    written: int
    removed: int


def copy(target: Path) -> Copied:
    """Make ``target`` equal to the public directory, and return what that took.

    What is gone goes first. Raises NothingToCopyError, and NotOurDirectoryError for a directory
    that holds files of somebody else.
    """
    source = _source(target)
    make_ours(target, "Kies voor de kopie een lege map.")
    with (target / MARK).open() as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)  # one copy at a time
        _forget_leftovers(target)
        return _copy(source, target)


def _copy(source: Path, target: Path) -> Copied:
    wanted: set[str] = set()
    staged: dict[Order, list[Staged]] = {order: [] for order in Order}
    try:
        for order in sorted(Order, reverse=True):
            paths = [path for path in _paths(source) if order_of(page_of(path)) == order]
            wanted.update(paths)
            staged[order].extend(_staged(source, target, paths))
        removed = _remove_all_but(wanted, target)
        for order in sorted(Order):
            put_in_place([pair for pair in staged[order] if _is_still(source, target, pair[1])])
    finally:
        _forget_leftovers(target)
    return Copied(sum(map(len, staged.values())), removed)


def _source(target: Path) -> Path:
    source = Path(settings.PUBLIC_ROOT).resolve()
    if not (source / MARK).is_file():
        message = f"{source} is geen openbare map. Draai eerst manage.py bake."
        raise NothingToCopyError(message)
    if source.is_relative_to(target.resolve()) or target.resolve().is_relative_to(source):
        message = f"{target} en {source} liggen in elkaar. Kies voor de kopie een andere map."
        raise NothingToCopyError(message)
    return source


def _paths(root: Path) -> Iterator[str]:
    """Yield every finished file, the compressed forms before the page that they belong to."""
    for directory, _, names in os.walk(root):
        for name in sorted(names, reverse=True):
            if name != MARK and not name.startswith(STAGED):
                yield str(Path(directory, name).relative_to(root))


def _staged(source: Path, target: Path, paths: list[str]) -> Iterator[Staged]:
    """Yield a finished file beside each place where the copy is not the same."""
    for path in paths:
        try:
            found = (source / path).stat()
            if _signature(target / path) != (found.st_mtime_ns, found.st_size):
                body = (source / path).read_bytes()
                yield stage(target / path, body, found.st_mtime_ns), target / path
        except FileNotFoundError:
            continue  # it went offline since it was listed


def _forget_leftovers(target: Path) -> None:
    for file in target.rglob(f"{STAGED}*"):
        file.unlink()


def _signature(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _is_still(source: Path, target: Path, place: Path) -> bool:
    return (source / place.relative_to(target)).is_file()


def _remove_all_but(wanted: set[str], target: Path) -> int:
    gone = [path for path in _paths(target) if path not in wanted]
    for path in gone:
        (target / path).unlink()
    for directory, _, _ in os.walk(target, topdown=False):
        if Path(directory) != target and not any(Path(directory).iterdir()):
            Path(directory).rmdir()
    return len(gone)
