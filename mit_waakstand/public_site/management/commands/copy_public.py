"""``manage.py copy_public``: the public site in another directory, for another web server."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mit_waakstand.public_site.elsewhere.copying import NothingToCopyError, copy
from mit_waakstand.public_site.writing import NotOurDirectoryError


class Command(BaseCommand):
    """Needs no database; can be run any number of times, also while pages are baked."""

    help = "Maakt een andere map gelijk aan de openbare pagina's."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the directory."""
        parser.add_argument("map", type=Path, help="de map van de andere webserver")

    def handle(self, *, map: Path, **_options: object) -> None:  # noqa: A002  (the Dutch word)
        """Copy and say what changed; raises CommandError for a directory that cannot be."""
        try:
            copied = copy(map)
        except (NothingToCopyError, NotOurDirectoryError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Geschreven: {copied.written}. Verwijderd: {copied.removed}.")
