"""Lines on the home page: a text that is shown for as long as it holds, and then goes away.

Each is a publication of the kind "stand" under a key of its own; ending one is a new version.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from mit_waakstand.markdown import to_html
from mit_waakstand.public_site import register
from mit_waakstand.public_site.for_people.standing import KEY as STANDING
from mit_waakstand.public_site.models import Publication

NUMBERED = "mededeling"


@dataclass(frozen=True)
class Notice:
    """A line as the home page shows it."""

    html: SafeString
    since: date


def show(key: str, text: str, *, since: date, at: datetime) -> Publication:
    """Publish a line that stands on the home page until it is ended.

    Runs in the caller's transaction; the caller puts the baking.
    """
    payload = {"getoond": True, "tekst": text, "sinds": since.isoformat()}
    return register.publish(Publication.Kind.STANDING, key, payload, at=at)


def end(key: str, *, at: datetime) -> Publication:
    """Publish that the line holds no more; raises ValueError when there never was one."""
    newest = Publication.objects.newest_version(Publication.Kind.STANDING, key)
    if newest is None:
        message = f"{key} was never shown"
        raise ValueError(message)
    payload = newest.content | {"getoond": False}
    return register.publish(Publication.Kind.STANDING, key, payload, at=at)


def next_key() -> str:
    """Return a key that says nothing of what the line is about."""
    register.take_turn()
    kind = Publication.Kind.STANDING
    shown = Publication.objects.first_versions(kind).filter(key__startswith=f"{NUMBERED}-")
    return f"{NUMBERED}-{shown.count() + 1}"


def notices() -> list[Notice]:
    """Return what the home page shows now, oldest first."""
    found = Publication.objects.filter(kind=Publication.Kind.STANDING).exclude(key=STANDING)
    contents = [publication.content for publication in found.current()]
    return [
        Notice(to_html(content["tekst"]), date.fromisoformat(content["sinds"]))
        for content in contents
        if content.get("getoond")
    ]
