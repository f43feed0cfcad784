"""Work for the outbox: telling CPO and secretaris that a deputy acts."""

from django.conf import settings

from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work


@kinds("mail_deputy_acts")
def mail_deputy_acts(work: Work) -> str:
    """Send one reader the news that a deputy acts for the CPO; the name stands on the page."""
    pk = str(work.details["recipient"]).removeprefix("user:")
    reader = User.objects.filter(pk=pk, is_active=True).first()
    if reader is None:
        return "niet verstuurd: het account is niet meer actief"
    letter = mail.Letter(
        to=reader.email,
        key=work.key,
        subject=f"Waarneming {work.subject_pk}: een waarnemer treedt op voor de CPO",
        lines=(
            "Een waarnemer is begonnen met waarnemen voor de Chief Preparedness Officer.",
            "Wat de waarnemer doet, heet “waarnemend CPO”.",
            "",
            "Lees wie het is, sinds wanneer en waarom:",
        ),
        link=f"{settings.OFFICE_URL.rstrip('/')}/werk/waarneming/",
    )
    mail.send(letter)
    return "verstuurd"
