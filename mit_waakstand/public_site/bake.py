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
        # What must go goes first, whatever happens to the lists after it.
        changed = write(own) + _tidy(own) if newest.content.get("verwijderd") else 0
        # Before the lists are read: who cannot be made stays out of them.
        before = waiting.bake_before(newest)
        more, touched = _put([*own, *_around(newest)], beside=newest)
        touched |= {page.path for page in before}
        changed += len(before) + more + _tidy(own)
        uploading.hand_over(touched, about=newest, below=_folder(own))
        return changed


def everything() -> int:
    """Make the public directory equal to the register; return how many pages changed."""
    with transaction.atomic():
        take_turn()
        catalogue.rebuild()
    with transaction.atomic():
        take(Turn.BAKE)
        files = list(style.files())
        changed, expected = write(files), style.older() | {page.path for page in files}
        for batch in _everything():
            more, paths = _put(batch)
            changed += more
            expected |= paths
        changed += remove_all_but(expected)
        note_made_for(style.site())
        uploading.hand_over(is_whole=True)
        return changed


def part(name: str) -> int:
    """Bake one part of the site; return how many pages changed."""
    with transaction.atomic():
        take(Turn.BAKE)
        changed, touched = _put(list(parts[name]().all()))
        uploading.hand_over(touched)
        return changed


def _has_moved() -> bool:
    """Tell whether the pages that are there were made for another address or another look."""
    found = made_for()
    if found is None:
        note_made_for(style.site())
    return found not in {None, style.site()}


def _put(batch: list[Page], *, beside: Publication | None = None) -> tuple[int, set[str]]:
    """Put pages in place; return how many changed, and the paths of all.

    Who was published while a list was made stands in it too: before a list, those pages go.
    """
    before = waiting.bake_before(beside)
    return len(before) + write(batch), {page.path for page in (*before, *batch)}


def _around(published: Publication) -> Iterator[Page]:
    """Yield the pages that mention a publication, and what all pages look like."""
    yield from style.files()
    for found in _parts():
        yield from found.touched_by(published)


def _everything() -> Iterator[list[Page]]:
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
