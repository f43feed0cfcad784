"""``manage.py noodtoegang``: let somebody in when no beheerder can get in any more."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timezone import localtime

from mit_waakstand.people import last_resort


class Command(BaseCommand):
    """Opens the account of last resort, with an alarm, or closes it."""

    help = "Opent het account noodtoegang (beheerder) voor enkele uren, met alarm per mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take why and for how long."""
        parser.add_argument("--reden", dest="because", default="")
        parser.add_argument("--uren", dest="hours", type=int, default=4)
        parser.add_argument("--sluit", dest="close", action="store_true")

    def handle(self, *, because: str, hours: int, close: bool, **_: object) -> None:
        """Open or close; raises CommandError, in Dutch, when something is not right."""
        at = timezone.now()
        if close:
            was_open = last_resort.close(at=at)
            self.stdout.write("Noodtoegang is gesloten." if was_open else "Er was niets open.")
            return
        if not because.strip():
            message = "Geef een reden, bijvoorbeeld --reden 'telefoon van de beheerder kwijt'."
            raise CommandError(message)
        if not 1 <= hours <= last_resort.MOST_HOURS:
            message = f"Kies 1 tot en met {last_resort.MOST_HOURS} uur."
            raise CommandError(message)
        account, password = last_resort.open_up(because=because.strip(), hours=hours, at=at)
        until = localtime(account.open_until)
        self.stdout.write(f"Gebruikersnaam: {account.username}")
        self.stdout.write(f"Wachtwoord (staat nergens anders): {password}")
        self.stdout.write(
            f"Open tot {until:%d-%m-%Y, %H.%M} uur. CPO, secretaris en beheerder krijgen een alarm."
        )
