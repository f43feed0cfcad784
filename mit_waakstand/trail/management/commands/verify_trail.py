"""``manage.py verify_trail``: compute the whole event log anew, and say whether it adds up."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from mit_waakstand.trail import verification
from mit_waakstand.trail.models import Event, EventBlanking


class Command(BaseCommand):
    """Checks every digest and every link; with ``--head`` also a head that was noted earlier."""

    help = "Controleert het logboek: elke gebeurtenis, en de keten tussen alle gebeurtenissen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a head that somebody kept outside this system."""
        parser.add_argument(
            "--head", metavar="HASH", help="een kop die eerder is genoteerd: komt die nog voor?"
        )

    def handle(self, *, head: str | None = None, **options: object) -> None:  # noqa: ARG002
        """Print the number of events and the head; raises CommandError with every problem."""
        found = [*verification.problems(), *verification.problems_with_head(head)]
        if found:
            raise CommandError("\n".join(["Het logboek klopt niet:", *found]))
        self.stdout.write(f"{Event.objects.count()} gebeurtenissen, het logboek klopt")
        if blanked := EventBlanking.objects.count():
            self.stdout.write(f"leeggemaakt om een persoon te wissen: {blanked}")
        self.stdout.write(f"kop: {verification.head()}")
