"""``manage.py demo``: fill an empty database by taking the real steps."""

from argparse import ArgumentParser
from contextlib import nullcontext

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from mit_waakstand.accounts.models import User
from mit_waakstand.demo import stand_in, telling
from mit_waakstand.demo.people import cast
from mit_waakstand.logs import only_trouble

ALL_LOG = 2  # the verbosity (-v) at which every piece of work that is done is told
WHOLE, STAND_IN = "alles", "waarnemer"
DAYS = {WHOLE: 80, STAND_IN: 80 + stand_in.SILENCE.days}  # how long ago each begins
TELL = {WHOLE: telling.tell, STAND_IN: stand_in.tell}


class Command(BaseCommand):
    """Loads a demonstration once."""

    help = "Vult een lege database met een demonstratie (alleen met MIT_DEMO=1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which demonstration, and whether everything that is there goes first."""
        parser.add_argument(
            "--fresh", action="store_true", help="wist eerst alles, en begint opnieuw"
        )
        parser.add_argument(
            "--scenario",
            choices=tuple(TELL),
            default=WHOLE,
            help="alles: een kantoor vol werk; waarnemer: anderhalf jaar deed niemand iets",
        )

    def handle(
        self, *, fresh: bool = False, scenario: str = WHOLE, verbosity: int = 1, **_options: object
    ) -> None:
        """Load the story unless somebody is there already; raises CommandError without MIT_DEMO."""
        if not settings.DEMO:
            message = "Een demonstratie laadt u alleen met MIT_DEMO=1."
            raise CommandError(message)
        if fresh:
            _check_that_nobody_is_here()
            self.stdout.write("Alles wordt gewist. De tabellen worden opnieuw gemaakt …")
            _wipe()
            call_command(
                "prepare", demo=True, scenario=scenario, verbosity=verbosity, stdout=self.stdout
            )
            return
        if User.objects.exists():
            self.stdout.write("De database is niet leeg; er is niets geladen.")
            return
        self.stdout.write("De demonstratie wordt geladen, met haar brieven, mail en pagina's …")
        now = timezone.now()
        with nullcontext() if verbosity >= ALL_LOG else only_trouble():
            TELL[scenario](cast(now, days=DAYS[scenario]), now)
        self.stdout.write("De demonstratie is geladen.")


def _check_that_nobody_is_here() -> None:
    """Raise CommandError while web server or worker use the database: they would work in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        ((others,),) = cursor.fetchall()
    if others:
        message = "De toepassing draait op deze database. Stop haar eerst; er is niets gewist."
        raise CommandError(message)


def _wipe() -> None:
    """Drop every table: what is append-only cannot be emptied in any other way."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
