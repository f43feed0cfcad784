"""Work for the outbox: alarms about the virus scanner."""

from collections.abc import Callable

from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.mail import Letter
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.scanning import letters


@kinds("mail_held_file")
def mail_held_file(work: Work) -> str:
    """Tell a beheerder that a file was held."""
    return _sent(work, letters.held_letter)


@kinds("mail_scanner_silent")
def mail_scanner_silent(work: Work) -> str:
    """Tell a beheerder that the scanner does not answer."""
    return _sent(work, letters.silent_letter)


def _sent(work: Work, letter: Callable[[User, Work], Letter]) -> str:
    pk = str(work.details["recipient"]).removeprefix("user:")
    reader = User.objects.filter(pk=pk, is_active=True).first()
    if reader is None:
        return mail.NO_ADDRESS
    mail.send(letter(reader, work))
    return "verstuurd"
