"""Pages that lists mention already, of publications whose own baking still waits.

A list shows what the register holds. So whoever bakes a list first puts the pages in place of
those who came before and were not baked yet: no link points to nothing, not for a moment.
"""

from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction

from mit_waakstand.outbox.models import Work
from mit_waakstand.public_site import catalogue
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Page, pages, pages_for
from mit_waakstand.public_site.progress import BAKE
from mit_waakstand.public_site.writing import write

log = structlog.get_logger()

MENTIONED = 50  # at most what one page of a list mentions


def bake_before(beside: Publication | None = None) -> list[Page]:
    """Put the pages of others that wait in place; return them. Their own work does the rest.

    ``beside`` is a publication whose pages are being made already. What cannot be made keeps
    nobody else from the public, and stays out of the lists.
    """
    waiting = Work.objects.filter(kind=BAKE, done_at=None).values("subject_pk")
    found = Publication.objects.filter(pk__in=waiting)
    if beside is not None:
        found = found.exclude(kind=beside.kind, key=beside.key)
    placed: list[Page] = []
    for published in found.order_by("-position")[:MENTIONED]:
        try:
            with transaction.atomic():
                missing = _not_there_yet(published)
                write(missing)
                placed += missing
        except Exception as error:  # noqa: BLE001  (its own work says what went wrong)
            catalogue.leave_out(published)
            log.warning("waiting_pages_failed", publication=published.pk, kind=type(error).__name__)
    return placed


def _not_there_yet(published: Publication) -> list[Page]:
    """Return the pages of the newest version; none when something of it stands there already."""
    newest = Publication.objects.newest_version(published.kind, published.key) or published
    if newest.kind not in pages:
        return []
    first = next(iter(pages[newest.kind](newest)), None)
    is_there = first is None or Path(settings.PUBLIC_ROOT, first.path).exists()
    return [] if is_there else pages_for(newest)
