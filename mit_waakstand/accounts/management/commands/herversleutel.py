"""``manage.py herversleutel``: second factors under the present secret key."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mit_waakstand.accounts import second_factor


class Command(BaseCommand):
    """Can be run any number of times; each row is done by itself, so people can go on working."""

    help = "Bewaart apps en herstelcodes onder de nieuwe MIT_SECRET_KEY, zodat de oude weg kan."

    def handle(self, **_: object) -> None:
        """Renew every row; raises CommandError when some cannot be read, with whose they are."""
        renewed, unreadable = 0, set()
        for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic():
                row = Authenticator.objects.select_for_update().filter(pk=pk).first()
                try:
                    renewed += row is not None and second_factor.renew(row)
                except second_factor.UnreadableError:
                    unreadable.add(row.user_id)
        self.stdout.write(f"{renewed} keer opnieuw versleuteld.")
        if unreadable:
            whose = ", ".join(str(pk) for pk in sorted(unreadable))
            message = (
                f"Niet te lezen, van account {whose}. Zet de sleutel waaronder zij zijn bewaard in "
                "MIT_SECRET_KEY_OLD en draai dit opnieuw, of wis van deze accounts de tweede stap."
            )
            raise CommandError(message)
        self.stdout.write("MIT_SECRET_KEY_OLD is hiervoor niet meer nodig.")
