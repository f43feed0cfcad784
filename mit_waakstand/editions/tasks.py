"""Work for the outbox: reminding people to look at a version again."""

from django.apps import apps

from mit_waakstand import mail
from mit_waakstand.accounts.models import User
from mit_waakstand.editions.letters import review_letter
from mit_waakstand.editions.models import Edition
from mit_waakstand.editions.states import EditionState
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work


@kinds("mail_review")
def mail_review(work: Work) -> str:
    """Send one reader the reminder, unless the version was replaced or another day was chosen."""
    pk = str(work.details["recipient"]).removeprefix("user:")
    reader = User.objects.filter(pk=pk, is_active=True).first()
    edition = edition_of(work)
    if reader is None:
        return "niet verstuurd: het account is niet meer actief"
    if edition.state != EditionState.ADOPTED or f":{edition.review_on}:" not in work.key:
        return "niet verstuurd: er is een andere datum gekozen, of een nieuwe versie"
    mail.send(review_letter(edition, to=reader.email, key=work.key))
    return "verstuurd"


def edition_of(work: Work) -> Edition:
    """Return the version that a piece of work is about."""
    kind = apps.get_model(work.subject)
    assert issubclass(kind, Edition)  # noqa: S101  (for the type checker)
    return kind._default_manager.get(pk=work.subject_pk)  # noqa: SLF001
