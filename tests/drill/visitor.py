"""Somebody with a browser that shows nothing: pages, forms, cookies, and both steps of signing in.

What a server answered is known; what it did when it did not answer is not, and is never guessed.
"""

import base64
import hmac
import http.client
import select
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from http.cookies import SimpleCookie
from threading import RLock
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

from lxml import html

SIGN_IN, SECOND_STEP, AGAIN = "/aanmelden/", "/aanmelden/tweede-stap/", "/aanmelden/opnieuw/"
PATIENCE = 30  # seconds for one answer
MOST_TURNS = 8  # redirects
PERIOD = 30  # seconds that a code of the app holds
REDIRECTS = {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}

Words = Mapping[str, object]
Heard = Callable[[str, int, float], None]


class UnansweredError(Exception):
    """Nobody answered, or only that something went wrong: the act may have been taken or not."""


class TurnedDownError(Exception):
    """The house said no; the text is what the page says."""


@dataclass(frozen=True)
class Account:
    """Who signs in, and with what; ``secret`` is what the app on the telephone knows."""

    username: str
    password: str
    secret: str


@dataclass(frozen=True)
class Form:
    """A form as it lies open: where it goes, and what is filled in already."""

    address: str
    fields: tuple[tuple[str, str], ...]
    choices: Mapping[str, Sequence[str]]

    @property
    def names(self) -> set[str]:
        """Every name that can be filled in."""
        return set(self.choices)

    def filled_in(self, words: Words) -> list[tuple[str, str]]:
        """Return the pairs that a browser sends; raises KeyError for a field that is not there."""
        if unknown := set(words) - self.names:
            message = f"{self.address} heeft geen veld {', '.join(sorted(unknown))}"
            raise KeyError(message)
        pairs = [(name, value) for name, value in self.fields if name not in words]
        for name, given in words.items():
            values = given if isinstance(given, list | tuple) else [given]
            pairs += [(name, str(value)) for value in values]
        return pairs


@dataclass(frozen=True)
class Page:
    """A page that was answered, at the address where the way ended."""

    address: str
    status: int
    body: bytes

    @cached_property
    def main(self) -> Any:
        """The main part of the page."""
        (found,) = html.document_fromstring(self.body).xpath("//main")
        return found

    @property
    def text(self) -> str:
        """The words of the main part, with single spaces."""
        return " ".join(self.main.text_content().split())

    def links(self) -> list[str]:
        """Return where the links of the main part lead."""
        return [str(href) for href in self.main.xpath(".//a/@href")]

    def form(self, names: Sequence[str] = ()) -> Form:
        """Return the form that is sent with POST and has these fields; raises LookupError."""
        for found in self.main.xpath(".//form[translate(@method, 'POST', 'post')='post']"):
            form = self._read(found)
            if form.names >= set(names):
                return form
        message = f"{self.address} heeft geen formulier met {', '.join(names)}: {self.text[:300]}"
        raise LookupError(message)

    def _read(self, found: Any) -> Form:
        choices: dict[str, list[str]] = {}
        for control in found.xpath(".//*[@name][self::input or self::textarea or self::select]"):
            options = control.xpath(".//option/@value") or [control.get("value", "")]
            choices.setdefault(control.get("name"), []).extend(options)
        fields = tuple((name, value or "") for name, value in found.form_values())
        return Form(urljoin(self.address, found.get("action") or ""), fields, choices)


def _nobody(_address: str, _status: int, _seconds: float) -> None:
    """Hear nothing."""


