"""Settings from the environment: read in one way, and loudly when something is wrong.

``MIT_X_FILE`` names a file that holds the value of ``MIT_X`` (for secrets). Every variable is
described in ``docs/beheer.md``; a test holds that page and the code together.
"""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "ja", "true", "yes", "on"}
NO = {"", "0", "nee", "false", "no", "off"}


def text(name: str, default: str | None = None) -> str:
    """Return the value of ``name``, else the default.

    Raises ImproperlyConfigured when there is neither, or when ``NAME_FILE`` cannot be read.
    """
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        return _content_of(name, file_name)
    value = os.environ.get(name, default)
    if value is None:
        message = f"Zet {name} of {name}_FILE; zie docs/beheer.md."
        raise ImproperlyConfigured(message)
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether ``name`` is switched on; raises ImproperlyConfigured for an unclear value."""
    value = text(name, "1" if default else "0").strip().lower()
    if value in YES | NO:
        return value in YES
    message = f"{name}={value!r} is niet duidelijk: gebruik 1 of 0."
    raise ImproperlyConfigured(message)


def integer(name: str, default: int) -> int:
    """Return ``name`` as a whole number; raises ImproperlyConfigured for anything else."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        message = f"{name}={value!r} is geen geheel getal."
        raise ImproperlyConfigured(message) from error


def choice(name: str, default: str, allowed: set[str]) -> str:
    """Return ``name`` when it is one of the allowed values; raises ImproperlyConfigured if not."""
    value = text(name, default)
    if value not in allowed:
        message = f"{name}={value!r} kan niet: kies uit {', '.join(sorted(allowed))}."
        raise ImproperlyConfigured(message)
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated values of ``name``, without spaces and empty ones."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return the addresses and networks of ``name``, with commas; an address is a network of one.

    Raises ImproperlyConfigured for anything else.
    """
    try:
        return [ip_network(word) for word in words(name)]
    except ValueError as error:
        message = f"{name}: gebruik adressen zoals 192.0.2.1 en netten zoals 192.0.2.0/24 ({error})"
        raise ImproperlyConfigured(message) from error


def path(name: str, default: Path) -> Path:
    """Return ``name`` as an absolute path."""
    return Path(text(name, str(default))).expanduser().resolve()


def file(name: str) -> Path | None:
    """Return the file that ``name`` gives the path of; None when it is empty.

    Raises ImproperlyConfigured when there is no such file, or it cannot be read.
    """
    value = text(name, "")
    if not value:
        return None
    found = Path(value).expanduser().resolve()
    if not found.is_file() or not os.access(found, os.R_OK):
        message = f"{name} wijst naar {value}, en dat bestand is er niet of is niet te lezen."
        raise ImproperlyConfigured(message)
    return found


def daemon(name: str) -> str | tuple[str, int] | None:
    """Return where a service listens: a path for ``unix:///path``, host and port for ``tcp://``.

    None when it is empty; raises ImproperlyConfigured for anything else.
    """
    value = text(name, "")
    parts = urlsplit(value)
    if parts.scheme == "unix" and parts.path and not parts.netloc:
        return parts.path
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return parts.hostname, parts.port
    if value:
        message = f"{name}={value!r} kan niet: gebruik tcp://host:poort of unix:///pad."
        raise ImproperlyConfigured(message)
    return None


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for ``postgresql://user:password@host:port/name?option=…``.

    A socket directory is given as ``?host=/path``. The password may stand apart, in
    ``MIT_DATABASE_PASSWORD``. Raises ImproperlyConfigured for another kind of database.
    """
    parts = urlsplit(text(name, default))
    if parts.scheme not in {"postgres", "postgresql"}:
        message = f"{name} moet beginnen met postgresql://"
        raise ImproperlyConfigured(message)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": text("MIT_DATABASE_PASSWORD", unquote(parts.password or "")),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


def broker(name: str, default: str) -> str:
    """Return the address of the broker, with the password of ``MIT_BROKER_PASSWORD`` in it.

    A password that stands in the address itself stays when there is no other.
    """
    address, password = text(name, default), text("MIT_BROKER_PASSWORD", "")
    if not password:
        return address
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f":{quote(password, safe='')}@{place}").geturl()


def _content_of(name: str, file_name: str) -> str:
    try:
        return Path(file_name).read_text(encoding="utf-8").strip()
    except OSError as error:
        message = f"{name}_FILE wijst naar {file_name}, en dat bestand is niet te lezen."
        raise ImproperlyConfigured(message) from error
