"""``manage.py bake``: write the public pages again."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from mit_waakstand.public_site import bake
from mit_waakstand.public_site.models import Publication


class Command(BaseCommand):
    """Bake everything, or what changes with one key such as ``miw-2026-01``."""

    help = "Maakt de publieke pagina's opnieuw uit het register van publicaties."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the keys; none means everything."""
        parser.add_argument("sleutel", nargs="*", help="bijvoorbeeld miw-2026-01 of stand")

    def handle(self, *, sleutel: list[str], **_options: object) -> None:
        """Bake and say how many pages changed; raises CommandError for an unknown key."""
        changed = sum(_bake(key) for key in sleutel) if sleutel else bake.everything()
        self.stdout.write(f"Gewijzigde pagina's: {changed}")


def _bake(key: str) -> int:
    found = Publication.objects.filter(key=key).current()
    if not found:
        message = f"Onder {key!r} is niets gepubliceerd."
        raise CommandError(message)
    return sum(bake.publication(publication) for publication in found)
