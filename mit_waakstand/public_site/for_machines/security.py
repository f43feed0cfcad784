"""``/.well-known/security.txt`` (RFC 9116): where somebody reports that the site is not safe.

Three ways, by setting: made here from MIT_SECURITY_CONTACT, a text of the owner's own (signed,
published as it is), or no file and a redirect to the text of the whole organisation.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings

from mit_waakstand.public_site.pages import Order, Page, absolute

ADDRESS = ".well-known/security.txt"
HOLDS_FOR = 6  # months; the RFC asks for less than a year


def make(now: datetime) -> Iterator[Page]:
    """Yield the file as it holds in the month of ``now``; nothing when it is not ours to make."""
    if settings.SECURITY_TXT:
        yield Page(ADDRESS, settings.SECURITY_TXT.encode(), Order.LIST)
    elif settings.SECURITY_CONTACT and not settings.SECURITY_TXT_URL:
        yield Page(ADDRESS, _text(now).encode(), Order.LIST)


def _text(now: datetime) -> str:
    lines = [
        *(f"Contact: {_address(contact)}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {_expires(now).isoformat(timespec='seconds').replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {absolute(ADDRESS)}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _address(contact: str) -> str:
    """Return a contact as an address: a bare mail address gets its scheme."""
    return contact if ":" in contact else f"mailto:{contact}"


def _expires(now: datetime) -> datetime:
    """Return a day that is the same all month, so that a bake in between changes nothing."""
    months = now.astimezone(UTC).month - 1 + HOLDS_FOR
    return datetime(now.astimezone(UTC).year + months // 12, months % 12 + 1, 1, tzinfo=UTC)
