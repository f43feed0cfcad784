"""Work for the outbox: asking somebody whether his record is still right."""

from django.utils import timezone

from experts import erased, letters
from experts.models import Expert
from experts.states import ExpertState
from experts.workflow.confirming import PURPOSE
from mit_waakstand import mail
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.personal_links.models import PersonalLink


@kinds("mail_own_record")
def mail_own_record(work: Work) -> str:
    """Ask one expert."""
    return _send(work)


@kinds("mail_own_record_again")
def mail_own_record_again(work: Work) -> str:
    """Remind one expert."""
    return _send(work)


@kinds("list_erasure")
def list_erasure(work: Work) -> str:
    """Put an erasure on the list beside the database."""
    expert = Expert.objects.get(pk=work.subject_pk)
    erased.note(expert.reference)
    return "op de lijst gezet"


def _send(work: Work) -> str:
    expert = Expert.objects.filter(pk=work.subject_pk, state=ExpertState.IN_REGISTER).first()
    if expert is None or not expert.email:
        return "niet verstuurd: deze expert staat niet meer in het register, of heeft geen adres"
    link = PersonalLink.objects.about(expert, PURPOSE).open_at(timezone.now()).first()
    if link is None:
        return "niet verstuurd: de vraag is al beantwoord, of de link is verlopen"
    mail.send(letters.own_record(work.kind, expert, link, key=work.key))
    return "verstuurd"
