"""Each check goes red or amber by real records, and green by doing what its act says."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from asking import signed_in
from building_readiness import a_proof, found
from django.utils import timezone

from building import a_deputy, a_situation, a_trigger, amsterdam, person, weegvragen_in_force
from mit_waakstand.accounts.roles import Role
from mit_waakstand.duties.models import ProofKind
from mit_waakstand.office.readiness import evaluation_due
from mit_waakstand.office.trial_mail import send_trial_mail
from mit_waakstand.outbox import doing
from mit_waakstand.outbox.models import Work
from mit_waakstand.readiness import Status, checks
from signals.models import Trigger
from signals.workflow import triggers
from signals.workflow.calendar import confirm_calendar

TESTS = Path(__file__).parents[1]
pytestmark = pytest.mark.django_db
NOW = amsterdam(2026, 11, 2)
TODAY = NOW.date()
RED, AMBER = Status.NOT_IN_ORDER, Status.ATTENTION
MOST_QUESTIONS = 6


class Case(NamedTuple):
    """How a check goes wrong, what it says then, and what its act does."""

    wrong: Callable[[], object]
    status: Status
    mend: Callable[[], object]
    today: date = TODAY


def nothing() -> None:
    """Do nothing: without any record this one is not in order."""


def failed_trial_mail() -> None:
    work = send_trial_mail(by=person(Role.ADMINISTRATOR), at=NOW)
    Work.objects.filter(pk=work.pk).update(failed_at=NOW, outcome="geen postbus")


def trial_mail() -> None:
    doing.do(send_trial_mail(by=person(Role.ADMINISTRATOR), at=timezone.now()).pk)


def try_again() -> None:
    for work in Work.objects.failed():
        doing.retry(work, at=timezone.now())
        doing.do(work.pk)


def an_a1_of_yesterday() -> None:
    weegvragen_in_force()
    a_trigger(at=NOW - timedelta(days=1))


def weigh() -> None:
    triggers.weigh(Trigger.objects.get(), experts=[], by=person(Role.CPO), at=NOW)


def proven(kind: ProofKind, day: date = TODAY, *, succeeded: bool = True) -> Callable[[], object]:
    return lambda: a_proof(kind, done_on=day, at=NOW, succeeded=succeeded)


CASES: dict[str, Case] = {
    "a1 weighed": Case(an_a1_of_yesterday, RED, weigh),
    "account of bureau sg": Case(
        lambda: person(Role.SG_OFFICE), AMBER, proven(ProofKind.SG_ACCOUNT)
    ),
    "backup": Case(
        proven(ProofKind.BACKUP, TODAY - timedelta(days=8)), AMBER, proven(ProofKind.BACKUP)
    ),
    "deputies": Case(nothing, AMBER, lambda: a_deputy(at=NOW)),
    "evaluation": Case(
        nothing,
        AMBER,
        proven(ProofKind.EVALUATION_PLANNED, date(2031, 5, 1)),
        today=date(2030, 3, 1),
    ),
    "failed work": Case(failed_trial_mail, RED, try_again),
    "holidays": Case(
        nothing, AMBER, lambda: confirm_calendar(by=person(Role.ADMINISTRATOR), at=NOW)
    ),
    "mail arrives": Case(failed_trial_mail, RED, trial_mail),
    "reminder engine": Case(nothing, RED, lambda: doing.sweep(timezone.now())),
    "restore": Case(proven(ProofKind.RESTORE, succeeded=False), RED, proven(ProofKind.RESTORE)),
}


def test_every_check_of_the_house_is_shown_wrong_and_mended_in_a_test() -> None:
    others = [path for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
    words = "\n".join(path.read_text(encoding="utf-8") for path in others)

    untested = [
        name
        for name in set(checks) - set(CASES)
        if f'"{name}"' not in words and checks[name].__name__ not in words
    ]

    assert set(CASES) <= set(checks)
    assert untested == []


@pytest.mark.parametrize("name", CASES)
def test_a_check_says_what_is_wrong_and_its_act_mends_it(name: str) -> None:
    case = CASES[name]

    case.wrong()
    before = found(name, case.today)
    case.mend()
    after = found(name, case.today)

    assert (before.status, after.status) == (case.status, Status.IN_ORDER)
    assert before.act is not None
    assert before.reason != after.reason


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


def test_an_account_of_bureau_sg_that_was_used_lately_needs_no_trial() -> None:
    signed_in(person(Role.SG_OFFICE))

    assert found("account of bureau sg", timezone.localdate()).status == Status.IN_ORDER


def test_an_exercise_and_a_suspension_ask_no_weighing() -> None:
    a_trigger(situation=a_situation(is_exercise=True), at=NOW - timedelta(days=1))

    assert found("a1 weighed", TODAY).status == Status.IN_ORDER


@pytest.mark.parametrize("name", CASES)
def test_a_check_asks_a_fixed_number_of_questions(
    name: str, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with django_assert_max_num_queries(MOST_QUESTIONS):
        found(name, TODAY)
