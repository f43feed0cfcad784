"""Baking: which pages change, and when; from publications and nothing else."""

import posixpath
from collections.abc import Iterator

from django.db import transaction

from mit_waakstand.public_site import catalogue, waiting
from mit_waakstand.public_site.elsewhere import uploading
from mit_waakstand.public_site.for_people import style
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Page, Part, listings, pages_for, parts
from mit_waakstand.public_site.register import take_turn
from mit_waakstand.public_site.writing import made_for, note_made_for, remove_all_but, write
from mit_waakstand.turns import Turn, take


def publication(published: Publication) -> int:
    """Bake what changes with one publication; return how many pages that were.

    Always bakes the newest version, so work that comes late or twice does no harm. What the newest
    version no longer has, such as the files of a publication that was removed, goes. When the
    site has another address or look than the pages that are there, everything is baked.
    """
    if _has_moved():
        return everything()
    with transaction.atomic():
        take(Turn.BAKE)
        newest = Publication.objects.newest_version(published.kind, published.key) or published
        catalogue.take_in(newest)
        own = pages_for(newest)
        if newest.content.get("verwijderd"):
            # What must go goes first, whatever happens to the lists after it.
            changed = write(own) + _tidy(own)
            before, around = _lists(newest)
            changed += len(before) + write(around)
        else:
            before, around = _lists(newest)
            changed = len(before) + write([*own, *around]) + _tidy(own)
        touched = [page.path for page in (*before, *own, *around)]
        uploading.hand_over(touched, about=newest, below=_folder(own))
        return changed


def everything() -> int:
    """Make the public directory equal to the register; return how many pages changed."""
    with transaction.atomic():
        take_turn()
        catalogue.rebuild()
    with transaction.atomic():
        take(Turn.BAKE)
        changed, expected = 0, set()
        for batch in _everything():
            changed += write(batch)
            expected |= {page.path for page in batch}
        changed += remove_all_but(expected | style.older())
        note_made_for(style.site())
        uploading.hand_over(is_whole=True)
        return changed


def part(name: str) -> int:
    """Bake one part of the site; return how many pages changed."""
    with transaction.atomic():
        take(Turn.BAKE)
        pages = list(parts[name]().all())
        uploading.hand_over(page.path for page in pages)
        return write(pages)


def _has_moved() -> bool:
    """Tell whether the pages that are there were made for another address or another look."""
    found = made_for()
    if found is None:
        note_made_for(style.site())
    return found not in {None, style.site()}


def _lists(newest: Publication) -> tuple[list[Page], list[Page]]:
    """Return the pages of others that were put in place, and the lists that may lead to them.

    Who was published while the lists were made stands in them too, so we look once more.
    """
    before = waiting.bake_before(newest)
    around = list(_around(newest))
    return before + waiting.bake_before(newest), around


def _around(published: Publication) -> Iterator[Page]:
    """Yield the pages that mention a publication, and what all pages look like."""
    yield from style.files()
    for found in _parts():
        yield from found.touched_by(published)


def _everything() -> Iterator[list[Page]]:
    yield list(style.files())
    for published in Publication.objects.current().iterator(chunk_size=100):
        yield pages_for(published)
    for found in _parts():
        for page in found.all():
            yield [page]


def _parts() -> Iterator[Part]:
    for kind in listings:
        yield listings[kind]()
    for name in parts:
        yield parts[name]()


def _tidy(own: list[Page]) -> int:
    """Remove what a publication no longer has; return how many pages that were."""
    folder = _folder(own)
    return remove_all_but({page.path for page in own}, below=folder) if folder else 0


def _folder(own: list[Page]) -> str:
    """Return the folder in which all pages of a publication stand; empty when there is none."""
    return posixpath.commonpath([posixpath.dirname(page.path) for page in own]) if own else ""
