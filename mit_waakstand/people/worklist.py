"""What access asks of people today: the yearly review, when it comes near (BIO2)."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from mit_waakstand.accounts.models import User
from mit_waakstand.people.reviewing import is_near, review_due
from mit_waakstand.working_days import in_dutch
from mit_waakstand.worklist import Row, Urgency, rows


@rows("access review")
def rows_for(user: User, today: date) -> Iterable[Row]:
    """Return one row, to the CPO who reviews and to the beheerder who puts the list in order."""
    reviews = user.may("access.review")
    if not reviews and not user.may("account.write"):
        return
    due = review_due(today)
    if not is_near(due, today):
        return
    yield Row(
        title="Wie toegang heeft",
        action="Beoordeel wie toegang heeft"
        if reviews
        else "Sluit accounts die niet meer nodig zijn, en vraag de CPO om de lijst te beoordelen",
        url=reverse("people:review" if reviews else "people:accounts"),
        urgency=Urgency.OVERDUE if today > due else Urgency.SOON,
        detail=f"elk jaar; uiterlijk {in_dutch(due)}",
        due_on=due,
    )
