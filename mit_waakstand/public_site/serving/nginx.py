"""The configuration of nginx, made from the tables that our own server uses.

nginx serves the same directory with the same headers as PublishedPages, and hands everything else
to the application. When that is down, an address without a file gets the baked page for it, so
that what is unpublished and what never existed still look the same (robustness 2 and 30).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mit_waakstand.headers import (
    FRAMED_NOWHERE,
    LASTING_HEADERS,
    NEVER_STORED,
    OFFICE_HEADERS,
    PUBLIC_HEADERS,
    SANDBOXED,
    TRANSPORT,
    Headers,
)
from mit_waakstand.middleware import MOST_BODY, POLICY
from mit_waakstand.public_site.serving.addresses import (
    FOLDERS,
    HASHED,
    MEDIA_TYPES,
    NAME,
    NOT_FOUND,
    RESERVED,
)

SKELETON = Path(__file__).with_name("nginx.skeleton")
# Whitenoise's own words for what never changes, because its name is a hash of its content.
STATIC_HEADERS: Headers = (
    *OFFICE_HEADERS,
    FRAMED_NOWHERE,
    ("Cache-Control", "max-age=315360000, public, immutable"),
    ("Access-Control-Allow-Origin", "*"),
    ("Vary", "Accept-Encoding"),
)
STATIC_TYPES = {
    "css": 'text/css; charset="utf-8"',
    "js": 'text/javascript; charset="utf-8"',
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}


@dataclass(frozen=True)
class Place:
    """Where nginx listens and finds things; the defaults are those of the container."""

    listen: str = "8080"
    application: str = "web:8000"
    resolver: str = "127.0.0.11"  # the one that Docker gives its containers
    public: Path = Path("/srv/mit/public")
    static: Path = Path("/srv/mit/state/static")
    private: Path = Path("/srv/mit/private")
    scratch: Path = Path("/tmp")  # noqa: S108  (in the container nobody else is there)
    prefix: str = ""  # such as /mit-in-waakstand: a server in front may keep it or take it off


def configuration(place: Place | None = None) -> str:
    """Return the whole of ``nginx.conf`` for a place."""
    place = place or Place()
    public_types = {suffix.lstrip("."): name for suffix, name in MEDIA_TYPES.items()}
    suffixes = "|".join(public_types)
    words = {
        "listen": place.listen,
        "application": place.application,
        "resolver": place.resolver,
        "public": str(place.public),
        "static": str(place.static),
        "private": str(place.private),
        "scratch": str(place.scratch),
        "not_found": NOT_FOUND,
        "not_found_exactly": re.escape(NOT_FOUND),
        "reserved": "|".join(RESERVED),
        "prefix": f"(?:{re.escape(place.prefix)})?" if place.prefix else "",
        "pages": FOLDERS,
        "hashed": HASHED,
        "files": rf"{FOLDERS}{NAME}\.(?:{suffixes})",
        "most_body": f"{MOST_BODY // 1_000_000}m",
        "transport": TRANSPORT[1],
        "public_types": _types(public_types),
        "static_types": _types(STATIC_TYPES),
        "public_headers": _headers(PUBLIC_HEADERS),
        "lasting_headers": _headers(LASTING_HEADERS),
        "static_headers": _headers(STATIC_HEADERS),
        "private_headers": _headers((*OFFICE_HEADERS, (POLICY, SANDBOXED))),
        "fixed_headers": _headers((*OFFICE_HEADERS, NEVER_STORED, (POLICY, _office_policy()))),
    }
    text = SKELETON.read_text(encoding="utf-8")
    for name, value in words.items():
        text = text.replace(f"«{name}»", value)
    return text


def _types(types: dict[str, str]) -> str:
    return "\n".join(f"                '{name}' {suffix};" for suffix, name in types.items())


def _headers(headers: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f'            add_header {name} "{value}" always;' for name, value in headers)


def _office_policy() -> str:
    """Return the policy of Django's answers, in the order in which the middleware puts it."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(sorted(f"{name} {' '.join(words)}" for name, words in directives.items()))
