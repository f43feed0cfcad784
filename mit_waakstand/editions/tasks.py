"""Work for the outbox: reminding people to look at a version again."""

from django.apps import apps

from mit_waakstand import mail, vault
from mit_waakstand.accounts.models import User
from mit_waakstand.editions import printing
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


@kinds("make_version_pdf")
def make_version_pdf(work: Work) -> str:
    """Make the PDF of an adopted version, once; kept for ever (architecture §1.3)."""
    edition = edition_of(work)
    if not edition.pdf_checksum:
        edition.pdf_checksum = vault.store(printing.pdf_of(edition))
        edition.save(update_fields=["pdf_checksum"])
    return "pdf gemaakt"


def edition_of(work: Work) -> Edition:
    """Return the version that a piece of work is about."""
    kind = apps.get_model(work.subject)
    assert issubclass(kind, Edition)  # noqa: S101  (for the type checker)
    found = kind._default_manager.select_for_update(no_key=True, of=("self",))  # noqa: SLF001
    return found.get(pk=work.subject_pk)
