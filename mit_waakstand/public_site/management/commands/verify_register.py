"""``manage.py verify_register``: compute the public register anew, from files or the database."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mit_waakstand.public_site.checking import database, public_files
from mit_waakstand.public_site.checking.public_files import Findings
from mit_waakstand.public_site.checking.sources import Directory, Source, SourceError, Web


class Command(BaseCommand):
    """Checks a directory or a web address without any database; without either, the database."""

    help = "Rekent het openbare register na: elke registratie, elk bestand, en de keten."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where the register stands, and a head that somebody kept elsewhere."""
        parser.add_argument(
            "plaats",
            nargs="?",
            metavar="MAP|ADRES",
            help="een kopie van de openbare site, of het adres ervan; leeg: de database",
        )
        parser.add_argument(
            "--head", metavar="HASH", help="een hoofd dat eerder is genoteerd: komt het nog voor?"
        )

    def handle(
        self,
        *,
        plaats: str | None = None,
        head: str | None = None,
        **options: object,  # noqa: ARG002
    ) -> None:
        """Print what was checked; raises CommandError with everything that does not add up."""
        try:
            found = _check(plaats, head)
        except SourceError as error:
            raise CommandError(str(error)) from error
        for position, reason in found.removed.items():
            self.stdout.write(f"registratie {position} is verwijderd ({reason or 'zonder code'})")
        if found.problems:
            raise CommandError("\n".join(["Het register klopt niet:", *found.problems]))
        self.stdout.write(
            f"{found.entries} registraties en {found.files} bestanden, het register klopt"
        )
        self.stdout.write(f"hoofd: {found.head}")


def _check(place: str | None, head: str | None) -> Findings:
    if not place:
        return database.check(noted=head)
    source: Source = Web(place) if "://" in place else Directory(Path(place))
    return public_files.check(source, noted=head)
