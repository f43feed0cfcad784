"""What the archive asks of people today."""

from datetime import date, timedelta

import pytest
from building_archive import a_handed_dossier, a_handover, a_listed_review, judge_everything
from django.utils.timezone import localdate

from building import person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.archive.workflow import woo
from mit_waakstand.archive.worklist import rows_for
from mit_waakstand.worklist import Row, Urgency, rows_of

pytestmark = pytest.mark.django_db


def asked_of(user: User, today: date) -> list[Row]:
    return rows_of(rows_for(user, today), user)


def actions(user: User, today: date | None = None) -> list[str]:
    return [row.action for row in asked_of(user, today or localdate())]


def test_an_inventory_waits_for_judgements_and_then_for_the_cpo(secretary: User, cpo: User) -> None:
    review = a_listed_review()

    before = actions(secretary)
    judge_everything(review)

    assert before == ["Beoordeel de documenten van de Woo-inventaris"]
    assert actions(cpo) == ["Stel de Woo-inventaris vast"]
    assert actions(secretary) == ["De CPO stelt de Woo-inventaris vast"]


def test_an_adopted_inventory_asks_nothing(cpo: User) -> None:
    review = judge_everything(a_listed_review())

    woo.adopt(review, by=cpo, at=review.listed_at)

    assert actions(cpo) == []


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(20, Urgency.ACT), (21, Urgency.SOON), (28, Urgency.SOON), (29, Urgency.OVERDUE)],
)
def test_a_request_is_decided_within_four_weeks(cpo: User, days: int, urgency: Urgency) -> None:
    review = a_listed_review()

    (row,) = asked_of(cpo, review.received_on + timedelta(days=days))

    assert row.urgency == urgency
    assert row.due_on == review.received_on + timedelta(days=28)


def test_a_prepared_dossier_waits_for_the_cpo(secretary: User, cpo: User) -> None:
    a_handover()

    assert actions(cpo) == ["Draag het dossier over aan de commissie"]
    assert actions(secretary) == ["De CPO draagt het dossier over aan de commissie"]


def test_a_dossier_that_was_handed_over_asks_nothing(cpo: User) -> None:
    a_handed_dossier()

    assert actions(cpo) == []


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SG_OFFICE, Role.ADMINISTRATOR])
def test_the_archive_asks_nothing_of_others(role: Role) -> None:
    a_listed_review()
    a_handover()

    assert actions(person(role)) == []


def test_an_exercise_asks_only_who_takes_part(secretary: User) -> None:
    review = a_listed_review(is_exercise=True)

    (row,) = asked_of(secretary, localdate())
    review.situation.participations.filter(user=secretary).delete()

    assert row.is_exercise
    assert actions(secretary) == []
