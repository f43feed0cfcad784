"""``manage.py restore ARCHIEF``: put a backup back in an empty house; ``--check`` only tries it."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mit_waakstand.backups import proving, restoring
from mit_waakstand.backups.errors import BackupError
from mit_waakstand.duties.models import ProofKind
from mit_waakstand.duties.workflow import record_by_machine


class Command(BaseCommand):
    """Overwrites nothing: database and private directory must be empty."""

    help = "Zet een reservekopie terug in een lege database, en rekent alles na."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the archive, the key that opens it, and whether it is only a trial."""
        parser.add_argument("archief", type=Path)
        parser.add_argument("--key", type=Path, help="bestand met de geheime sleutel (age)")
        parser.add_argument(
            "--check",
            action="store_true",
            help="zet terug in een tijdelijke database, reken na, en ruim op",
        )
        parser.add_argument("--scratch", metavar="URL", help="een lege database voor --check")
        parser.add_argument(
            "--erasures", type=Path, metavar="MAP", help="de apart bewaarde map met wissingen"
        )

    def handle(
        self,
        *,
        archief: Path,
        key: Path | None = None,
        check: bool = False,
        scratch: str | None = None,
        erasures: Path | None = None,
        **_options: object,
    ) -> None:
        """Print what was put back and compared; raises CommandError with what did not add up."""
        try:
            if check:
                self._prove(archief, key, scratch)
            else:
                self._restore(archief, key, erasures)
        except BackupError as error:
            raise CommandError(str(error)) from error

    def _restore(self, archive: Path, key: Path | None, erasures: Path | None) -> None:
        if erasures is not None and not erasures.is_dir():
            message = f"Deze map is er niet: {erasures}"
            raise BackupError(message)
        at = timezone.now()
        done = restoring.restore(archive, identity=key)
        note = f"Teruggezet: {restoring.note_for(done.facts, at=at)}"
        record_by_machine(kind=ProofKind.RESTORE, succeeded=True, note=note, at=at)
        self.stdout.write(f"{note}. Logboek, register, bestanden en aantallen kloppen.")
        self.stdout.write(f"logboek: {done.facts.trail}\nregister: {done.facts.register}")
        if done.kept_public:
            self.stdout.write("De openbare map was niet leeg en is gebleven zoals zij was.")
            for name in done.unknown[:20]:
                self.stdout.write(f"  staat niet in de reservekopie: {name}")
        restoring.erase_again(erasures, tell=self.stdout)
        self.stdout.write("Draai nu manage.py prepare, en start daarna web, werker en klok.")

    def _prove(self, archive: Path, key: Path | None, scratch: str | None) -> None:
        at = timezone.now()
        try:
            said = proving.prove(archive, identity=key, scratch=scratch)
        except BackupError as error:
            note = f"{archive.name}: {error}"[:400]
            record_by_machine(kind=ProofKind.RESTORE, succeeded=False, note=note, at=at)
            raise
        note = f"{archive.name}: {said.splitlines()[0]}"[:400]
        record_by_machine(kind=ProofKind.RESTORE, succeeded=True, note=note, at=at)
        self.stdout.write(f"Proef gelukt. {said.splitlines()[0]}")
