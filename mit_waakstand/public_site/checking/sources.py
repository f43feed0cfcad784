"""Where a register is read from for checking: a directory, or a web address. No Django."""

import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import urlsplit

CHUNK = 64 * 1024
LARGEST = 100 * 1024 * 1024  # bytes of one file
PATIENCE = 10  # seconds without a byte
LONGEST = 1_800  # seconds for everything together
GONE = (404, 410)


class SourceError(Exception):
    """A register cannot be read from there; the message is Dutch."""


class Source(Protocol):
    """Anything that holds the files of a public site."""

    def read(self, path: str) -> bytes | None:
        """Return a file, or None when it is not there; raises SourceError."""


class Directory:
    """A copy of the public site on disk."""

    def __init__(self, root: Path) -> None:
        """Keep the directory; raises SourceError when there is none."""
        if not root.is_dir():
            message = f"{root} is geen map."
            raise SourceError(message)
        self._root = root

    def read(self, path: str) -> bytes | None:
        """Return a file below the directory."""
        try:
            return (self._root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            message = f"{path} is niet te lezen: {error.strerror}."
            raise SourceError(message) from error


class Web:
    """A public site at an address, which is never left for another host.

    ``largest`` is in bytes; ``longest`` is how many seconds everything together may take.
    """

    def __init__(self, address: str, *, largest: int = LARGEST, longest: float = LONGEST) -> None:
        """Keep the address; raises SourceError for what is no http or https."""
        if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
            message = f"{address} is geen adres dat met http of https begint."
            raise SourceError(message)
        self._address = address if address.endswith("/") else f"{address}/"
        self._largest = largest
        self._until = time.monotonic() + longest
        self._open = urllib.request.build_opener(_SameHost(address)).open

    def read(self, path: str) -> bytes | None:
        """Return a file below the address."""
        request = urllib.request.Request(  # noqa: S310  (the scheme was checked above)
            f"{self._address}{path}", headers={"User-Agent": "mit-in-waakstand verify_register"}
        )
        try:
            with self._open(request, timeout=PATIENCE) as answer:
                return self._bounded(answer, path)
        except urllib.error.HTTPError as error:
            if error.code in GONE:
                return None
            message = f"{path}: de server antwoordt met {error.code}."
            raise SourceError(message) from error
        except (OSError, HTTPException) as error:
            message = f"{path} is niet op te halen."
            raise SourceError(message) from error

    def _bounded(self, answer: IO[bytes], path: str) -> bytes:
        parts: list[bytes] = []
        size = 0
        while chunk := answer.read(CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > self._largest:
                message = f"{path} is groter dan {self._largest} bytes."
                raise SourceError(message)
            if time.monotonic() > self._until:
                message = f"Het ophalen duurde te lang; gestopt bij {path}."
                raise SourceError(message)
        return b"".join(parts)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follow a redirect on the same host only."""

    def __init__(self, address: str) -> None:
        self._place = urlsplit(address)[:2]

    def redirect_request(  # noqa: PLR0913, PLR0917  (as the library has it)
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl)[:2] != self._place:
            message = f"De server verwijst naar een ander adres: {newurl}."
            raise SourceError(message)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
