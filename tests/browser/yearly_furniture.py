"""The yearly accounts that pages are about: one that is being written, and one that was adopted."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from mit_waakstand.accounts.models import User
from mit_waakstand.outbox.models import Work
from mit_waakstand.yearly import workflow
from mit_waakstand.yearly.models import YearAccount
from mit_waakstand.yearly.tasks import make_account_pdf


def made(cpo: User, *, at: datetime) -> dict[str, YearAccount]:
    """Return the accounts under the names that pages use; that of 2026 may have begun by itself."""
    return {
        "account": YearAccount.objects.of(2026) or workflow.draft(2026, at=at),
        "adopted_account": adopted(cpo, at=at.replace(year=2027, month=12, day=28)),
    }


def adopted(cpo: User, *, at: datetime) -> YearAccount:
    """Return the account of 2027 with its PDF; a demonstration need not wait for the year."""
    account = workflow.edit(
        workflow.draft(2027, at=at),
        introduction="Een rustig jaar.",
        remarks={},
        budget=Decimal(70_000),
        spending=[workflow.Amount("Secretariaat", "42500.00")],
        by=cpo,
        at=at,
    )
    account = workflow.adopt(account, by=cpo, at=at)
    with transaction.atomic():
        make_account_pdf(Work.objects.about(account).get())
    return account
