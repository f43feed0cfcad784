"""Each check goes red or amber by real records, and green by doing what its act says."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
import time_machine
from asking import main_text, signed_in
from building_readiness import a_proof, found
from readiness_cases import CASES, NOW, RED, TODAY

from building import a_situation, a_trigger, amsterdam, person
from mit_waakstand.accounts.models import User
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties.models import ProofKind
from mit_waakstand.office.readiness import evaluation_due
from mit_waakstand.readiness import Status, checks

pytestmark = pytest.mark.django_db
MOST_QUESTIONS = 9


@pytest.fixture(autouse=True)
def now() -> Generator[None, None, None]:
    """Let every test happen on one day in November."""
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_check_of_the_house_is_shown_wrong_and_mended_below() -> None:
    assert set(CASES) == set(checks)


@pytest.mark.parametrize("name", CASES)
def test_a_check_says_what_is_wrong_and_its_act_mends_it(
    name: str, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    case = CASES[name]

    case.wrong()
    with django_assert_max_num_queries(MOST_QUESTIONS):
        before = found(name, case.today)
    assert before.act is not None
    page = signed_in(person(case.who)).get(before.act.url)
    case.mend()
    after = found(name, case.today)

    assert (before.status, before.act.label) == (case.status, case.act)
    assert page.status_code == 200
    assert (after.status, after.reason != before.reason) == (Status.IN_ORDER, True)


@pytest.mark.parametrize(
    ("held_on", "due"),
    [
        (None, date(2031, 9, 1)),
        (date(2029, 12, 1), date(2031, 9, 1)),
        (date(2031, 5, 1), date(2036, 9, 1)),
        (date(2032, 1, 1), date(2036, 9, 1)),
    ],
)
def test_the_first_evaluation_is_in_2031_and_then_every_five_years(
    held_on: date | None, due: date
) -> None:
    assert evaluation_due(held_on) == due


def test_an_evaluation_that_was_not_held_in_time_is_not_in_order_until_it_is() -> None:
    late = amsterdam(2031, 9, 2)

    before = found("evaluation", late.date())
    a_proof(ProofKind.EVALUATION_HELD, done_on=late.date(), at=late)
    after = found("evaluation", late.date())

    assert (before.status, after.status) == (RED, Status.IN_ORDER)


def test_without_an_account_of_bureau_sg_the_beheerder_invites_somebody(
    administrator: User,
) -> None:
    finding = found("account of bureau sg", TODAY)

    assert finding.status == Status.ATTENTION
    assert finding.act is not None
    page = signed_in(administrator).get(finding.act.url)
    assert "Bureau SG" in main_text(page)


def test_an_account_of_bureau_sg_that_was_used_lately_needs_no_trial() -> None:
    signed_in(person(Role.SG_OFFICE))

    assert found("account of bureau sg", TODAY).status == Status.IN_ORDER


def test_an_exercise_and_a_suspension_ask_no_weighing() -> None:
    a_trigger(situation=a_situation(is_exercise=True), at=NOW - timedelta(days=1))

    assert found("a1 weighed", TODAY).status == Status.IN_ORDER
