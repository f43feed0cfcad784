"""The register on the site: sealed files, a head, and a page that says how to check them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from mit_waakstand.public_site.checking import entries
from mit_waakstand.public_site.checking.layout import FOLDER, HEAD, path_of
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Order, Page, absolute, html, root

NEWEST = 20


class RegisterPages:
    """One file for each publication; what is published next adds one and changes head and page."""

    def all(self) -> Iterator[Page]:
        """Yield every file, oldest first, then the head and the page."""
        removals = {
            number: removal
            for removal in Publication.objects.removals()
            for number in removal.content.get("volgnummers", ())
        }
        for publication in Publication.objects.order_by("position").iterator(chunk_size=100):
            yield _file(publication, removals.get(publication.position))
        yield from _newest()

    def touched_by(self, publication: Publication) -> Iterator[Page]:
        """Yield the files of every version of it, and those of others that are not there yet.

        Lower numbers come first, so a bake that breaks off leaves no gap.
        """
        versions = Publication.objects.filter(kind=publication.kind, key=publication.key)
        positions = set(versions.values_list("position", flat=True)) | set(_missing())
        for found in Publication.objects.filter(position__in=positions).order_by("position"):
            yield _file(found, found.removal())
        yield from _newest()


def _file(publication: Publication, removal: Publication | None) -> Page:
    body = entries.sealed(publication, removal)
    return Page(path_of(publication.position), body, Order.FILE)


def _recipe() -> Page:
    """Return the program with which a stranger checks the register; no publication changes it."""
    program = render_to_string("public/register_check.txt")
    return Page(f"{FOLDER}/controleer.txt", program.encode(), Order.FILE)


def _missing() -> Iterator[int]:
    """Yield the newest numbers that have no file yet: their baking failed, or comes later."""
    newest = Publication.objects.order_by("-position").first()
    position = newest.position if newest else 0
    while position > 0 and not Path(settings.PUBLIC_ROOT, path_of(position)).exists():
        yield position
        position -= 1


def _newest() -> Iterator[Page]:
    shown = list(Publication.objects.order_by("-position")[:NEWEST])
    removed = _removed_versions(shown)
    context = {
        "section": FOLDER,
        "breadcrumb": [("Home", root()), ("Openbaar register", "")],
        "entries": [_line(publication, removed) for publication in shown],
        "head": shown[0] if shown else None,
        "head_url": f"{root()}{HEAD}",
        "site_address": absolute(""),
    }
    yield _recipe()
    yield Page(f"{FOLDER}/index.html", html("public/register.html", context, address="register/"))
    # The head comes last: what it names is there by then.
    yield Page(HEAD, entries.head_of(shown[0] if shown else None), Order.FEED)


def _removed_versions(shown: list[Publication]) -> dict[tuple[str, str], int]:
    """Return by kind and key the version of the newest notice of removal: older ones are gone."""
    kinds, keys = {one.kind for one in shown}, {one.key for one in shown}
    found = Publication.objects.removals().filter(kind__in=kinds, key__in=keys)
    return {(one.kind, one.key): one.version for one in found}


def _line(publication: Publication, removed: dict[tuple[str, str], int]) -> dict[str, Any]:
    return {
        "position": publication.position,
        "on": localtime(publication.published_at),
        "kind": publication.get_kind_display(),
        "key": publication.key,
        "version": publication.version,
        "is_removed": publication.version < removed.get((publication.kind, publication.key), 0),
        "hash": publication.hash,
        "url": f"{root()}{path_of(publication.position)}",
    }
