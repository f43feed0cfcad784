"""Work for the outbox: the PDF of an adopted account."""

from django.conf import settings

from mit_waakstand import vault
from mit_waakstand.outbox import kinds
from mit_waakstand.outbox.models import Work
from mit_waakstand.yearly.letters import account_pdf
from mit_waakstand.yearly.models import YearAccount


@kinds("make_account_pdf")
def make_account_pdf(work: Work) -> str:
    """Make the PDF of an adopted account, once; kept for ever."""
    account = YearAccount.objects.select_for_update().get(pk=work.subject_pk)
    if not account.pdf_sha256:
        account.pdf_sha256 = vault.store(account_pdf(account, demo=settings.DEMO))
        account.save(update_fields=["pdf_sha256"])
    return f"pdf van de verantwoording over {account.year} gemaakt"
