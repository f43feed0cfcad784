"""Work for the outbox: telling who it concerns that a deputy acts, or does so no more."""

from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.deputies import letters
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work


@kinds("mail_deputy_acts")
def mail_deputy_acts(work: Work) -> str:
    """Send one reader the news that a deputy acts for the CPO."""
    return _send(work)


@kinds("mail_deputy_stopped")
def mail_deputy_stopped(work: Work) -> str:
    """Send one reader the news that a deputy acts no more."""
    return _send(work)


@kinds("mail_deputy_ended")
def mail_deputy_ended(work: Work) -> str:
    """Send one reader the news that an appointment ended."""
    return _send(work)


def _send(work: Work) -> str:
    pk = str(work.details["recipient"]).removeprefix("user:")
    reader = User.objects.filter(pk=pk, is_active=True).first()
    if reader is None or work.subject_pk is None:
        return "niet verstuurd: het account is niet meer actief"
    mail.send(letters.letter(work.kind, work.subject_pk, reader.email, work.key))
    return "verstuurd"
