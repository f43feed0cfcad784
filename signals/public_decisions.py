"""The standing decisions of the CPO as the public reads them: dated, public, with their end."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from mit_waakstand.markdown import to_html
from mit_waakstand.public_site.models import Publication
from signals import deadlines
from signals.public_words import STANDING_DECISION


def all_of_them() -> list[dict[str, Any]]:
    """Return every standing decision, newest first; ``ended_on`` is None for one in force."""
    found: list[dict[str, Any]] = []
    versions = Publication.objects.filter(kind=Publication.Kind.STANDING, key=STANDING_DECISION)
    for version in versions.order_by("version"):
        content = version.content
        if content["getoond"]:
            since = date.fromisoformat(content["sinds"])
            found.append({"since": since, "text": to_html(content["tekst"]), "ended_on": None})
        else:
            found[-1]["ended_on"] = localdate(version.published_at)
    return found[::-1]


def in_one_line() -> str:
    """Return which one is in force, for /over/."""
    newest = next(iter(all_of_them()), None)
    if newest is None or newest["ended_on"]:
        return (
            "Er geldt nu geen vast besluit. Een signaal wordt dus alleen openbaar met een reactie."
        )
    since = deadlines.in_dutch(newest["since"])
    return f"Er geldt een vast besluit, van {since}. Het gaat over signalen zonder reactie."


def is_one(publication: Publication) -> bool:
    """Return whether a publication is about a standing decision."""
    about = (publication.kind, publication.key)
    return about == (Publication.Kind.STANDING, STANDING_DECISION)
