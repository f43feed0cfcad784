"""``manage.py demo``: fill an empty database by taking the real steps."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mit_waakstand.accounts.models import User
from mit_waakstand.demo.people import cast
from mit_waakstand.demo.story import Story


class Command(BaseCommand):
    """Loads the demonstration once."""

    help = "Vult een lege database met een demonstratie (alleen met MIT_DEMO=1)."

    def handle(self, **_options: object) -> None:
        """Load the story unless somebody is there already; raises CommandError without MIT_DEMO."""
        if not settings.DEMO:
            message = "Een demonstratie laadt u alleen met MIT_DEMO=1."
            raise CommandError(message)
        if User.objects.exists():
            self.stdout.write("De database is niet leeg; er is niets geladen.")
            return
        now = timezone.now()
        Story(cast(since=(now - timedelta(days=80)).date()), now).tell()
        self.stdout.write("De demonstratie is geladen.")
