"""Work for the outbox: mail about accounts."""

from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.people import letters
from mit_waakstand.personal_links.models import PersonalLink

GONE = "niet verstuurd: het account is niet meer actief"


@kinds("mail_account_invitation")
def mail_account_invitation(work: Work) -> str:
    """Send somebody the link behind which he chooses his password."""
    user = User.objects.filter(pk=work.subject_pk, is_active=True).first()
    link = PersonalLink.objects.filter(pk=str(work.details["link"]), revoked_at=None).first()
    if user is None or link is None:
        return "niet verstuurd: de uitnodiging geldt niet meer"
    mail.send(letters.invitation_letter(user, link, work))
    return "verstuurd"


@kinds("mail_second_factor_reset")
def mail_second_factor_reset(work: Work) -> str:
    """Tell somebody that his second factor was reset."""
    user = User.objects.filter(pk=work.subject_pk, is_active=True).first()
    if user is None:
        return GONE
    mail.send(letters.reset_letter(user, work))
    return "verstuurd"
