"""``manage.py sweep``: do all work that is due. For cron, and for when Celery is away."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from mit_waakstand.outbox import doing


class Command(BaseCommand):
    """Runs the sweep once."""

    help = "Doet al het werk dat klaarstaat, elk stuk een keer."

    def handle(self, **options: object) -> None:  # noqa: ARG002
        """Print how many pieces of work were done."""
        self.stdout.write(f"{doing.sweep(timezone.now())} stuk(s) werk gedaan")
