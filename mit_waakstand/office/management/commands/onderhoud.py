"""``manage.py onderhoud``: alleen lezen aan of uit, also when the pages cannot be reached."""

from argparse import ArgumentParser
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timezone import localtime

from mit_waakstand.maintenance.models import Maintenance
from mit_waakstand.office import maintaining
from mit_waakstand.workflow import RefusedError


class Command(BaseCommand):
    """Begins, postpones or ends it; without an option it says how it stands."""

    help = "Zet alleen lezen (onderhoud) aan of uit, of zegt hoe het ervoor staat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take why, until when, and whether it is over."""
        parser.add_argument("--reden", dest="reason", default="")
        parser.add_argument("--tot", dest="until", default="", help="jjjj-mm-dd uu:mm")
        parser.add_argument("--klaar", dest="over", action="store_true")

    def handle(self, *, reason: str, until: str, over: bool, **_: object) -> None:
        """Work the switch; raises CommandError, in Dutch, when something is not right."""
        at = timezone.now()
        try:
            if over:
                maintaining.end(by=None, at=at)
            elif reason:
                maintaining.begin(reason=reason, expected_until=_moment(until), by=None, at=at)
            elif until:
                maintaining.postpone(expected_until=_moment(until), by=None, at=at)
        except RefusedError as refusal:
            raise CommandError(refusal.message) from refusal
        running = Maintenance.objects.running().first()
        if running is None:
            self.stdout.write("Iedereen kan werken.")
            return
        expected = localtime(running.expected_until)
        self.stdout.write(
            f"Alleen lezen (onderhoud), naar verwachting tot {expected:%d-%m-%Y, %H.%M} uur: "
            f"{running.reason}"
        )


def _moment(written: str) -> datetime:
    """Return the moment, in the time of Amsterdam."""
    try:
        return timezone.make_aware(datetime.fromisoformat(written))
    except ValueError as error:
        message = "Geef met --tot tot wanneer het naar verwachting duurt: --tot '2026-12-01 14:00'."
        raise CommandError(message) from error
