"""Providers with which people sign in elsewhere (OpenID Connect), as ``MIT_OIDC`` lists them.

JSON, a list of objects with Dutch names; docs/beheer.md gives an example. Everything is checked
before anything starts: a wrong letter here lets somebody in, or nobody.
"""

import json
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NEEDED = {"id", "naam", "issuer", "client", "geheim"}
KNOWN = NEEDED | {"rolclaim", "rollen", "tweede_stap"}
ROLES = {"cpo", "secretaris", "expert", "bureau_sg", "beheerder", "waarnemer"}
OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, kw_only=True)
class Provider:
    """One provider. ``roles`` maps values of the claim ``role_claim``; empty: the account decides.

    ``second_factor`` are the values of the claims acr and amr that stand for two steps; empty: our
    own second step comes after it.
    """

    id: str
    name: str
    issuer: str
    client: str
    secret: str = field(repr=False)
    role_claim: str = "roles"
    roles: dict[str, str] = field(default_factory=dict)
    second_factor: frozenset[str] = frozenset()


def read(text: str) -> tuple[Provider, ...]:
    """Return the providers; raises ImproperlyConfigured, in Dutch, for what cannot be."""
    if not text.strip():
        return ()
    try:
        rows = json.loads(text)
    except json.JSONDecodeError:
        _refuse("is geen geldige JSON")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        _refuse("is geen lijst van aanbieders")
    providers = tuple(_provider(row) for row in rows)
    if len({provider.id for provider in providers}) != len(providers):
        _refuse("noemt een id twee keer")
    return providers


def _provider(row: dict[str, object]) -> Provider:
    if missing := NEEDED - {name for name, value in row.items() if value}:
        _refuse(f"mist {', '.join(sorted(missing))}")
    if unknown := set(row) - KNOWN:
        _refuse(f"kent {', '.join(sorted(unknown))} niet")
    roles, second_factor = row.get("rollen", {}), row.get("tweede_stap", [])
    if not isinstance(roles, dict) or not set(roles.values()) <= ROLES:
        _refuse(f"heeft bij rollen alleen {', '.join(sorted(ROLES))}")
    if not isinstance(second_factor, list):
        _refuse("heeft bij tweede_stap een lijst")
    issuer = urlsplit(str(row["issuer"]))
    if issuer.scheme != "https" and issuer.hostname not in OWN_MACHINE:
        _refuse("vraagt een issuer met https")
    if not str(row["id"]).isidentifier():
        _refuse("vraagt een id van letters en cijfers")
    return Provider(
        id=str(row["id"]),
        name=str(row["naam"]),
        issuer=str(row["issuer"]),
        client=str(row["client"]),
        secret=str(row["geheim"]),
        role_claim=str(row.get("rolclaim", "roles")),
        roles={str(value): str(role) for value, role in roles.items()},
        second_factor=frozenset(str(value) for value in second_factor),
    )


def _refuse(what: str) -> NoReturn:
    message = f"MIT_OIDC {what}; zie docs/beheer.md."
    raise ImproperlyConfigured(message)
