"""What versions ask of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mit_waakstand.accounts.models import User
from mit_waakstand.editions.letters import DAYS_BEFORE
from mit_waakstand.editions.models import Edition, kinds_of_edition
from mit_waakstand.editions.states import EditionState
from mit_waakstand.worklist import Row, Urgency, rows

AHEAD = timedelta(days=max(DAYS_BEFORE))


@rows("editions")
def rows_for(user: User, today: date) -> Iterable[Row]:
    """Return the drafts that wait and the versions to look at again, for who may write them."""
    for kind in kinds_of_edition():
        if user.may(f"{kind.SUBJECT}.write"):
            found = kind._default_manager.exclude(state=EditionState.REPLACED)  # noqa: SLF001
            yield from _rows_of(found.defer("content").order_by("pk"), user, today)


def _rows_of(found: Iterable[Edition], user: User, today: date) -> Iterator[Row]:
    for edition in found:
        if edition.is_draft():
            adopts = user.may(f"{edition.SUBJECT}.adopt")
            yield Row(
                title=edition.title(),
                action="Concept: vul het aan of stel het vast"
                if adopts
                else "Concept: vul het aan",
                url=edition.get_absolute_url(),
                urgency=Urgency.WAIT,
            )
        elif edition.review_on is not None and edition.review_on - AHEAD <= today:
            is_over = edition.review_on < today
            yield Row(
                title=edition.title(),
                action="Bekijk of de tekst nog klopt",
                url=edition.get_absolute_url(),
                urgency=Urgency.OVERDUE if is_over else Urgency.ACT,
                due_on=edition.review_on,
            )
