"""A reader who follows every link of a site, wherever it is served from."""

import http.client
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

from lxml import html

ENTRIES = ("", "robots.txt", "sitemap.xml", "signalen/feed.atom", "register/hoofd.json")


@dataclass(frozen=True)
class Answer:
    status: int
    media_type: str
    body: bytes


@dataclass
class Walk:
    """What was found: the answer at every address of the site, and the addresses of others."""

    answers: dict[str, Answer] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)

    @property
    def dead(self) -> list[str]:
        return [address for address, found in self.answers.items() if found.status != 200]

    def of(self, media_type: str) -> dict[str, bytes]:
        return {
            address: found.body
            for address, found in self.answers.items()
            if found.media_type.startswith(media_type)
        }


def ask(port: int, path: str, **headers: str) -> Answer:
    """Return what a server on this machine answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        found = connection.getresponse()
        return Answer(found.status, found.headers.get_content_type(), found.read())
    finally:
        connection.close()


def walk(site: str, ask: Callable[[str], Answer]) -> Walk:
    """Follow every address below ``site``; ``ask`` answers to a path on its host."""
    found, waiting = Walk(), [urljoin(site, entry) for entry in ENTRIES]
    while waiting:
        address = waiting.pop()
        if address in found.answers:
            continue
        found.answers[address] = answer = ask(urlsplit(address).path)
        for link in links(address, answer):
            if not link.startswith(site):
                found.outside.add(link)
            elif link not in found.answers:
                waiting.append(link)
    return found


def links(address: str, answer: Answer) -> Iterator[str]:
    """Yield the whole addresses that a file leads to."""
    for link in _written(answer):
        if not re.match(r"(mailto|tel):|#", link):
            yield urljoin(address, link).partition("#")[0]


def _written(answer: Answer) -> Iterator[str]:
    kind, body = answer.media_type, answer.body
    if not body:
        return
    if kind == "text/html":
        yield from html.fromstring(body).xpath("//*[not(self::base)]/@href | //@src")
    elif kind == "text/css":
        yield from re.findall(r'url\("?([^")]+)"?\)', body.decode())
    elif kind == "text/plain":
        yield from re.findall(r"^(?:Sitemap|Canonical): (\S+)", body.decode(), re.MULTILINE)
    elif kind in {"application/xml", "application/atom+xml", "text/xml"}:
        for element in ET.fromstring(body).iter():  # noqa: S314  (our own files)
            if element.tag.endswith("}loc"):
                yield element.text or ""
            elif "href" in element.attrib:
                yield element.attrib["href"]
    elif kind == "application/json":
        yield from _in_data(json.loads(body))


def _in_data(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _in_data(value)
    elif isinstance(data, list):
        for value in data:
            yield from _in_data(value)
    elif isinstance(data, str) and re.fullmatch(r"https?://[^\s{}]+", data):
        yield data
