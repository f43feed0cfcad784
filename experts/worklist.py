"""What the register asks of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from experts.models import Expert
from experts.states import ExpertState
from mit_waakstand.accounts.models import User
from mit_waakstand.worklist import COUNTED, Found, Item, Row, Urgency, rows

TO_ERASE = "Wis deze gegevens: er is geen reden meer om ze te bewaren"


@rows("experts")
def rows_for(user: User, today: date) -> Iterable[Item]:
    """Return whom to erase, who does not answer, and one's own yearly confirmation."""
    if user.may("expert.erase"):
        found = Expert.objects.to_erase(today).order_by("added_at", "pk")
        yield Found(found, _to_erase, what="experts", url=reverse("experts:experts"))
    if user.may("expert.write"):
        yield from _unanswered(today)
    if user.may("expert.own"):
        yield from _own(user, today)


def _to_erase(expert: Expert) -> Row:
    has_left = expert.state == ExpertState.LEFT
    return Row(
        title="Register van experts",
        action=TO_ERASE if has_left else "Wis deze gegevens, of vraag of ze nog kloppen",
        url=expert.get_absolute_url(),
        urgency=Urgency.ACT,
        detail=f"{expert.name}, {'uit het register' if has_left else 'twee jaar niet bevestigd'}",
    )


def _unanswered(today: date) -> Iterable[Row]:
    number = Expert.objects.unanswered(today).order_by()[: COUNTED + 1].count()
    if number:
        people = "1 expert antwoordt" if number == 1 else f"{number} experts antwoorden"
        yield Row(
            title="Register van experts",
            action="Vraag na of de gegevens kloppen",
            url=f"{reverse('experts:experts')}?bevestigd=nee",
            urgency=Urgency.WAIT,
            detail=f"{people} niet op de jaarlijkse vraag",
        )


def _own(user: User, today: date) -> Iterable[Row]:
    own = Expert.objects.in_register().filter(user=user).first()
    if own is not None and own.asked_on and not own.is_confirmed(today):
        yield Row(
            title="Mijn gegevens",
            action="Bevestig uw gegevens",
            url=reverse("experts:own-record"),
            urgency=Urgency.ACT,
            detail="Wij vragen dit elk jaar",
        )