@dataclass
class Visitor:
    """One browser, with one connection that is kept open; ``heard`` is told of every answer.

    ``lock`` is for who shares it: an act is the page and what is sent from it.
    """

    port: int
    account: Account | None = None
    heard: Heard = _nobody
    lock: RLock = field(default_factory=RLock)
    _cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None
    _last_code: int = 0

    def open(self, address: str) -> Page:
        """Return the page; signs in, or shows again who it is, when that is asked.

        Raises UnansweredError, or TurnedDownError for a page that says no.
        """
        for _ in range(MOST_TURNS):
            status, location, body = self._ask("GET", address)
            if status not in REDIRECTS:
                return self._page(address, status, body)
            where = urlsplit(location).path
            if where == SIGN_IN and self.account:
                self.sign_in()
            elif where == AGAIN:
                self._confirm(location)
            else:
                address = location
        message = f"{address} stuurt in een kring"
        raise TurnedDownError(message)

    def send(self, form: Form, words: Words, *, file: tuple[str, bytes] | None = None) -> str:
        """Send the form; return the address to which we are sent on: only then it was done.

        ``file`` is the name of a field and a PDF. Raises UnansweredError or TurnedDownError.
        """
        kind, data = _encoded(form.filled_in(words), file)
        status, location, body = self._ask("POST", form.address, data, kind)
        if status not in REDIRECTS:
            self._page(form.address, status, body)
            message = f"{form.address}: {status} na het versturen: {Page('', 200, body).text[:500]}"
            raise TurnedDownError(message)
        if urlsplit(location).path in {SIGN_IN, AGAIN} and form.address != SIGN_IN:
            message = f"{form.address}: eerst opnieuw aanmelden"
            raise UnansweredError(message)
        return location

    def sign_in(self) -> None:
        """Give the password and the code of the app."""
        assert self.account is not None
        self._cookies.clear()
        page = self._page(SIGN_IN, *self._asked(SIGN_IN))
        words = {"login": self.account.username, "password": self.account.password}
        self.send(page.form(["login"]), words)
        page = self._page(SECOND_STEP, *self._asked(SECOND_STEP))
        self.send(page.form(["code"]), {"code": self._code()})

    def forget_connection(self) -> None:
        """Close the connection; the next question opens another."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _confirm(self, location: str) -> None:
        """Show again who it is, with the password."""
        assert self.account is not None
        page = self._page(location, *self._asked(location))
        self.send(page.form(["password"]), {"password": self.account.password})

    def _code(self) -> str:
        """Return a code that was not used before; waits until there is one."""
        assert self.account is not None
        self._last_code = max(int(time.time()) // PERIOD, self._last_code + 1)
        while int(time.time()) // PERIOD < self._last_code - 1:
            time.sleep(1)
        return code_of(self.account.secret, self._last_code)

    def _asked(self, address: str) -> tuple[int, bytes]:
        status, _, body = self._ask("GET", address)
        return status, body

    def _page(self, address: str, status: int, body: bytes) -> Page:
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            message = f"{address}: {status}"
            raise UnansweredError(message)
        page = Page(address, status, body)
        if status >= HTTPStatus.BAD_REQUEST:
            message = f"{address}: {status}: {page.text[:500]}"
            raise TurnedDownError(message)
        return page

    def _ask(
        self, method: str, address: str, data: bytes | None = None, kind: str = ""
    ) -> tuple[int, str, bytes]:
        """Return status, where we are sent on, and the body; raises UnansweredError."""
        parts = urlsplit(address)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        headers |= {"Content-Type": kind} if kind else {}
        began = time.perf_counter()
        try:
            answer, body = self._answer(method, target, data, headers)
        except (OSError, http.client.HTTPException) as error:
            self.forget_connection()
            self.heard(target, 0, time.perf_counter() - began)
            message = f"{target}: {type(error).__name__}"
            raise UnansweredError(message) from error
        self.heard(target, answer.status, time.perf_counter() - began)
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", ""), body

    def _is_stale(self) -> bool:
        """Whether the server closed the connection meanwhile; a browser then opens another."""
        kept = self._connection and self._connection.sock
        return bool(kept and select.select([kept], [], [], 0)[0])

    def _answer(
        self, method: str, target: str, data: bytes | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask; once more when a kept connection turned out to be closed, as every browser does.

        Only a question: what was sent is not sent twice (RFC 9110, 9.2.2).
        """
        was_kept = self._connection is not None
        try:
            return self._exchange(method, target, data, headers)
        except (ConnectionResetError, BrokenPipeError):
            if not was_kept or method != "GET":
                raise
            self.forget_connection()
            return self._exchange(method, target, data, headers)

    def _exchange(
        self, method: str, target: str, data: bytes | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        if self._is_stale():
            self.forget_connection()
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        self._connection.request(method, target, body=data, headers=headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.will_close:
            self.forget_connection()
        return answer, body


def code_of(secret: str, number: int) -> str:
    """Return the six figures that the app shows in this period (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), number.to_bytes(8, "big"), "sha1")
    begin = digest[-1] & 15
    value = int.from_bytes(digest[begin : begin + 4], "big") & 0x7FFF_FFFF
    return f"{value % 1_000_000:06}"


def _encoded(pairs: list[tuple[str, str]], file: tuple[str, bytes] | None) -> tuple[str, bytes]:
    """Return the kind and the bytes of what is sent, as a browser makes them."""
    if file is None:
        return "application/x-www-form-urlencoded", urlencode(pairs).encode()
    name, content = file
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in pairs
        if key != name
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="brief.pdf"'
    parts += [f"{head}\r\nContent-Type: application/pdf\r\n\r\n".encode(), content, b"\r\n"]
    return f"multipart/form-data; boundary={boundary}", b"".join(
        [*parts, f"--{boundary}--".encode()]
    )
