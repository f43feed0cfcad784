"""Bringing what was baked to the bucket, as work that follows each bake.

What went offline goes first; then files, pages, lists and feeds, so that no link leads nowhere.
An upload also takes along what earlier bakes still have waiting: a list in the directory names
their pages already. What one publication costs does not grow with how many there are.
"""

import os
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site.elsewhere.placing import order_of
from mit_waakstand.public_site.models import Publication
from mit_waakstand.public_site.pages import Order
from mit_waakstand.public_site.progress import UPLOAD
from mit_waakstand.public_site.serving.addresses import is_public_path
from mit_waakstand.turns import Turn, take


@dataclass
class Load:
    """What is to be brought: which paths, which folders to tidy, and what was read already.

    ``up_to`` is the last piece of work that this covers: while nobody bakes, none is underway.
    ``is_whole`` when it is everything. Lists and feeds are read while no bake is going on;
    a file, and in a whole load a page, is read when its turn comes.
    """

    paths: set[str]
    folders: set[str]
    is_whole: bool
    up_to: int
    read: dict[str, bytes]


def hand_over(
    paths: Iterable[str] = (),
    *,
    about: Publication | None = None,
    below: str = "",
    is_whole: bool = False,
) -> None:
    """Put the work to upload what a bake touched, in its transaction; nothing without a bucket.

    ``below`` is the folder that holds these paths and nothing else.
    """
    subject = about or Publication.objects.order_by("position").last()
    if settings.PUBLIC_BUCKET and subject is not None:
        put(
            "upload",
            about=subject,
            at=subject.published_at,
            key=f"{UPLOAD}:{uuid.uuid4()}",  # a page that is baked again is brought again
            paths=sorted(paths),
            below=below,
            is_whole=is_whole,
        )


def upload(work: Work) -> str:
    """Make the bucket equal to the directory in what waits; return what that took, in Dutch."""
    # Only here: the library is there where somebody uses a bucket.
    from mit_waakstand.public_site.elsewhere.bucket import Bucket, tag_of  # noqa: PLC0415

    take(Turn.UPLOAD)
    if (up_to := _brought_up_to()) >= work.pk:
        _note(work, up_to)
        return "al meegenomen door een eerdere upload"
    bucket = Bucket()
    load = _load(is_whole=not bucket.is_complete())
    places = [""] if load.is_whole else sorted(f"{folder}/" for folder in load.folders)
    stored = {path: tag for place in places for path, tag in bucket.stored(place).items()}
    gone = [path for path in sorted({*load.paths, *stored}) if _is_gone(path)]
    for path in gone:
        bucket.remove(path)
    brought = 0
    for path in sorted(load.paths - set(gone), key=lambda path: (order_of(path), path)):
        body = load.read.get(path) or _body(path)
        if body is not None and tag_of(body) != stored.get(path):
            bucket.put(path, body)
            brought += 1
            _stay_awake()
    if load.is_whole:
        bucket.note_complete()
    _note(work, load.up_to)
    return f"{brought} bestanden naar de bucket, {len(gone)} eruit (werk {work.pk})"


def _brought_up_to() -> int:
    """Return the last piece of work that an upload took along; later ones may have been as well."""
    done = Work.objects.filter(kind=UPLOAD).exclude(done_at=None).order_by("-pk").first()
    return int(done.details.get("up_to", 0)) if done else 0


def _note(work: Work, up_to: int) -> None:
    work.details |= {"up_to": up_to}
    work.save(update_fields=["details"])


def _stay_awake() -> None:
    """Keep the connection: a whole site takes longer than a transaction may sit idle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _load(*, is_whole: bool) -> Load:
    """Return what waits, read while no bake is half done; the turn to bake is given back."""
    with transaction.atomic():
        take(Turn.BAKE)
        rows = list(Work.objects.filter(kind=UPLOAD, done_at=None))
        waiting = [row.details for row in rows]
        load = Load(
            paths={path for details in waiting for path in details["paths"]},
            folders={details["below"] for details in waiting if details["below"]},
            is_whole=is_whole or any(details["is_whole"] for details in waiting),
            up_to=max(row.pk for row in rows),
            read={},
        )
        early = {Order.LIST, Order.FEED}
        if load.is_whole:
            load.paths |= set(_everything())
        else:
            early.add(Order.PAGE)
        for path in load.paths:
            if order_of(path) in early and (body := _body(path)) is not None:
                load.read[path] = body
        transaction.set_rollback(True)
    return load


def _everything() -> Iterator[str]:
    root = Path(settings.PUBLIC_ROOT)
    for directory, _, names in os.walk(root):
        paths = (str(Path(directory, name).relative_to(root)) for name in names)
        yield from filter(is_public_path, paths)


def _is_gone(path: str) -> bool:
    return is_public_path(path) and not Path(settings.PUBLIC_ROOT, path).is_file()


def _body(path: str) -> bytes | None:
    try:
        return Path(settings.PUBLIC_ROOT, path).read_bytes()
    except FileNotFoundError:
        return None
