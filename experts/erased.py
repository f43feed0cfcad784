"""The list of erasures on disk: one empty file for each, named by the reference of the record.

Copies of it are kept apart from backups of the database, so that ``manage.py reapply_erasures``
finds after a restore whom that backup still knows.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings


def directory() -> Path:
    """Return where the list stands."""
    return Path(settings.PRIVATE_ROOT) / "wissingen"


def note(reference: UUID) -> None:
    """Put a reference on the list; doing it twice is doing it once."""
    place = directory()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    (place / str(reference)).touch(mode=0o600)


def listed(place: Path) -> Iterator[UUID]:
    """Yield the references on a list; files of another name are no references."""
    for file in sorted(place.iterdir()) if place.exists() else ():
        try:
            yield UUID(file.name)
        except ValueError:
            continue
