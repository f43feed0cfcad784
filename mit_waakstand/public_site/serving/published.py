"""The outermost WSGI layer: finished files answer at once, everything else goes to Django.

It needs no database and no Django: the public pages stay up when those are down (robustness 30).
It never reads a cookie, and an address without a file is Django's, whose 404 says the same for
what is not published and what never existed.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mit_waakstand.headers import READ_ONLY_HEADERS
from mit_waakstand.public_site.serving.shelf import CHUNK, Leaf, Shelf

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

CACHE_BYTES = 64 * 1024 * 1024
READ_ONLY = b"Deze pagina is er alleen om te lezen.\n"


class PublishedPages:
    """Serve the files under ``root``; pass every other request on to ``application``.

    ``prefix`` is the path below which the site stands on another host, such as
    ``/mit-in-waakstand``: a server in front may keep it or take it off. ``cache_bytes`` bounds
    what one process keeps in memory.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        root: Path,
        *,
        prefix: str = "",
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        """Keep the two; nothing is read before the first request."""
        self._application = application
        self._prefix = prefix
        self._shelf = Shelf(root, cache_bytes=cache_bytes)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request. A range is not cut out: the whole file is a valid answer to it."""
        leaf = self._shelf.find(self._without_prefix(environ.get("PATH_INFO", "")))
        if leaf is None:
            return self._application(environ, start_response)
        method = environ["REQUEST_METHOD"]
        if method not in {"GET", "HEAD"}:
            start_response("405 Method Not Allowed", list(READ_ONLY_HEADERS))
            return (READ_ONLY,)
        form = leaf.form_for(accepted_encodings(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if _has_already(environ.get("HTTP_IF_NONE_MATCH"), form.etag):
            start_response("304 Not Modified", list(form.headers_when_unchanged))
            return ()
        body: Iterable[bytes] = ()
        if method == "GET":
            body = (form.body,) if form.body is not None else _Stream(self._shelf, leaf)
        start_response("200 OK", list(form.headers))
        return body

    def _without_prefix(self, path: str) -> str:
        return path[len(self._prefix) :] if path.startswith(f"{self._prefix}/") else path


class _Stream:
    """A large file in pieces; its handle is closed by the server, also when a reader leaves."""

    def __init__(self, shelf: Shelf, leaf: Leaf) -> None:
        self._file = shelf.reopen(leaf)

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self._file.read(CHUNK), b"")

    def close(self) -> None:
        self._file.close()


def _has_already(if_none_match: str | None, etag: str) -> bool:
    """Tell whether the reader holds these bytes; an ETag with its quotes occurs only as itself."""
    return if_none_match is not None and (etag in if_none_match or if_none_match.strip() == "*")


@lru_cache(maxsize=256)
def accepted_encodings(header: str) -> tuple[str, ...]:
    """Return which of our encodings an Accept-Encoding header takes, best first (RFC 9110)."""
    weights: dict[str, bool] = {}
    for offer in header.lower().split(","):
        name, _, parameters = offer.partition(";")
        weights[name.strip()] = not _is_refused(parameters)
    return tuple(name for name in ("br", "gzip") if weights.get(name, weights.get("*", False)))


def _is_refused(parameters: str) -> bool:
    name, _, weight = parameters.partition("=")
    return name.strip() == "q" and not weight.strip().strip("0.")
