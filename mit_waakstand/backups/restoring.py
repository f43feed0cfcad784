"""The way back: an archive put in an empty house, and checked as a stranger would.

Nothing that exists is overwritten. The public directory is the exception that proves it: when it
holds pages already, it stays as it is, because it may show what the backup does not know.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from mit_waakstand import vault
from mit_waakstand.backups import contents, postgres
from mit_waakstand.backups.archive import DATABASE, PRIVATE, PUBLIC, Facts, unpack
from mit_waakstand.backups.errors import BackupError
from mit_waakstand.backups.making import workroom
from mit_waakstand.backups.sealing import SUFFIX, opened

ERASURES = "wissingen"  # may be there already: the list of who was erased is kept apart


@dataclass(frozen=True)
class Restored:
    """What was put back.

    ``unknown`` are files in a public directory that was there already and the archive does not
    have: probably published after the backup.
    """

    facts: Facts
    kept_public: bool
    unknown: Sequence[str]


def restore(archive: Path, *, identity: Path | None = None) -> Restored:
    """Put an archive back in the empty database and private directory of the settings.

    First every checksum is checked; then the database comes back whole or not at all, then the
    files; then both chains, every file and every count are compared with the moment of the
    backup. Raises BackupError; after a failed comparison what was put back stays, to be looked at.
    """
    _refuse_a_house_in_use()
    with workroom() as room:
        facts = _unpack(archive, room, identity)
        _refuse_a_newer_one(facts)
        postgres.restore(room / DATABASE)
        _move_in(room / PRIVATE, Path(settings.PRIVATE_ROOT), mode=vault.DIRECTORY)
        kept, unknown = _move_public_in(room / PUBLIC, Path(settings.PUBLIC_ROOT))
    connection.close()
    if wrong := list(contents.problems(facts)):
        message = "\n".join(["Er is teruggezet, maar het klopt niet:", *wrong])
        raise BackupError(message)
    return Restored(facts, kept, unknown)


def erase_again(erasures: Path | None, *, tell: OutputWrapper) -> None:
    """Erase whom the backup brought back: from our own list, and one that was kept apart.

    How many goes to ``tell``. Raises CommandError when there is no such list.
    """
    call_command("reapply_erasures", stdout=tell)
    if erasures is not None:
        call_command("reapply_erasures", list=erasures, stdout=tell)


def _unpack(archive: Path, room: Path, identity: Path | None) -> Facts:
    if archive.suffix == SUFFIX and identity is None:
        message = "Deze reservekopie is versleuteld: noem het bestand met de sleutel (--key)."
        raise BackupError(message)
    try:
        with archive.open("rb") as source, opened(source, identity) as unsealed:
            return unpack(unsealed, room)
    except OSError as error:
        message = f"{archive} is niet te lezen of uit te pakken: {error.strerror or error}."
        raise BackupError(message) from error


def _refuse_a_house_in_use() -> None:
    if not postgres.is_empty():
        message = (
            "In deze database staan al tabellen. Maak een lege database, zet die in DATABASE_URL,"
            " en probeer het opnieuw: terugzetten wist niets."
        )
        raise BackupError(message)
    private = Path(settings.PRIVATE_ROOT)
    found = [path.name for path in private.iterdir()] if private.exists() else []
    if set(found) - {ERASURES}:
        message = (
            f"In {private} staan al bestanden. Zet die map opzij of kies een andere"
            " MIT_PRIVATE_ROOT, en probeer het opnieuw: terugzetten wist niets."
        )
        raise BackupError(message)


def _refuse_a_newer_one(facts: Facts) -> None:
    """Refuse an archive whose tables this code does not know."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if set(facts.migrations) - known:
        message = "Deze reservekopie is van een nieuwere versie van de toepassing dan deze."
        raise BackupError(message)


def _move_in(source: Path, target: Path, *, mode: int) -> None:
    """Move every file below ``source`` to the same place below ``target``.

    Directories that are made on the way get ``mode``, whatever this process usually gives.
    """
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        if path.is_dir():
            place.mkdir(parents=True, exist_ok=True)
            place.chmod(mode)
        elif not place.exists():
            shutil.move(path, place)


def _move_public_in(source: Path, target: Path) -> tuple[bool, list[str]]:
    """Fill an empty public directory; return whether it was kept, and what only it has."""
    present = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    if not present:
        target.mkdir(parents=True, exist_ok=True)
        target.chmod(0o755)  # a web server of another account reads it
        _move_in(source, target, mode=0o755)
        return False, []
    brought = {path.relative_to(source).as_posix() for path in source.rglob("*")}
    return True, sorted(name for name in present - brought if name.endswith((".html", ".pdf")))


def note_for(facts: Facts, *, at: datetime) -> str:
    """Return in one line which backup was tried or put back."""
    made = datetime.fromisoformat(facts.made_at)
    hours = (at - made).total_seconds() / 3600
    return f"reservekopie van {made:%Y-%m-%d %H.%M} UTC, {hours:.0f} uur oud"
