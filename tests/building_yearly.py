"""Builders for the yearly account: each state by its real steps."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import time_machine
from django.test.utils import override_settings
from django.utils import timezone
from django.utils.timezone import localdate

from building import amsterdam, person
from mit_waakstand.accounts.roles import Role
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.yearly import workflow
from mit_waakstand.yearly.models import YearAccount
from mit_waakstand.yearly.workflow import Amount

OCTOBER = amsterdam(2026, 10, 1)
JANUARY = amsterdam(2027, 1, 11)
AN_EDIT = {
    "introduction": "Een rustig jaar.",
    "budget": "70.000,00",
    "spending": "Secretariaat = 42.500,00\nOefening = 1.250,50",
}


def an_account(*, at: datetime | None = None) -> YearAccount:
    """Return the account of the year of ``at`` (now) as it began by itself."""
    at = at or timezone.now()
    return workflow.draft(localdate(at).year, at=at)


def a_written_account(*, at: datetime | None = None) -> YearAccount:
    """Return the account with an introduction, a remark and amounts."""
    at = at or timezone.now()
    return workflow.edit(
        an_account(at=at),
        introduction="Een rustig jaar.\n\n## Wat ons opviel\n\nWeinig.",
        remarks={"signals": "Er was geen reden voor een signaal."},
        budget=Decimal(70_000),
        spending=[Amount("Secretariaat", "42500.00"), Amount("Oefening", "1250.50")],
        by=person(Role.SECRETARY),
        at=at,
    )


def an_adopted_account(*, at: datetime | None = None) -> YearAccount:
    """Return the account with its PDF; in a demonstration, which need not wait for the year."""
    at = at or timezone.now()
    account = a_written_account(at=at)
    with override_settings(DEMO=True):
        account = workflow.adopt(account, by=person(Role.CPO), at=at)
        made(account, at=at)
    return YearAccount.objects.get(pk=account.pk)


def made(account: YearAccount, *, at: datetime) -> None:
    """Let the machine do what waits for an account at that moment."""
    with time_machine.travel(at + timedelta(minutes=1), tick=False):
        for work in Work.objects.about(account):
            doing.do(work.pk)


def a_delivered_account(*, at: datetime | None = None, on: date | None = None) -> YearAccount:
    """Return the account that was delivered to the SG."""
    at = at or timezone.now()
    return workflow.deliver(
        an_adopted_account(at=at),
        delivered_to="De secretaris-generaal van SZW",
        delivered_on=on or localdate(at),
        by=person(Role.SECRETARY),
        at=at,
    )
