"""``manage.py reapply_erasures``: after a restore, erase again whom the backup brought back."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from aanspreekpunt import forgetting
from experts import erased
from experts.models import Erasure
from experts.workflow import erasing


class Command(BaseCommand):
    """Can be run any number of times; who is gone already stays so."""

    help = "Wist na het terugzetten van een reservekopie opnieuw wie en wat al was gewist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a list that was kept elsewhere."""
        parser.add_argument(
            "--list", type=Path, metavar="MAP", help="een kopie van de map met wissingen"
        )

    def handle(self, *, list: Path | None = None, **options: object) -> None:  # noqa: A002, ARG002
        """Erase whoever is on the list and still there; raises CommandError without the list."""
        if list is not None and not list.is_dir():
            message = f"Deze map is er niet: {list}"
            raise CommandError(message)
        place, at = list or erased.directory(), timezone.now()
        references = {*erased.listed(place)}
        references.update(Erasure.objects.values_list("reference", flat=True))
        again = erasing.erase_again(sorted(references), at=at)
        again += forgetting.erase_listed(place, at=at)
        self.stdout.write(f"op de lijst: {len(references)}; opnieuw gewist: {again}")
