"""Every address of the URLconf, as Django itself resolves them, and who may stand before one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One address of the URLconf: its name, and whether it is about a record."""

    name: str
    path: str

    @property
    def takes_arguments(self) -> bool:
        """Whether something must stand behind it."""
        return "<" in self.path or "(" in self.path


@dataclass(frozen=True)
class Stand:
    """Where an address leads, and who stands there; without somebody every role is tried."""

    arguments: tuple[object, ...] = ()
    form: dict[str, object] = field(default_factory=dict)
    client: Client | None = None
    address: str = ""


def addresses() -> list[Address]:
    """Return every address that has a name, once."""

    def walk(patterns: list[Any], path: str, space: str) -> Iterator[Address]:
        for pattern in patterns:
            here = f"{path}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, here, inner)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield Address(f"{space}{pattern.name}", here)

    found = {address.name: address for address in walk(get_resolver().url_patterns, "", "")}
    return sorted(found.values(), key=lambda address: address.name)
