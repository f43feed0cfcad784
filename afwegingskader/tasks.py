"""Work for the outbox: asking an expert to help with an assessment, and its PDF."""

from afwegingskader import printing
from afwegingskader.models import Assessment, Participant
from afwegingskader.notifications import letter
from mit_waakstand import mail, vault
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


@kinds("make_assessment_pdf")
def make_assessment_pdf(work: Work) -> str:
    """Make the PDF of a closed assessment, once; kept for ever (architecture §1.3)."""
    found = Assessment.objects.select_for_update(no_key=True, of=("self",))
    assessment = found.select_related("situation", "edition").get(pk=work.subject_pk)
    if not assessment.pdf_checksum:
        assessment.pdf_checksum = vault.store(printing.pdf_of(assessment))
        assessment.save(update_fields=["pdf_checksum"])
    return "pdf gemaakt"
