"""``manage.py backup MAP``: one archive of everything that counts, while everybody works on."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mit_waakstand.backups import making
from mit_waakstand.backups.errors import BackupError
from mit_waakstand.duties.models import ProofKind
from mit_waakstand.duties.workflow import record_by_machine


class Command(BaseCommand):
    """Every run makes an archive of its own; Paraatheid shows when, and whether it went well."""

    help = "Maakt een reservekopie: database en bestanden in één archief."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where it goes, and how long older ones stay."""
        parser.add_argument("map", type=Path, help="map voor reservekopieën, buiten de gegevens")
        parser.add_argument(
            "--keep-days", type=int, metavar="DAGEN", help="verwijder daar wat ouder is"
        )

    def handle(self, *, map: Path, keep_days: int | None = None, **_options: object) -> None:  # noqa: A002
        """Print where it stands and the heads to keep elsewhere; raises CommandError."""
        at = timezone.now()
        try:
            made = making.make(map, at=at, keys=settings.BACKUP_KEYS)
        except BackupError as error:
            note = str(error)[:400]
            record_by_machine(kind=ProofKind.BACKUP, succeeded=False, note=note, at=at)
            raise CommandError(str(error)) from error
        note = f"{made.path.name}: {made.files} bestanden, {made.size} bytes"
        record_by_machine(kind=ProofKind.BACKUP, succeeded=True, note=note, at=at)
        self.stdout.write(f"{made.path}\n{made.files} bestanden, {made.size} bytes")
        self.stdout.write(f"logboek: {made.facts.trail}\nregister: {made.facts.register}")
        if not settings.BACKUP_KEYS:
            self.stdout.write("Let op: niet versleuteld. Zet MIT_BACKUP_KEYS; zie docs/beheer.md.")
        if keep_days is not None:
            gone = making.forget_older_than(keep_days, map, at=at)
            self.stdout.write(f"verwijderd, want ouder dan {keep_days} dagen: {gone}")
