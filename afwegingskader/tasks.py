"""Work for the outbox: asking an expert to help with an assessment."""

from afwegingskader.models import Participant
from afwegingskader.notifications import letter
from mit_waakstand import mail
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work


@kinds("mail_assessment")
def mail_assessment(work: Work) -> str:
    """Send the mail, unless the expert can do nothing with it any more."""
    found = Participant.objects.select_related("user", "assessment__situation")
    participant = found.get(pk=work.subject_pk)
    if not participant.user.is_active:
        return "niet verstuurd: het account is niet meer actief"
    mail.send(letter(participant, key=work.key))
    return "verstuurd"
