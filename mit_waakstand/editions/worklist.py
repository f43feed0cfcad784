"""What versions ask of people today (the rows of "Nu te doen")."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Value

from mit_waakstand.accounts.models import User
from mit_waakstand.editions.letters import DAYS_BEFORE
from mit_waakstand.editions.models import Edition, kinds_of_edition
from mit_waakstand.editions.states import EditionState
from mit_waakstand.worklist import Row, Urgency, rows

AHEAD = timedelta(days=max(DAYS_BEFORE))
FIELDS = ("pk", "number", "state", "review_on")


@rows("editions")
def rows_for(user: User, today: date) -> Iterable[Row]:
    """Return the drafts that wait and the versions to look at again, for who may write them."""
    for edition in _open_versions(user):
        row = _row_of(edition, user, today)
        if row is not None:
            yield row


def _open_versions(user: User) -> Iterator[Edition]:
    """Yield drafts and what is in force of every kind he writes, with a single question."""
    kinds = [kind for kind in kinds_of_edition() if user.may(f"{kind.SUBJECT}.write")]
    asked = [
        kind._default_manager.filter(state__in=(EditionState.DRAFT, EditionState.ADOPTED))  # noqa: SLF001
        .order_by()
        .values_list(Value(kind._meta.label), *FIELDS)  # noqa: SLF001
        for kind in kinds
    ]
    if not asked:
        return
    for label, *values in asked[0].union(*asked[1:]).order_by(*FIELDS[:1]):
        kind = apps.get_model(str(label))
        yield kind(**dict(zip(FIELDS, values, strict=True)))


def _row_of(edition: Edition, user: User, today: date) -> Row | None:
    if edition.is_draft():
        adopts = user.may(f"{edition.SUBJECT}.adopt")
        return Row(
            title=edition.title(),
            action="Concept: vul het aan of stel het vast" if adopts else "Concept: vul het aan",
            url=edition.get_absolute_url(),
            urgency=Urgency.WAIT,
        )
    if edition.review_on is None or edition.review_on - AHEAD > today:
        return None
    is_over = edition.review_on < today
    return Row(
        title=edition.title(),
        action="Bekijk of de tekst nog klopt",
        url=edition.get_absolute_url(),
        urgency=Urgency.OVERDUE if is_over else Urgency.ACT,
        due_on=edition.review_on,
    )
