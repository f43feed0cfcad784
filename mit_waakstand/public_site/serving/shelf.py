"""The files that PublishedPages serves: found without links or detours, kept in bounded memory.

A file is remembered together with its signature; one ``lstat`` a request tells whether it is
still the same. So there is no waiting for an index, and a replaced file is seen at once.
"""

import errno
import hashlib
import os
import stat
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from mit_waakstand.headers import LASTING_HEADERS, PUBLIC_HEADERS
from mit_waakstand.public_site.serving.addresses import (
    COMPRESSED,
    file_of,
    media_type_of,
    never_changes,
)

CHUNK = 64 * 1024
IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger file is read anew for every reader
NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}

Signature = tuple[int, int, int]
HeaderList = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Form:
    """One form of a file: plain, or compressed. ``body`` is None when it is too large to keep."""

    body: bytes | None
    etag: str
    headers: HeaderList
    headers_when_unchanged: HeaderList


@dataclass(frozen=True)
class Leaf:
    """A file as it was found; ``weight`` is what it takes in memory, in bytes."""

    path: str
    signature: Signature
    forms: dict[str, Form]
    weight: int

    def form_for(self, encodings: tuple[str, ...]) -> Form:
        """Return the best form among the encodings that the reader takes."""
        for encoding in encodings:
            form = self.forms.get(encoding)
            if form is not None:
                return form
        return self.forms[""]


class Shelf:
    """The files under ``root``, of which the last used stay in memory up to ``cache_bytes``."""

    def __init__(self, root: Path, *, cache_bytes: int) -> None:
        """Start empty."""
        self._root = os.fspath(root)
        self._room = cache_bytes
        self._leaves: OrderedDict[str, Leaf] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    @property
    def weight(self) -> int:
        """Return how many bytes are kept in memory now."""
        return self._weight

    def find(self, address: str) -> Leaf | None:
        """Return the file behind an address, as it is now; None when there is none.

        Raises OSError when the file is there and cannot be read.
        """
        leaf = self._leaves.get(address)
        if leaf is not None and self._is_unchanged(leaf):
            # Another reader may just have put it out to make room.
            with self._lock, suppress(KeyError):
                self._leaves.move_to_end(address)
            return leaf
        path = file_of(address)
        leaf = self._load(path) if path is not None else None
        self._keep(address, leaf)
        return leaf

    def reopen(self, leaf: Leaf) -> BinaryIO:
        """Return the file, opened; raises FileNotFoundError when it was replaced meanwhile."""
        file = _open_plain(self._root, leaf.path)
        if file is None or _signature(os.fstat(file.fileno())) != leaf.signature:
            raise FileNotFoundError(leaf.path)
        return file

    def _is_unchanged(self, leaf: Leaf) -> bool:
        try:
            return _signature(os.lstat(f"{self._root}/{leaf.path}")) == leaf.signature
        except OSError:
            return False

    def _keep(self, address: str, leaf: Leaf | None) -> None:
        """Remember the leaf, or forget the address; the least recently used make room."""
        with self._lock:
            old = self._leaves.pop(address, None)
            self._weight -= old.weight if old else 0
            if leaf is None or leaf.weight > self._room:
                return
            self._leaves[address] = leaf
            self._weight += leaf.weight
            while self._weight > self._room:
                _, oldest = self._leaves.popitem(last=False)
                self._weight -= oldest.weight

    def _load(self, path: str) -> Leaf | None:
        file = _open_plain(self._root, path)
        if file is None:
            return None
        with file:
            found = os.fstat(file.fileno())
            body = file.read() if found.st_size <= IN_MEMORY else None
        forms = {"": _form(path, found, body)}
        if body is not None:
            forms |= self._compressed(path, not_older_than=found.st_mtime_ns)
        weight = sum(len(form.body) + CHUNK // 32 for form in forms.values() if form.body)
        return Leaf(path, _signature(found), forms, weight or CHUNK // 32)

    def _compressed(self, path: str, *, not_older_than: int) -> dict[str, Form]:
        """Return the compressed forms beside a file; one that is older belongs to older bytes."""
        forms = {}
        for encoding, suffix in COMPRESSED.items():
            file = _open_plain(self._root, path + suffix)
            if file is None:
                continue
            with file:
                found = os.fstat(file.fileno())
                if found.st_mtime_ns >= not_older_than:
                    forms[encoding] = _form(path, found, file.read(), encoding)
        return forms


def _form(path: str, found: os.stat_result, body: bytes | None, encoding: str = "") -> Form:
    size = found.st_size if body is None else len(body)
    if body is None:
        etag = f'"{found.st_mtime_ns:x}-{size:x}"'
    else:
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    lasting = LASTING_HEADERS if never_changes(path) else PUBLIC_HEADERS
    always = (*lasting, ("ETag", etag))
    described = (*always, ("Content-Type", media_type_of(path)), ("Content-Length", str(size)))
    if encoding:
        described = (*described, ("Content-Encoding", encoding))
    return Form(body, etag, described, always)


def _signature(found: os.stat_result) -> Signature:
    return found.st_mtime_ns, found.st_size, found.st_ino


def _open_plain(root: str, path: str) -> BinaryIO | None:
    """Return a regular file opened for reading, or None when it is not there.

    Every step refuses a symbolic link, and a pipe cannot make the server wait.
    """
    *directories, name = path.split("/")
    handle = -1
    try:
        handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        for directory in directories:
            handle = _step(handle, directory, os.O_DIRECTORY)
        handle = _step(handle, name, os.O_NONBLOCK)
    except OSError as error:
        if error.errno in NOT_THERE:
            return None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return os.fdopen(handle, "rb")


def _step(directory: int, name: str, kind: int) -> int:
    """Return a handle on ``name`` inside a directory, whose own handle is closed."""
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | kind, dir_fd=directory)
    finally:
        os.close(directory)
