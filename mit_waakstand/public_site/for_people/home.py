"""The home page: what the MIT in waakstand is, how it stands, and its latest signals."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from mit_waakstand.public_site.for_people.notices import notices
from mit_waakstand.public_site.for_people.standing import standing
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Order, Page, html, listings

LATEST = 3


class Home:
    """The home page; any publication may change it."""

    def all(self) -> Iterator[Page]:
        """Yield the home page as it is now."""
        context = {
            "section": "home",
            "standing": _in_words(standing()),
            "notices": notices(),
            "signals": _latest_signals(),
            "mail": settings.PUBLIC_MAIL,
        }
        yield Page("index.html", html("public/home.html", context, address=""), Order.LIST)

    def touched_by(self, _: Publication) -> Iterator[Page]:
        """Yield the home page."""
        return self.all()


def _in_words(publication: Publication | None) -> dict[str, Any] | None:
    if publication is None:
        return None
    content = publication.content
    return {
        "status": content["status"],
        "since": date.fromisoformat(content["sinds"]),
        "reason": content.get("reden", ""),
    }


def _latest_signals() -> list[dict[str, Any]]:
    kind = Publication.Kind.SIGNAL
    return listings[kind]().newest(LATEST) if kind in listings else []
