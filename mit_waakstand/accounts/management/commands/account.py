"""``manage.py account``: make an account, such as that of the first beheerder."""

from argparse import ArgumentParser
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.trail.recording import Happening, record, recorded


class Command(BaseCommand):
    """The beheerder makes all other accounts in the admin."""

    help = "Maakt een account. Het wachtwoord wordt gevraagd, of komt uit een bestand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who it is for."""
        parser.add_argument("gebruikersnaam")
        parser.add_argument("email")
        parser.add_argument("naam", help='bijvoorbeeld "Anna van der Proef"')
        parser.add_argument("--rol", choices=Role.values, default=Role.ADMINISTRATOR)
        parser.add_argument("--wachtwoord-bestand", dest="password_file")

    def handle(self, **options: str) -> None:
        """Make the account; raises CommandError, in Dutch, when something is not right."""
        user = User(
            username=options["gebruikersnaam"],
            email=options["email"],
            full_name=options["naam"],
            role=options["rol"],
        )
        password = _password(options["password_file"])
        try:
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with recorded():
            user.save()
            record(Happening("add", "is toegevoegd met een opdracht", user, None, timezone.now()))
        self.stdout.write(f"Account {user.username} is gemaakt ({user.get_role_display()}).")


def _password(file_name: str | None) -> str:
    if file_name is None:
        return getpass("Wachtwoord (minstens 14 tekens): ")
    try:
        with open(file_name, encoding="utf-8") as file:  # noqa: PTH123  (/dev/stdin too)
            return file.readline().strip()
    except OSError as error:
        message = f"Het bestand {file_name} is niet te lezen."
        raise CommandError(message) from error
