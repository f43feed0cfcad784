"""Work for the outbox: mail about signing in."""

from mit_waakstand import mail
from mit_waakstand.accounts import notices
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work

GONE = "niet verstuurd: het account is niet meer actief"


@kinds("mail_new_password")
def mail_new_password(work: Work) -> str:
    """Send the way to a new password."""
    user = _reader(work)
    if user is None:
        return GONE
    mail.send(notices.password_letter(user, work))
    return "verstuurd"


@kinds("mail_sign_in_changed")
def mail_sign_in_changed(work: Work) -> str:
    """Tell somebody that his sign-in changed."""
    user = _reader(work)
    if user is None:
        return GONE
    mail.send(notices.change_letter(user, work))
    return "verstuurd"


@kinds("mail_address_changed")
def mail_address_changed(work: Work) -> str:
    """Tell the address that an account had that it has another one now."""
    user = _reader(work)
    before = user and user.history.filter(pk=work.details["version"]).first()
    if not before:
        return GONE
    mail.send(notices.old_address_letter(before.email, work))
    return "verstuurd"


@kinds("mail_last_resort")
def mail_last_resort(work: Work) -> str:
    """Send one reader the alarm about an account of last resort."""
    pk = str(work.details["recipient"]).removeprefix("user:")
    reader = User.objects.filter(pk=pk, is_active=True).first()
    if reader is None:
        return GONE
    mail.send(notices.alarm_letter(reader, work))
    return "verstuurd"


def _reader(work: Work) -> User | None:
    return User.objects.filter(pk=work.subject_pk, is_active=True).first()
