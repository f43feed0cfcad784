"""What the deputies ask of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import SECRETARIAT
from mit_waakstand.deputies.models import Deputy, DeputyState
from mit_waakstand.worklist import Found, Item, Row, Urgency, rows


@rows("deputies")
def rows_for(user: User, today: date) -> Iterable[Item]:
    """Return what a deputy can do, and what CPO and secretaris know of who acts."""

    def row_of(deputy: Deputy) -> Row | None:
        action = _action(deputy, user, today)
        if not action:
            return None
        return Row(
            title="Waarneming",
            action=action,
            url=deputy.get_absolute_url(),
            urgency=Urgency.ACT if deputy.is_over(today) else Urgency.WAIT,
            detail=deputy.user.full_name,
            due_on=deputy.ends_on,
        )

    current = Deputy.objects.visible_to(user).current()
    yield Found(current, row_of, what="waarnemers", url=reverse("deputies:deputies"))


def _action(deputy: Deputy, user: User, today: date) -> str:
    is_own = deputy.user_id == user.pk
    if deputy.is_over(today):
        return "De waarneming is afgelopen" if user.may("deputy.end") else ""
    if deputy.state == DeputyState.ACTING:
        return "U treedt op als waarnemend CPO" if is_own else "Treedt op als waarnemend CPO"
    if is_own and user.role not in SECRETARIAT:
        return "U bent waarnemer: begin met waarnemen als dat nodig is"
    return ""
