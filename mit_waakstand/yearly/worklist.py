"""What yearly accounts ask of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.worklist import Found, Item, Row, Urgency, rows
from mit_waakstand.yearly.models import YearAccount
from mit_waakstand.yearly.states import AccountState


@rows("yearly")
def rows_for(user: User, today: date) -> Iterable[Item]:
    """Return the accounts that are not yet delivered."""
    if not user.may("yearly.see"):
        return

    def row_of(account: YearAccount) -> Row:
        is_over = today.year > account.year
        return Row(
            title=account.title(),
            action=_action(account, user, is_over=is_over),
            url=account.get_absolute_url(),
            urgency=Urgency.ACT if is_over else Urgency.WAIT,
        )

    found = YearAccount.objects.visible_to(user).open()
    url = reverse("yearly:accounts")
    yield Found(found, row_of, what="verantwoordingen", url=url)


def _action(account: YearAccount, user: User, *, is_over: bool) -> str:
    if account.state == AccountState.ADOPTED:
        return "Bied de verantwoording aan, en leg vast aan wie"
    if is_over and user.may("yearly.adopt"):
        return "Vul de verantwoording aan en stel haar vast"
    return "Vul de verantwoording aan"
