"""Whether the MIW accounted for last year, for Paraatheid (R-074)."""

from datetime import date

from django.urls import reverse

from mit_waakstand.readiness import Finding, Ground, Link, Status, checks
from mit_waakstand.yearly.models import FIRST_YEAR, YearAccount

IN_TIME = 7  # until 1 July it only asks for attention: our own choice, no source names a day


@checks("yearly account")
def yearly_account(today: date) -> Finding:
    """Return whether the account of last year was adopted; late from July on."""
    year = today.year - 1
    account = YearAccount.objects.of(year)
    status, act = Status.ATTENTION, Link(label="Begin haar", url=reverse("yearly:account-draft"))
    reason = f"De verantwoording over {year} is nog niet begonnen."
    if account:
        act = Link(label="Vul haar aan en stel haar vast", url=account.get_absolute_url())
        reason = f"De verantwoording over {year} is nog niet vastgesteld."
    if today.month >= IN_TIME:
        status = Status.NOT_IN_ORDER
    if year < FIRST_YEAR:
        status, reason = Status.IN_ORDER, f"De eerste verantwoording gaat over {FIRST_YEAR}."
    elif account and not account.is_draft():
        status, reason = Status.IN_ORDER, f"De verantwoording over {year} is vastgesteld."
    return Finding(
        title="Jaarlijkse verantwoording",
        ground=Ground.AGREED,
        status=status,
        reason=reason,
        source="R-074",
        evidence=(Link(label="Verantwoordingen", url=reverse("yearly:accounts")),),
        act=act,
    )
