"""Which addresses can be a published file, and under which name it stands on disk. No Django."""

import re

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
COMPRESSIBLE = frozenset({".html", ".json", ".xml", ".atom", ".txt", ".csv", ".css", ".svg"})
COMPRESSED = {"br": ".br", "gzip": ".gz"}

# Where the public asks a question: a page of the application among the baked ones.
ASK = "contact/vraag/"

# Django's own: no file is ever baked or looked for below these.
RESERVED = ("-", "aanmelden", "account", "afmelden", "beheer", "contact/vraag", "static", "werk")

# What a web server says for every address where nothing is; it has no address of its own.
NOT_FOUND = "404.html"

# Style sheets, fonts and icon: their name holds a hash of their content, so they never change.
STYLE = "opmaak"
HASHED = rf"{STYLE}/[a-z0-9-]+\.[0-9a-f]{{12}}\.(?:css|svg|woff2)"

# Lower case and no segment that starts with a dot, so neither ".." nor a temporary file fits.
# The nginx configuration is made of the same patterns.
_SEGMENT = r"[a-z0-9][a-z0-9-]*"
FOLDERS = rf"(?:\.well-known/)?(?:{_SEGMENT}/)*"
NAME = rf"{_SEGMENT}(?:\.[a-z0-9-]+)*"
_FILE = re.compile(rf"{FOLDERS}{NAME}(\.[a-z0-9]+)")
_HASHED = re.compile(HASHED)
_RESERVED = re.compile(rf"(?:{'|'.join(RESERVED)})(?:/|\Z)")


def is_public_path(path: str) -> bool:
    """Tell whether a file may stand here: a plain lower-case name of a kind that we serve."""
    match = _FILE.fullmatch(path)
    return bool(match and match[1] in MEDIA_TYPES and not _RESERVED.match(path))


def file_of(address: str) -> str | None:
    """Return the path of the file behind an address, or None when it cannot be one of ours.

    A page has one address, the one that ends in a slash.
    """
    path = address[1:]
    if address.endswith("/"):
        path += "index.html"
    elif path.endswith("index.html") or path == NOT_FOUND:
        return None
    return path if address.startswith("/") and is_public_path(path) else None


def never_changes(path: str) -> bool:
    """Tell whether whatever stands here will always be the same bytes."""
    return bool(_HASHED.fullmatch(path))


def media_type_of(path: str) -> str:
    """Return the media type of a path for which ``is_public_path`` holds."""
    return MEDIA_TYPES[suffix_of(path)]


def suffix_of(path: str) -> str:
    """Return the last suffix with its dot, such as ``.html``."""
    return path[path.rindex(".") :]
