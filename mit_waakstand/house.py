"""What every page of the house knows, baked or not: no request, no person."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings

DEMONSTRATION = "Demonstratie met fictieve gegevens"


def facts() -> dict[str, object]:
    """Return the variables that the base templates use."""
    return {
        "demo": DEMONSTRATION if settings.DEMO else "",
        "public_root": public_root(),
        "public_url": f"{settings.PUBLIC_URL.rstrip('/')}/",  # whole: the site may live elsewhere
    }


def office_address(path: str) -> str:
    """Return the whole address of a page of the office, on the configured host.

    ``path`` begins with a slash, as ``reverse`` and ``get_absolute_url`` give it.
    """
    return urljoin(settings.OFFICE_URL, path)


def public_root() -> str:
    """Return the path below which the site is published: "/", unless it has a prefix."""
    return f"{urlsplit(settings.PUBLIC_URL).path.rstrip('/')}/"
